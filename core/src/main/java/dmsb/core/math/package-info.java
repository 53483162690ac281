/**
 * Elementary functions that are the same to the bit on every machine, and fast enough for inner loops.
 */
@NullMarked
package dmsb.core.math;

import org.jspecify.annotations.NullMarked;
