/**
 * Machine proofs: laws of a threshold auction, proved by a solver for linear real arithmetic or refuted by numbers.
 *
 * <p>A <em>rule</em> and a <em>law</em> are each written once, over an {@link dmsb.proofs.smt.Algebra}; read by the solver
 * they are a formula, read with fractions they are exact arithmetic. A law is proved for a rule and a number of bidders
 * if no real numbers at all satisfy its <em>violation</em>; the solver's proof of that is checked, or else its numbers
 * are.
 */
@NullMarked
package dmsb.proofs.smt;

import org.jspecify.annotations.NullMarked;
