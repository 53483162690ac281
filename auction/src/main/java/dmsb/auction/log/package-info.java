/**
 * Recorded auctions: a {@link dmsb.auction.log.BidLog} in memory and its {@link dmsb.auction.log.RecordedRounds rounds}.
 *
 * <p>A <em>row</em> is one auction that was held; the rows of one <em>market</em> stand together, in the order of time.
 * Truthful bids do not depend on rho, so the outcome of another rho on recorded bids is exact; only the value of a UAV
 * that did not serve was never seen, and has to be estimated.
 */
@NullMarked
package dmsb.auction.log;

import org.jspecify.annotations.NullMarked;
