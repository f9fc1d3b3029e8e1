/** The client of a Bitcoin node: against scripted answers, against lying sockets, against the sandbox and against bcoin. */
@NullMarked
package io.sluice.app.node;

import org.jspecify.annotations.NullMarked;
