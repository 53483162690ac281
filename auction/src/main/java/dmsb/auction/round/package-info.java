/**
 * One round of a market, from what is announced to what is remembered: everything that holds auctions goes through here,
 * the simulator as well as an embedding program.
 *
 * <p>A rule sees an {@link dmsb.auction.round.Announcement} before the bids arrive; a {@link dmsb.auction.round.Round} is one
 * auction, from the bids to the surplus; the {@link dmsb.auction.round.BidHistory} is what is remembered of past rounds.
 */
@NullMarked
package dmsb.auction.round;

import org.jspecify.annotations.NullMarked;
