/** What a rule that was made from data observes of a round before it posts rho: the announcement as a vector of floats. */
@NullMarked
package dmsb.auction.rule.observation;

import org.jspecify.annotations.NullMarked;
