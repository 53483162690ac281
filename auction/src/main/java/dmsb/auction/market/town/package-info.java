/**
 * A town: where vehicles drive, where base stations stand, and the radio links that follow from both.
 *
 * <p>A <em>journey</em> is the path of one vehicle through consecutive time steps of a traffic trace; a slot of the market is
 * one such step. A <em>site</em> is the place of a base station. The <em>candidates</em> of a vehicle are the sites nearest to
 * it; where one of them changes there is a handover.
 */
@NullMarked
package dmsb.auction.market.town;

import org.jspecify.annotations.NullMarked;
