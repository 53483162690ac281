/**
 * Laws for auctions of several tasks at once, and a search for what breaks them.
 *
 * <p>A {@link dmsb.proofs.vector.VectorAuction} sells all tasks of a slot by the matrix of their bids. The value of several tasks
 * to a bidder is the sum of their values. {@link dmsb.proofs.vector.VectorLaws} looks for a bidder that gains by misreporting
 * on several tasks, or by an identity that bids on some of them, and returns a {@link dmsb.proofs.vector.VectorVerdict} with a
 * {@link dmsb.proofs.vector.VectorCounterexample} that anybody can repeat.
 */
@NullMarked
package dmsb.proofs.vector;

import org.jspecify.annotations.NullMarked;
