/**
 * A trained policy as a rule: what it observes, the model it comes from, and how many threads share it.
 */
@NullMarked
package dmsb.auction.rule.learned;

import org.jspecify.annotations.NullMarked;
