/** Rules for rho as auctions, so that the laws can be asked of them. */
@NullMarked
package dmsb.proofs.rule;

import org.jspecify.annotations.NullMarked;
