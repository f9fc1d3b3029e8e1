/**
 * What the hot paths cost, as ratios to one header hash measured beside them; see {@code docs/performance.md}. Nothing here is
 * a test: no benchmark fails because it is slow. One thread, JMH's. Imports whatever it measures.
 */
@NullMarked
package io.sluice.bench;

import org.jspecify.annotations.NullMarked;
