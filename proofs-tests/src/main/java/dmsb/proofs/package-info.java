/** The theorem lab: the laws of an auction, asked of every auction of the zoo. */
@NullMarked
package dmsb.proofs;

import org.jspecify.annotations.NullMarked;
