package dmsb.auction.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.environment.HindsightRound;
import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Round;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.EnvironmentChecker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedRoundsTest {
    private static final Scenario PAPER = Scenario.preset("paper");
    private static final SeedTree SEEDS = SeedTree.of(5);
    private static final int EPISODES = 6;

    /** A log of simulated episodes; of the UAV's values only the revealed ones. */
    private static BidLog record(boolean revealAll, boolean contracts, PostedRule rule) {
        BidLogBuilder builder = new BidLogBuilder(3, ConditionLayout.count(3));
        SimulatedRounds rounds = new SimulatedRounds(PAPER);
        new Evaluation(rounds, SEEDS).run(Sellers.of(rule), 0, EPISODES, (episode, index, source, hindsight) -> {
            Round round = hindsight.round();
            if (index == 0) {
                builder.beginMarket();
            }
            double[] conditions = new double[ConditionLayout.count(3)];
            rounds.market().conditions(conditions);
            builder.add(
                    round.bids(),
                    round.estimate(),
                    contracts ? round.contract() : Double.NaN,
                    revealAll || round.uavServes() ? hindsight.uavValue() : Double.NaN,
                    conditions,
                    latencies(source));
        });
        return builder.build();
    }

    private static double[] latencies(Rounds source) {
        double[] latencies = new double[4];
        for (int n = 0; n < 4; n++) {
            latencies[n] = source.latency(n);
        }
        return latencies;
    }

    private static List<String> outcomes(Rounds rounds, PostedRule rule, int skipped) {
        List<String> outcomes = new ArrayList<>();
        new Evaluation(rounds, SEEDS).run(Sellers.of(rule), 0, EPISODES, (episode, index, source, round) -> {
            if (index >= skipped) {
                outcomes.add(text(round));
            }
        });
        return outcomes;
    }

    private static String text(HindsightRound hindsight) {
        Round round = hindsight.round();
        return Arrays.toString(round.bids()) + round.winner() + " " + round.price() + " " + round.rho() + " "
                + hindsight.surplus() + " " + hindsight.firstBest() + " " + hindsight.delay();
    }

    @Test
    void anotherRhoOnARecordIsWhatTheSimulatorWouldHaveHad() {
        RecordedRounds recorded = new RecordedRounds(record(true, true, new ConstantRule(1)), PAPER);
        assertEquals(EPISODES, recorded.episodes());
        assertEquals(97, recorded.scenario().roundsPerEpisode());
        assertEquals(3 * EPISODES, recorded.unscoredRows());
        // Conditions are kept as floats, which is how a learner sees them.
        PostedRule whimsical = announcement ->
                1 + Math.floorMod(Float.floatToIntBits((float) announcement.conditions()[0]), 7);
        for (PostedRule rule : List.of(new ConstantRule(1.7), new LaggedReserveRule(), whimsical)) {
            assertIterableEquals(outcomes(new SimulatedRounds(PAPER), rule, 3), outcomes(recorded, rule, 0));
        }
    }

    @Test
    void aContractThatWasNotRecordedIsMadeFromTheRoundsPlayed() {
        RecordedRounds recorded = new RecordedRounds(record(true, false, new ConstantRule(1)), PAPER);
        double[] last = new double[1];
        new Evaluation(recorded, SEEDS)
                .run(
                        Sellers.secondPrice(),
                        0,
                        1,
                        (e, index, source, round) -> last[0] = round.round().contract());
        assertTrue(last[0] > 0);
    }

    @Test
    void onlyTheUnseenValuesOfTheUavAreEstimatesAndAreCounted() {
        BidLog log = record(false, true, new LaggedReserveRule());
        int known = log.knownValues();
        assertTrue(known > 100 && known < log.rows() - 100, "known " + known);
        Evaluation evaluation = new Evaluation(new RecordedRounds(log, PAPER), SEEDS);
        int[] counts = new int[2];
        EpisodeMeans always = evaluation.run(
                Sellers.of(new ConstantRule(Double.POSITIVE_INFINITY)), 0, EPISODES, (e, i, s, round) -> {
                    counts[0] += round.uavValueKnown() ? 0 : 1;
                    counts[1]++;
                    if (!round.uavValueKnown()) {
                        assertEquals(round.round().estimate(), round.surplus());
                    }
                });
        double share = (double) counts[0] / counts[1];
        assertEquals(share, always.mean(Metric.ESTIMATED_SHARE), 1e-12); // sums of ones over 97 and over 6
        assertEquals(share, always.mean(Metric.UNKNOWN_SHARE), 1e-12);
        EpisodeMeans ground = evaluation.run(Sellers.of(new ConstantRule(1)), EPISODES);
        assertEquals(0, ground.mean(Metric.ESTIMATED_SHARE));
        assertEquals(share, ground.mean(Metric.UNKNOWN_SHARE), 1e-12);
        // The rule under which the log was recorded sells to the UAV where that had happened, and nowhere else.
        assertEquals(
                0, evaluation.run(Sellers.of(new LaggedReserveRule()), EPISODES).mean(Metric.ESTIMATED_SHARE));
    }

    @Test
    void keepsThePromisesOfAnEnvironment() {
        RecordedRounds recorded = new RecordedRounds(record(false, true, new LaggedReserveRule()), PAPER);
        AuctionEnvironment environment = new AuctionEnvironment(recorded, 100);
        assertFalse(environment.actionsMoveState());
        EnvironmentChecker.check(environment, SEEDS, 4);
    }

    @Test
    void longMarketsAreCutIntoEpisodesAndEveryRowButTheFirstIsScoredOnce() {
        BidLogBuilder builder = new BidLogBuilder(1, ConditionLayout.count(1));
        Scenario scenario = Scenario.standard()
                .with(Scenario.GROUND_STATIONS, 1)
                .with(Scenario.HISTORY, 2)
                .with(Scenario.ROUNDS_PER_EPISODE, 5);
        for (int[] market : new int[][] {{0, 13}, {100, 2}, {200, 8}}) {
            builder.beginMarket();
            for (int i = 0; i < market[1]; i++) {
                builder.add(new double[] {market[0] + i}, 1, 0, 1, new double[12], new double[2]);
            }
        }
        builder.beginMarket();
        RecordedRounds rounds = new RecordedRounds(builder.build(), scenario);
        assertEquals(3, rounds.log().markets());
        assertEquals(1, rounds.marketsTooShort());
        List<Double> scored = new ArrayList<>();
        new Evaluation(rounds, SEEDS)
                .run(
                        Sellers.firstBest(),
                        0,
                        rounds.episodes(),
                        (e, i, s, round) -> scored.add(round.round().highest()));
        assertEquals(List.of(2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 202., 203., 204., 205., 206.), scored);
        assertEquals(8, rounds.unscoredRows());
    }

    @Test
    void whatIsNoLogForTheScenarioIsRefused() {
        BidLog log = record(true, true, new ConstantRule(1));
        assertRefused("slotSeconds: expected 0", log, Scenario.preset("load"));
        assertRefused(
                "groundStations: expected 3, as many as the log has bids in a row, got 4",
                log,
                Scenario.standard().with(Scenario.GROUND_STATIONS, 4));
        assertRefused(
                "expected a market of more than 100 rows",
                log,
                Scenario.standard().with(Scenario.HISTORY, 100));
        BidLogBuilder builder = new BidLogBuilder(1, 0);
        assertThrows(IllegalStateException.class, builder::build);
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> builder.add(new double[] {bad}, 1, 1, 1, new double[0], new double[2]));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> builder.add(new double[] {1}, bad, 1, 1, new double[0], new double[2]));
        }
    }

    private static void assertRefused(String message, BidLog log, Scenario scenario) {
        String got =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> new RecordedRounds(log, scenario))
                        .getMessage());
        assertTrue(got.contains(message), got);
    }
}
