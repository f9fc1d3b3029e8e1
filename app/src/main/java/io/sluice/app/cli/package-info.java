/**
 * The command line: one class for a command. Commands read their configuration, ask the wiring for a program, and wait; they hold no
 * logic of mining. Exit codes: 0 fine, 1 something went wrong, 2 bad usage or bad configuration.
 */
@NullMarked
package io.sluice.app.cli;

import org.jspecify.annotations.NullMarked;
