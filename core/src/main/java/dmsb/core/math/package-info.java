/**
 * Elementary functions that are the same to the bit on every machine, and fast enough for inner loops; and
 * numbers as text that is the same everywhere.
 */
@NullMarked
package dmsb.core.math;

import org.jspecify.annotations.NullMarked;
