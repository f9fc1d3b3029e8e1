package io.sluice.app.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What the control channel can tell and do. Called on event loops; must return at once. */
public interface ControlSource {

    /** The whole state: link, work, ledger, miners, blocks. */
    JsonNode status();

    /** The current work, its coinbase output by output. */
    JsonNode work();

    /** Somebody says that there is a new block. */
    void notifyBlock();
}
