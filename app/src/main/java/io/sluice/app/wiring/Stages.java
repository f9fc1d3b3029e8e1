package io.sluice.app.wiring;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.sluice.app.config.BadConfiguration;
import io.sluice.mining.port.NodeTrouble;

/** For threads that have nothing else to do than to wait: those of commands. */
public final class Stages {

    private Stages() {}

    /** Waits for a stage; a failure that carries a sentence for the operator comes out as itself. */
    public static <T> T await(CompletionStage<T> stage) throws IOException, BadConfiguration {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IOException sentence -> throw sentence;
                case BadConfiguration sentences -> throw sentences;
                case NodeTrouble sentence -> throw new IOException(sentence.getMessage(), sentence);
                case null, default -> throw e;
            }
        }
    }
}
