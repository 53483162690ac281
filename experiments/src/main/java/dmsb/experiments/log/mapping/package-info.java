/**
 * Logs of any shape: a <em>mapping</em> says what the columns of a log mean, and a log is read through it as if it had been
 * written in the library's own form.
 *
 * <p>A log is <em>wide</em> if a row is an auction, and <em>long</em> if a row is a bid. A <em>missing</em> bid is one that
 * was not made. The <em>outside option</em> is what the auctioneer has if no bidder wins; it stands in the UAV's place.
 */
@NullMarked
package dmsb.experiments.log.mapping;

import org.jspecify.annotations.NullMarked;
