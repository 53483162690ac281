/**
 * The Java auction beside the auction of the Coq proofs: outcomes that Coq has computed, compared with those of the classes
 * that hold the rounds.
 */
@NullMarked
package dmsb.proofs.coq;

import org.jspecify.annotations.NullMarked;
