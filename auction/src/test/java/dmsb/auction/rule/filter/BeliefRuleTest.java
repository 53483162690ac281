package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PostedRule;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of a belief, beside what the law of the whole path says. */
class BeliefRuleTest {
    private static final int PAST = Belief.PAST;
    private static final int WIDTH = 4;
    private static final Scenario TWO = PathLaw.TWO;
    private static final Moments MOMENTS = PathLaw.moments(TWO);
    private static final Belief BELIEF = new Belief(TWO, MOMENTS);
    private static final ActionGrid GRID = ActionGrid.of(TWO);

    private final RandomStream random = SeedTree.of(3).stream();

    private double[] logs(double level) {
        double top = level + 0.3 * random.nextGaussian();
        return new double[] {
            top,
            top - Math.abs(0.3 * random.nextGaussian()),
            level + 0.3 * random.nextGaussian(),
            level + 0.3 * random.nextGaussian()
        };
    }

    private double[][] past(double level, int rounds) {
        double[][] logs = new double[rounds][];
        for (int t = 0; t < rounds; t++) {
            logs[t] = logs(level);
        }
        return logs;
    }

    private static boolean[] seen(int pattern) {
        boolean[] seen = new boolean[PAST];
        for (int t = 0; t < PAST; t++) {
            seen[t] = ((pattern >> t) & 1) == 1;
        }
        return seen;
    }

    /** L with L L' = A, column by column; a column is left out where there is nothing left. */
    private static double[] times(double[][] a, double[] z) {
        int n = a.length;
        double[][] left = new double[n][];
        for (int i = 0; i < n; i++) {
            left[i] = a[i].clone();
        }
        double[] sum = new double[n];
        for (int j = 0; j < n; j++) {
            double pivot = left[j][j];
            if (pivot < 1e-11) {
                continue;
            }
            double[] column = new double[n];
            for (int i = j; i < n; i++) {
                column[i] = left[i][j] / Math.sqrt(pivot);
                sum[i] += column[i] * z[j];
            }
            for (int i = j; i < n; i++) {
                for (int k = j; k < n; k++) {
                    left[i][k] -= column[i] * column[k];
                }
            }
        }
        return sum;
    }

    /** A market that has gone on to its horizon, and what is expected of it on the way. */
    private static final class Play {
        private final PathLaw law;
        private final double[][] path; // the numbers of every round
        private final double optimism;
        private final List<Integer> known = new ArrayList<>();
        private double sum;

        Play(PathLaw law, double[][] path, double optimism) {
            this.law = law;
            this.path = path;
            this.optimism = optimism;
        }

        void settle(int t, boolean served) {
            for (int j = 0; j < (served ? WIDTH : WIDTH - 1); j++) {
                if (!known.contains(law.place(t, j))) {
                    known.add(law.place(t, j));
                }
            }
        }

        void play(int t) {
            known.add(law.place(t, 2)); // the estimate
            int[] given = known.stream().mapToInt(i -> i).toArray();
            double[] values = new double[given.length];
            for (int i = 0; i < given.length; i++) {
                values[i] = path[given[i] / WIDTH][given[i] % WIDTH];
            }
            PathLaw.Law now = law.law(new int[] {law.place(t, 0), law.place(t, 1), law.value(t)}, given, values);
            SurplusForecast expected = new SurplusForecast(0);
            SurplusForecast base = new SurplusForecast(optimism);
            expected.set(now.mean(), now.covariance());
            base.set(now.mean(), now.covariance());
            int best = 0;
            for (int a = 1; a < GRID.size(); a++) {
                best = base.at(GRID.logRho(a)) > base.at(GRID.logRho(best)) ? a : best;
            }
            sum += expected.at(GRID.logRho(best)) / StrictMath.exp(path[PAST - 1][0]);
            settle(t, path[t][0] - path[t][1] <= GRID.logRho(best));
        }
    }

    /** What later rounds bring more with a look than without, by the definition. */
    private static double planned(double[][] past, boolean[] seen, double estimate, double optimism, int pairs) {
        PathLaw law = new PathLaw(MOMENTS, past, seen, Belief.HORIZON + 1);
        int[] now = new int[PAST + WIDTH];
        for (int i = 0; i < now.length; i++) {
            now[i] = i < PAST ? law.value(i) : law.place(PAST, i - PAST);
        }
        PathLaw.Law believed = law.law(now, new int[] {law.place(PAST, 2)}, new double[] {estimate});
        int[] everything = new int[PAST * WIDTH];
        for (int i = 0; i < everything.length; i++) {
            everything[i] = i;
        }
        double[][] noise = MOMENTS.predictLast(WIDTH, everything).covariance();
        RandomStream normal = SeedTree.of(0).child("belief").stream();
        double sum = 0;
        for (int p = 0; p < pairs; p++) {
            double[] draw = new double[PAST + (1 + Belief.HORIZON) * WIDTH];
            for (int i = 0; i < draw.length; i++) {
                draw[i] = normal.nextGaussian();
            }
            for (int sign = 1; sign >= -1; sign -= 2) {
                double[] z = new double[PAST + WIDTH];
                for (int i = 0; i < z.length; i++) {
                    z[i] = sign * draw[i];
                }
                double[] error = times(believed.covariance(), z);
                double[][] path = new double[PAST + 1 + Belief.HORIZON][WIDTH];
                for (int t = 0; t < PAST; t++) {
                    path[t] = past[t].clone();
                    path[t][WIDTH - 1] = believed.mean()[t] + error[t];
                }
                for (int j = 0; j < WIDTH; j++) {
                    path[PAST][j] = believed.mean()[PAST + j] + error[PAST + j];
                }
                for (int t = PAST + 1; t < path.length; t++) {
                    double[] e = new double[WIDTH];
                    for (int j = 0; j < WIDTH; j++) {
                        e[j] = sign * draw[PAST + (t - PAST) * WIDTH + j];
                    }
                    double[] more = times(noise, e);
                    path[t] = law.next(path, t);
                    for (int j = 0; j < WIDTH; j++) {
                        path[t][j] += more[j];
                    }
                }
                Play with = new Play(law, path, optimism);
                Play without = new Play(law, path, optimism);
                with.settle(PAST, true);
                without.settle(PAST, false);
                for (int t = PAST + 1; t < path.length; t++) {
                    with.play(t);
                    without.play(t);
                }
                sum += with.sum - without.sum;
            }
        }
        return sum / (2 * pairs);
    }

    @Test
    void aPlannedLookIsWorthWhatTheRoundsToTheHorizonBringMoreWithItThanWithout() {
        double[] levels = {0, 3, 0};
        int[] patterns = {0b000001, 0b100100, 0};
        double[] optimisms = {0, 0, 0.8};
        int[] pairs = {2, 1, 1};
        for (int i = 0; i < levels.length; i++) {
            double[][] past = past(levels[i], PAST);
            BeliefState state = PathLaw.state(BELIEF, past, seen(patterns[i]));
            BeliefRound round = new BeliefRound(BELIEF);
            double estimate = levels[i] + 0.1;
            round.set(state, estimate);
            BeliefPlannerRule rule = new BeliefPlannerRule(BELIEF, optimisms[i], 2 * pairs[i]);
            double expected = planned(past, seen(patterns[i]), estimate, optimisms[i], pairs[i]);
            assertEquals(expected, rule.worthOfLook(state, round.predicted()), 1e-7);
            assertTrue(expected != 0, "the plays differ");
        }
    }

    /** A market of which only the UAV's value is not known: all bids and estimates are 1, log zeta v_0 never changes. */
    private static Moments constant(double mean, double deviation) {
        double[] means = new double[(PAST + 1) * WIDTH];
        double[] covariances = new double[means.length * means.length];
        for (int i = WIDTH - 1; i < means.length; i += WIDTH) {
            means[i] = mean;
            for (int j = WIDTH - 1; j < means.length; j += WIDTH) {
                covariances[i * means.length + j] = deviation * deviation;
            }
        }
        return new Moments(means, covariances);
    }

    /** The gap of the bids is 0 for certain. So the forecast gives each side half the round under rho = 1, ln rho = 0. */
    private static double mostOf(double uav) {
        return Math.max(uav, 0.5 * (1 + uav));
    }

    /**
     * With two equal bids the UAV serves under every rho, in a plan as in a round. So the next round shows the value with and
     * without a look, and the look helps in that one alone. The tolerance is that of the ridge of 1e-6.
     */
    @Test
    void whereBidsAreEqualTheUavServesAndShowsItsValueAnyway() {
        double mean = -0.5;
        double deviation = 0.8;
        Belief belief = new Belief(TWO, constant(mean, deviation));
        double[][] past = new double[PAST][WIDTH];
        double z = SeedTree.of(0).child("belief").stream().nextGaussian();
        double told =
                0.5 * (mostOf(StrictMath.exp(mean + deviation * z)) + mostOf(StrictMath.exp(mean - deviation * z)));
        double untold = mostOf(StrictMath.exp(mean + 0.5 * deviation * deviation));
        BeliefRound round = new BeliefRound(belief);
        BeliefState state = PathLaw.state(belief, past, seen(0));
        round.set(state, 0);
        BeliefPlannerRule rule = new BeliefPlannerRule(belief, 0, 2);
        assertEquals(told - untold, rule.worthOfLook(state, round.predicted()), 1e-5);
        assertTrue(new LookWorth(belief).of(state, round.predicted()) > 0.01);
    }

    @Test
    void aValueThatIsKnownAlreadyIsWorthNoLook() {
        Belief belief = new Belief(TWO, constant(-0.5, 0.8));
        BeliefRound round = new BeliefRound(belief);
        BeliefState state = PathLaw.state(belief, new double[PAST][WIDTH], seen(0b000100));
        round.set(state, 0);
        assertEquals(0, new LookWorth(belief).of(state, round.predicted()), 1e-9);
        assertEquals(0, new BeliefPlannerRule(belief, 0, 2).worthOfLook(state, round.predicted()), 1e-9);
    }

    /** The worth of the oracle, played on rounds: the rho is that of the largest surplus and worth together. */
    @Test
    void aRulePostsTheActionOfLargestSurplusAndWorthOfALook() {
        Scenario blind = TWO.with(Scenario.REVEAL, Reveal.NEVER);
        Belief unseeing = new Belief(blind, MOMENTS);
        PostedRule[] rules = {BELIEF.valueOfInformation(3), BELIEF.valueOfInformation(0), unseeing.valueOfInformation(3)
        };
        Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), 6);
        BeliefState state = new BeliefState(BELIEF);
        BeliefRound round = new BeliefRound(BELIEF);
        LookWorth worth = new LookWorth(BELIEF);
        Set<Double> posted = new HashSet<>();
        int raised = 0;
        for (int t = 0; t < 60; t++) {
            double[] logs = logs(2);
            announcement.declare(t == 20 ? 0 : StrictMath.exp(logs[2]), 0);
            double[] rhos = new double[rules.length];
            for (int r = 0; r < rules.length; r++) {
                rhos[r] = rules[r].rho(announcement);
            }
            if (t >= PAST) {
                round.set(state, t == 20 ? state.unit() - 4 : logs[2]);
                double look = worth.of(state, round.predicted());
                assertArrayEquals(
                        new double[] {rho(round, 3 * look), rho(round, 0), rho(round, 0)}, rhos, "round " + t);
                raised += rhos[0] > rhos[1] ? 1 : 0;
                posted.add(rhos[0]);
            } else {
                // Nothing stands in the history: as before the first round.
                assertArrayEquals(new double[] {1, 1, 1}, rhos);
            }
            for (PostedRule rule : rules) {
                rule.observe(PathLaw.round(logs, t % 4 == 0));
            }
            state.observe(PathLaw.round(logs, t % 4 == 0));
        }
        assertTrue(posted.size() > 5 && raised > 5, posted + ", raised " + raised);
        rules[0].reset(SeedTree.of(1).stream());
        assertEquals(1, rules[0].rho(announcement), "what was observed is forgotten");
    }

    private static double rho(BeliefRound round, double look) {
        double most = Double.NEGATIVE_INFINITY;
        double rho = 1;
        for (int a = 0; a < GRID.size(); a++) {
            double logRho = GRID.logRho(a);
            double value = round.surplus().at(logRho) + look * round.surplus().uavServes(logRho);
            if (value > most) {
                most = value;
                rho = GRID.rho(a);
            }
        }
        return rho;
    }

    @Test
    void aRestoredRuleGoesOnFromWhatWasObserved() {
        Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), 6);
        PostedRule rule = BELIEF.valueOfInformation(1);
        for (double[] logs : past(1, 10)) {
            rule.observe(PathLaw.round(logs, logs[3] > 1));
        }
        PostedRule restored = BELIEF.valueOfInformation(1);
        SavedState.of(rule).restoreTo(restored);
        Set<Double> posted = new HashSet<>();
        for (double[] logs : past(1, 10)) {
            announcement.declare(StrictMath.exp(logs[2]), 0);
            assertEquals(rule.rho(announcement), restored.rho(announcement));
            posted.add(rule.rho(announcement));
            rule.observe(PathLaw.round(logs, logs[3] > 1));
            restored.observe(PathLaw.round(logs, logs[3] > 1));
        }
        assertTrue(posted.size() > 2, "factors " + posted);
    }
}
