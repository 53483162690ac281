/**
 * Agents: learners with a discrete policy.
 *
 * <p>{@link dmsb.nn.agent.DiffusionSac} is the paper's: a soft actor-critic whose actor is a reverse diffusion chain over
 * the logits of the policy. {@link dmsb.nn.agent.DiffusionPolicy} is what remains of it after training.
 */
@NullMarked
package dmsb.nn.agent;

import org.jspecify.annotations.NullMarked;
