package io.sluice.app.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What the control channel can tell and do. */
public interface ControlSource {

    /** The whole state: link, work, ledger, miners, blocks. Called on a worker: with many miners it takes a while. */
    JsonNode status();

    /** The current work, its coinbase output by output. Called on a worker. */
    JsonNode work();

    /** Somebody says that there is a new block. Called on an event loop; returns at once. */
    void notifyBlock();
}
