/**
 * Truth over a horizon of two or three rounds, and a search for what breaks it.
 *
 * <p>A {@link dmsb.proofs.horizon.FactorRule} posts a factor for each bidder before the bids of a round, from the {@link
 * dmsb.proofs.horizon.History} of the rounds before. Every round by itself is then a modified second-bid auction, and truthful;
 * the rounds together are if no bidder can move its own factors ("theorem A"). {@link dmsb.proofs.horizon.HorizonLaws} looks for
 * a bidder that gains by other bids than its values, the others' bids being fixed sequences (open loop), and returns a {@link
 * dmsb.proofs.horizon.HorizonVerdict} with a {@link dmsb.proofs.horizon.Manipulation} that anybody can repeat.
 */
@NullMarked
package dmsb.proofs.horizon;

import org.jspecify.annotations.NullMarked;
