/**
 * Looks into a policy: what it posts as a function of what it knows, one episode round by round, who serves, and in a town where. A state is what
 * is known before a round, the rounds before included.
 */
@NullMarked
package dmsb.experiments.inspection;

import org.jspecify.annotations.NullMarked;
