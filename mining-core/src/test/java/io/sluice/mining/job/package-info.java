/** Tests of jobs and the book that remembers them. */
@NullMarked
package io.sluice.mining.job;

import org.jspecify.annotations.NullMarked;
