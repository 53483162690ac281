/**
 * An auctioneer that goes on learning from its own outcomes: {@link dmsb.auction.online.OnlineLearning} listens to
 * auctioneers, learns aside, and replaces the model that they share when a better one is there.
 *
 * <p>Outcomes are counterfactual: truthful bids do not depend on rho, so a round tells what every rho would have brought,
 * except for the value of a UAV that served, for which its declared estimate stands in.
 */
@NullMarked
package dmsb.auction.online;

import org.jspecify.annotations.NullMarked;
