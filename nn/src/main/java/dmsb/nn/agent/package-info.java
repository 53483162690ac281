/**
 * Agents: learners with a discrete policy.
 *
 * <p>{@link dmsb.nn.agent.DiffusionSac} is the paper's: a soft actor-critic whose actor is a reverse diffusion chain over
 * the logits of the policy. {@link dmsb.nn.agent.DiscreteSac}, {@link dmsb.nn.agent.Dqn} and {@link dmsb.nn.agent.Ppo} are
 * its competitors. {@link dmsb.nn.agent.DiffusionPolicy} and {@link dmsb.nn.agent.MlpPolicy} are what remains of them after
 * training; {@link dmsb.nn.agent.LearnerConfig} is what they have in common as settings.
 */
@NullMarked
package dmsb.nn.agent;

import org.jspecify.annotations.NullMarked;
