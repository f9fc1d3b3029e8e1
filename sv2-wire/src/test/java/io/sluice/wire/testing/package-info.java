/**
 * What the tests of every module share: vectors from the class path and streams cut into slices. Published as test-jar;
 * starts no threads and imports the JDK and Jackson alone.
 */
@NullMarked
package io.sluice.wire.testing;

import org.jspecify.annotations.NullMarked;
