package io.sluice.datum.message;

/** A message of top-level command 5, whose first byte says which: everything said about mining (section 4). */
public sealed interface MiningCommandMessage extends DatumMessage
        permits ClientConfiguration, CoinbaserRequest, CoinbaserResponse, PowSubmission, ShareResponse,
        JobValidationRequest, JobValidationReply, BlockNotify, UnknownMiningCommand {

    @Override
    default int command() {
        return DatumCommand.MINING;
    }

    /** The first byte of the body. */
    int subcommand();
}
