package io.sluice.app.cli;

import picocli.CommandLine.IVersionProvider;

import io.sluice.app.wiring.Build;

/** What {@code sluice --version} says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[]{"sluice " + Build.version(), "Java " + Runtime.version()};
    }
}
