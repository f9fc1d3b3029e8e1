/** The sandbox: that what it offers is consistent, that it takes what is valid, and that it refuses the rest in the right words. */
@NullMarked
package io.sluice.app.sandbox;

import org.jspecify.annotations.NullMarked;
