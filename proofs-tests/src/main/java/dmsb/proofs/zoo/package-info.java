/**
 * Auctions of which it is known which laws they break: every counterexample of the theory as a small auction, and the
 * sound ones beside them.
 *
 * <p>{@link dmsb.proofs.zoo.Zoo} lists them as {@link dmsb.proofs.zoo.Specimen}s. Each broken one is what a reasonable
 * person might build, with one idea changed; none is meant for use. m stands for max b_-n, the highest bid of the others.
 */
@NullMarked
package dmsb.proofs.zoo;

import org.jspecify.annotations.NullMarked;
