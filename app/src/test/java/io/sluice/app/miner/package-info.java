/** The miners for trying out, against a server made of single messages and a loop that is moved by hand. */
@NullMarked
package io.sluice.app.miner;

import org.jspecify.annotations.NullMarked;
