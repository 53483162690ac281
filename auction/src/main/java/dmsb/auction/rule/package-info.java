/**
 * Rules that set the price scaling factor rho.
 *
 * <p>A {@link dmsb.auction.rule.PostedRule} sees an {@link dmsb.auction.round.Announcement} and fixes rho before the bids
 * arrive; a {@link dmsb.auction.rule.BidDependentRule} sees the bids too. The types keep the two apart.
 */
@NullMarked
package dmsb.auction.rule;

import org.jspecify.annotations.NullMarked;
