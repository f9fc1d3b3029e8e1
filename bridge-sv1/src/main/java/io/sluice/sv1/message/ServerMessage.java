package io.sluice.sv1.message;

import io.sluice.sv1.jsonrpc.Line;

/** What a miner is told without having asked. */
public sealed interface ServerMessage extends Sv1Message permits SetDifficulty, Notify, PingMiner {

    Line toLine();
}
