/**
 * The rules that set the price scaling factor rho, what they may see, and the UAV's contract.
 *
 * <p>A {@link dmsb.auction.pricing.PostedRule} sees an {@link dmsb.auction.pricing.Announcement} and fixes rho before the
 * bids arrive; a {@link dmsb.auction.pricing.BidDependentRule} sees the bids too, and the types keep the two apart. A
 * <em>round</em> is one auction, from the announcement to the surplus; the {@link dmsb.auction.pricing.BidHistory} is
 * what is remembered of past rounds.
 */
@NullMarked
package dmsb.auction.pricing;

import org.jspecify.annotations.NullMarked;
