/**
 * Recorded logs of auctions: reading the CSV file, and estimating the UAV's values that it does not have.
 *
 * <p>A <em>row</em> is one auction. Every malformed one is named by line, column, what was expected and what came.
 */
@NullMarked
package dmsb.experiments.log;

import org.jspecify.annotations.NullMarked;
