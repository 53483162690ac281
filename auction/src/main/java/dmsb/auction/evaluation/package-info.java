/**
 * Ways of selling measured on held-out episodes.
 *
 * <p>A {@link dmsb.auction.evaluation.Seller} is any way of selling a round's task, an
 * {@link dmsb.auction.evaluation.Evaluation} plays it.
 */
@NullMarked
package dmsb.auction.evaluation;

import org.jspecify.annotations.NullMarked;
