/** What the tests of this module share: a miner that really mines, candidates, a connection to talk to. */
@NullMarked
package io.sluice.sv1.testing;

import org.jspecify.annotations.NullMarked;
