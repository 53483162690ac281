package dmsb.auction.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.EnvironmentChecker;
import dmsb.core.rl.Step;
import org.junit.jupiter.api.Test;

/** What an environment with a reward of one's own gives as rewards. */
class RewardTest {
    private static final Scenario MARKET =
            Scenario.preset("paper").with(Scenario.ROUNDS_PER_EPISODE, 30).with(Scenario.UAV_ACTION, true);

    private static AuctionEnvironment environment(double scale, Reward reward) {
        return new AuctionEnvironment(new SimulatedRounds(MARKET), scale, new ObservationEncoder(MARKET), reward);
    }

    /** Plays an episode at the first action and gives the rewards of all actions of all steps. */
    private static double[][] rewards(AuctionEnvironment environment) {
        double[][] rewards = new double[MARKET.roundsPerEpisode()][];
        Step step = new Step(environment);
        environment.reset(SeedTree.of(5), new float[environment.observationSize()]);
        for (int t = 0; t < rewards.length; t++) {
            environment.step(t % environment.actionCount(), step);
            rewards[t] = step.rewards().clone();
            assertEquals(rewards[t][t % environment.actionCount()], step.reward());
        }
        return rewards;
    }

    @Test
    void theSurplusWrittenAsARewardIsTheSurplus() {
        double[][] known = rewards(environment(50, Reward.SURPLUS));
        double[][] written = rewards(environment(50, (round, rho, winner, delay) -> round.surplusUnder(rho)));
        for (int t = 0; t < known.length; t++) {
            assertArrayEquals(known[t], written[t], "step " + t);
        }
    }

    @Test
    void everyActionIsAskedWithItsRhoItsWinnerAndThatWinnersDelay() {
        ActionGrid grid = ActionGrid.of(MARKET);
        double[][] rhos = rewards(environment(1, (round, rho, winner, delay) -> Math.min(rho, 1e6)));
        double[][] winners = rewards(environment(1, (round, rho, winner, delay) -> winner));
        double[][] delays = rewards(environment(1, (round, rho, winner, delay) -> delay));
        double[][] surpluses = rewards(environment(1, Reward.SURPLUS));
        int ground = 0;
        for (int t = 0; t < rhos.length; t++) {
            for (int a = 0; a < grid.size(); a++) {
                assertEquals(Math.min(grid.rho(a), 1e6), rhos[t][a]);
                assertTrue(a == 0 || winners[t][a] == 0 || winners[t][a] == winners[t][a - 1], "from ground to UAV");
                ground += winners[t][a] > 0 ? 1 : 0;
                for (int b = 0; b < a; b++) {
                    if (winners[t][a] == winners[t][b]) {
                        assertEquals(delays[t][b], delays[t][a]);
                        assertEquals(surpluses[t][b], surpluses[t][a]);
                    }
                }
                assertTrue(delays[t][a] > 0, "in seconds");
            }
            assertEquals(0, winners[t][grid.size() - 1], "rho = Infinity");
        }
        assertTrue(ground > rhos.length, "the ground wins under several: " + ground);
    }

    @Test
    void theEnvironmentKeepsItsContract() {
        EnvironmentChecker.check(
                environment(
                        50,
                        (round, rho, winner, delay) ->
                                winner == 0 ? -1 : rho * round.round().second()),
                SeedTree.of(3),
                3);
    }
}
