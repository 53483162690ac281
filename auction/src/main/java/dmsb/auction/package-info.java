/**
 * What an embedding program calls: an {@link dmsb.auction.Auctioneer} posts rho and clears auctions.
 *
 * <p>The way of one datum: {@link dmsb.auction.market a market or a log} gives bids, {@link dmsb.auction.rule a rule}
 * gives rho, {@link dmsb.auction.mechanism a mechanism} gives winner and price.
 */
@NullMarked
package dmsb.auction;

import org.jspecify.annotations.NullMarked;
