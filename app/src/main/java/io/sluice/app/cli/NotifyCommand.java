package io.sluice.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice notify}. */
@Command(name = "notify", description = "Tell the running gateway that there is a new block (for the node's -blocknotify).", mixinStandardHelpOptions = true)
final class NotifyCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws Exception {
        config.client().post("/notify");
        return 0;
    }
}
