/** Tests of the desk with a loop that is moved by hand. */
@NullMarked
package io.sluice.mining.desk;

import org.jspecify.annotations.NullMarked;
