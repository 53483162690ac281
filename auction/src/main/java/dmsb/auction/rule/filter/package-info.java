/**
 * The linear filter: a linear regression on past rounds, and the rho of largest expected surplus.
 */
@NullMarked
package dmsb.auction.rule.filter;

import org.jspecify.annotations.NullMarked;
