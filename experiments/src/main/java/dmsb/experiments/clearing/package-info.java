/**
 * Clearing of logs of any length: bids in, winner, price and rho out, in constant memory.
 *
 * <p>The input is cut into <em>blocks</em> of whole records; blocks are cleared in parallel and written in order, so the
 * bytes that come out do not depend on the number of threads.
 */
@NullMarked
package dmsb.experiments.clearing;

import org.jspecify.annotations.NullMarked;
