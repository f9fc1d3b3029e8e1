/**
 * Jobs: what one channel mines, and the book in which a channel remembers them. A job is immutable; a book belongs to the loop
 * of its connection. Imports {@code mining.bitcoin} and {@code mining.candidate}.
 */
@NullMarked
package io.sluice.mining.job;

import org.jspecify.annotations.NullMarked;
