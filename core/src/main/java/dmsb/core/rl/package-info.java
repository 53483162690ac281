/**
 * The vocabulary of reinforcement learning that the market and the learners share.
 *
 * <p>An {@link dmsb.core.rl.Environment} plays episodes in discrete steps; a {@link dmsb.core.rl.Policy} chooses an
 * action from an observation; an {@link dmsb.core.rl.Agent} is a policy that learns; {@link dmsb.core.rl.Training}
 * brings the two together. <em>Terminated</em> means that the process ended and has no further value;
 * <em>truncated</em> means that watching stopped while the process went on, so that targets bootstrap through it.
 */
@NullMarked
package dmsb.core.rl;

import org.jspecify.annotations.NullMarked;
