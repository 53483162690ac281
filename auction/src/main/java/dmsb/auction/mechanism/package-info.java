/**
 * The sale of one task: bids in, winner and payment out.
 *
 * <p>Ground base stations are the <em>performance bidders</em> 1 to N, the UAV is the <em>brand bidder</em> 0. The
 * <em>critical payment</em> of a bidder is the infimum of the bids with which it wins against the others' bids. The
 * equations are those of the paper; the modified second-bid auction is that of Arnosti, Beck and Milgrom 2016.
 */
@NullMarked
package dmsb.auction.mechanism;

import org.jspecify.annotations.NullMarked;
