/** Tests of the books under concurrent writers. */
@NullMarked
package io.sluice.mining.ledger;

import org.jspecify.annotations.NullMarked;
