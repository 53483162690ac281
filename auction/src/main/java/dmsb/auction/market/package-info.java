/**
 * The simulated market: who can serve the task of a slot, how fast, how well, and what that is worth.
 *
 * <p>Provider 0 is the UAV, providers 1 to N are the ground base stations. A <em>slot</em> is one task and one auction;
 * an <em>episode</em> is a run of slots over which every provider keeps its resources. All quantities are in SI units
 * (Hz, W, bit, s); dB, dBm, MHz and MB occur in {@link dmsb.auction.market.Scenario} alone.
 */
@NullMarked
package dmsb.auction.market;

import org.jspecify.annotations.NullMarked;
