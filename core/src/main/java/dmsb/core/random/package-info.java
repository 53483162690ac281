/**
 * Random streams with names.
 *
 * <p>All randomness of the library flows from one root seed through a {@link dmsb.core.random.SeedTree}: every purpose
 * (an episode, the exploration of an agent, the initial weights) has a named branch and draws from its own
 * {@link dmsb.core.random.RandomStream}. Streams never share state, so adding a draw in one place moves no number
 * anywhere else.
 */
@NullMarked
package dmsb.core.random;

import org.jspecify.annotations.NullMarked;
