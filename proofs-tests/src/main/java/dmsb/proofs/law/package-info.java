/**
 * The laws of an auction, and a search for what breaks them.
 *
 * <p>A {@link dmsb.proofs.law.Law} is a statement about a sale and the same sale after one {@link
 * dmsb.proofs.law.Change}; the two together are an {@link dmsb.proofs.law.Experiment}. {@link dmsb.proofs.law.Laws} looks
 * for an experiment that breaks a law, knowing a mechanism only by its outcomes, and returns a {@link
 * dmsb.proofs.law.Verdict}: the law holds as far as the evidence goes, or fails with a counterexample that is checked
 * when it is made. The laws are those of Arnosti, Beck and Milgrom 2016 and of eq. (14) to eq. (22) of the paper.
 */
@NullMarked
package dmsb.proofs.law;

import org.jspecify.annotations.NullMarked;
