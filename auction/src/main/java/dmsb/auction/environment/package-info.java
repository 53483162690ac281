/**
 * Auctions held round after round, for a learner as an environment. The {@link dmsb.auction.environment.Rounds rounds} come
 * from the simulated market or from a log.
 *
 * <p>An <em>episode</em> is one market; its first rounds are a <em>warm-up</em>, sold at rho = 1 and not scored.
 */
@NullMarked
package dmsb.auction.environment;

import org.jspecify.annotations.NullMarked;
