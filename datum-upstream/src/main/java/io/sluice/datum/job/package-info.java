/**
 * What the pool holds of our work: eight slots, which job stands in each, and what was said about it on this connection.
 * Everything belongs to the pool link's loop, except the two questions that are marked as safe on any thread. Imports the
 * kernel's values and {@code datum.message}.
 */
@NullMarked
package io.sluice.datum.job;

import org.jspecify.annotations.NullMarked;
