package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.OthersPast;
import dmsb.auction.round.OthersPastWithReveals;
import dmsb.auction.round.PastRounds;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forecast and what a policy observes of it, against a plain one by the definition, on views drawn at random. */
class OthersForecastTest {
    private static final double OPTIMISM = 0.3;
    private static final int VIEWS = 400;

    private final RandomStream random = SeedTree.of(8).stream();

    /** What the javadoc says of a view, step by step; NaN is a feature that is missing. */
    private record Expected(RealVector features, GaussianLaw open, SurplusForecast surplus, double silence) {
        static Expected of(GaussianLaw law, OthersPast past, int rounds, double optimism) {
            int width = past.others() + 2;
            int held = Math.min(rounds, past.rounds());
            double[] features = new double[rounds * width];
            Arrays.fill(features, Double.NaN);
            int silent = 0;
            boolean alone = past.others() > 1;
            for (int i = 0; i < held * width; i++) {
                int age = i / width;
                int rank = i % width;
                double amount = rank < past.others()
                        ? past.bid(age, rank)
                        : rank == past.others() ? past.estimate(age) : past.uavWorth(age);
                double log = amount > 0 ? StrictMath.log(amount / past.estimate()) : Double.NaN;
                double near = law.near(i, log);
                features[i] = rank < past.others() && near > log ? Double.NaN : near;
                silent += rank == 0 && Double.isNaN(features[i]) ? 1 : 0;
                alone &= rank != 1 || Double.isNaN(features[i]);
            }
            GaussianLaw open = law.ofLast(3, features);
            for (int t = 0; t < 3; t++) {
                open.mean().setEntry(t, law.near(features.length + t, open.mean(t)));
            }
            open.mean().addToEntry(2, optimism * open.covariance().getEntry(2, 2));
            SurplusForecast surplus = new SurplusForecast(0);
            surplus.set(open.mean().toArray(), open.covariance().getData());
            return new Expected(
                    MatrixUtils.createRealVector(features),
                    open,
                    surplus,
                    silent == 0 ? 0 : alone ? 1 : (double) silent / held);
        }

        /** Where no other bids, a finite factor sells the task whatever it is. */
        double surplus(double logRho) {
            double asked = surplus.at(logRho);
            return logRho == Double.POSITIVE_INFINITY
                    ? asked
                    : (1 - silence) * asked + silence * surplus.groundPart(Double.NEGATIVE_INFINITY);
        }

        boolean isSpoiled(OthersPast past) {
            return past.others() > 1 && silence == 1;
        }
    }

    private static GaussianLaw law(int size, RandomStream random) {
        double[] means = random.doubles(size).map(u -> 0.4 * u - 0.2).toArray();
        means[size - 3] = 0.4;
        means[size - 2] = 0;
        means[size - 1] = 0.2;
        return GaussianLaw.random(means, 1 / Math.sqrt(6 * size), random);
    }

    private double amount() {
        double u = random.nextDouble();
        return u < 0.1 ? 0 : u < 0.13 ? 1e-9 : StrictMath.exp((u < 0.2 ? 4 : 0.5) * random.nextGaussian());
    }

    /** Some rounds in which all bid, or all or nobody, or at most one station. */
    private OthersPast view(int stations, int history, int kind) {
        Announcement announcement = Pasts.announcement(stations, history, StrictMath.exp(0.5 * random.nextGaussian()));
        boolean declares = random.nextDouble() < 0.8;
        int rounds = random.nextInt(history + 2);
        for (int r = 0; r < rounds; r++) {
            boolean all = kind == 0 || (kind == 1 && random.nextDouble() < 0.5);
            int alone = kind == 2 ? random.nextInt(stations + 1) : stations;
            double[] bids = new double[stations];
            Arrays.setAll(bids, n -> all || n == alone ? amount() : 0);
            double worth = random.nextDouble() < 0.5 ? amount() : Double.NaN;
            Pasts.record(announcement.history(), declares ? amount() : 0, worth, bids);
        }
        return new OthersPastWithReveals(announcement, 1 + random.nextInt(stations));
    }

    @ParameterizedTest
    @CsvSource({"2,3", "3,2", "5,3"})
    void theFactorIsTheBestOfTheDefinition(int stations, int history) {
        Scenario scenario = Pasts.scenario(stations, history);
        ActionGrid grid = ActionGrid.of(scenario, true);
        GaussianLaw law = law(history * (stations + 1) + 3, random);
        OthersForecast forecast = new OthersForecast(scenario, law.moments(), OPTIMISM);
        int[] chosen = new int[grid.size()];
        int[] silences = new int[3];
        for (int i = 0; i < VIEWS; i++) {
            OthersPast past = view(stations, history, i % 3);
            Expected expected = Expected.of(law, past, history, OPTIMISM);
            double most = IntStream.range(0, grid.size())
                    .mapToDouble(a -> expected.surplus(grid.logRho(a)))
                    .max()
                    .orElseThrow();
            int best = grid.nearest(forecast.factor(past));
            assertEquals(most, expected.surplus(grid.logRho(best)), 1e-9 * most, "view " + i);
            assertEquals(expected.isSpoiled(past), forecast.isSpoiled(), "view " + i);
            assertTrue(expected.silence < 1 || best == 0 || best == grid.size() - 1, "all or nothing");
            chosen[best]++;
            silences[expected.silence == 0 ? 0 : expected.silence == 1 ? 2 : 1]++;
        }
        long kinds = Arrays.stream(chosen).filter(count -> count > 0).count();
        assertTrue(kinds > 5, "factors: " + Arrays.toString(chosen));
        assertTrue(Arrays.stream(silences).min().orElseThrow() > 10, "silences: " + Arrays.toString(silences));
    }

    /** Entries are floats of at most 4 or a few deviations, so off by less than 1e-6. */
    @ParameterizedTest
    @CsvSource({"2,3", "3,2", "5,3"})
    void theObservationIsTheOneOfTheDefinition(int stations, int history) {
        Scenario scenario = Pasts.scenario(stations, history);
        ActionGrid grid = ActionGrid.of(scenario);
        GaussianLaw law = law(history * (stations + 1) + 3, random);
        OthersFilterEncoder encoder =
                new OthersFilterEncoder(new OthersForecast(scenario, law.moments(), OPTIMISM), grid);
        int features = history * (stations + 1);
        assertEquals(2 * features + 6 + grid.size(), encoder.size());
        float[] target = new float[encoder.size()];
        int spoiled = 0;
        for (int i = 0; i < VIEWS; i++) {
            OthersPast past = view(stations, history, i % 3);
            Expected expected = Expected.of(law, past, history, OPTIMISM);
            Arrays.fill(target, 7f); // what stood there before
            encoder.encode(past, target);
            double most = most(expected, grid);
            assertArrayEquals(entries(expected, law, grid, most), target, 1e-6f, "view " + i);
            double served = expected.open.covariance().getEntry(2, 2);
            assertEquals(StrictMath.exp(OPTIMISM * served), encoder.uavOptimism(), 1e-9);
            assertEquals(most * past.estimate(), encoder.level(), 1e-9 * encoder.level());
            double allOrNothing = expected.surplus.groundPart(Double.NEGATIVE_INFINITY) >= expected.surplus.uav()
                    ? 1
                    : Double.POSITIVE_INFINITY;
            assertEquals(expected.isSpoiled(past) ? allOrNothing : Double.NaN, encoder.guard(), "view " + i);
            spoiled += expected.isSpoiled(past) ? 1 : 0;
        }
        assertEquals(stations > 2, spoiled > 20, "spoiled: " + spoiled);
    }

    private static double most(Expected expected, ActionGrid grid) {
        return IntStream.range(0, grid.size())
                .mapToDouble(a -> expected.surplus.at(grid.logRho(a)))
                .max()
                .orElseThrow();
    }

    private static float[] entries(Expected expected, GaussianLaw law, ActionGrid grid, double most) {
        int features = expected.features.getDimension();
        double[] entries = new double[2 * features + 6 + grid.size()];
        for (int i = 0; i < features; i++) {
            boolean missing = Double.isNaN(expected.features.getEntry(i));
            entries[i] = missing ? 0 : expected.features.getEntry(i) - law.mean(i);
            entries[features + i] = missing ? 0 : 1;
        }
        double[][] s = expected.open.covariance().getData();
        double[] six = {
            expected.open.mean(0),
            expected.open.mean(1),
            expected.open.mean(2),
            Math.sqrt(s[0][0] + s[1][1] - 2 * s[0][1]),
            Math.sqrt(s[2][2]),
            Math.sqrt(s[0][0])
        };
        System.arraycopy(six, 0, entries, 2 * features, 6);
        for (int a = 0; a < grid.size(); a++) {
            entries[2 * features + 6 + a] = Math.max(-4, 10 * (expected.surplus.at(grid.logRho(a)) / most - 1));
        }
        float[] floats = new float[entries.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) entries[i];
        }
        return floats;
    }

    /** Elsewhere the UAV is worth far more than the highest bid. */
    @Test
    void whereTheUavDeclaresNothingTheHighestBidWinsAndNothingIsForecast() {
        Scenario scenario = Pasts.scenario(3, 1);
        double[] means = new double[7];
        means[6] = 5;
        Moments moments = GaussianLaw.independent(means, 1, 1, 1, 1, 1, 1, 1).moments();
        OthersForecast forecast = new OthersForecast(scenario, moments, 0);
        OthersFilterEncoder encoder = new OthersFilterEncoder(forecast, ActionGrid.of(scenario));
        Announcement announcement = Pasts.announcement(3, 1, 2);
        Pasts.record(announcement.history(), 1, 1, 0, 0, 0);
        OthersPast past = new OthersPast(announcement, 1);
        float[] target = new float[encoder.size()];
        assertEquals(Double.POSITIVE_INFINITY, forecast.factor(past));
        encoder.encode(past, target);
        assertEquals(Double.POSITIVE_INFINITY, encoder.guard());
        announcement.declare(0, 0);
        assertEquals(1, forecast.factor(past));
        encoder.encode(past, target);
        assertArrayEquals(new float[target.length], target);
        assertEquals(Double.NaN, encoder.guard());
        assertEquals(0, encoder.level());
        assertEquals(1, encoder.uavOptimism());
    }

    /** A rival that never bids may be out of reach; only of several rivals it says something that never two of them bid. */
    @Test
    void oneSilentRivalIsNotTakenForSpoilers() {
        Scenario scenario = Pasts.scenario(2, 2);
        OthersForecast forecast = new OthersForecast(scenario, law(9, random).moments(), 0);
        Announcement announcement = Pasts.announcement(2, 2, 1);
        Pasts.record(announcement.history(), 1, Double.NaN, 1, 0);
        Pasts.record(announcement.history(), 1, Double.NaN, 1, 0);
        assertTrue(forecast.set(new OthersPast(announcement, 1)));
        assertFalse(forecast.isSpoiled());
    }

    /** Factors 2^k of all amounts move logs and their difference by rounding alone. */
    @Test
    void aCommonFactorOfAllAmountsChangesTheLevelAlone() {
        Scenario scenario = Pasts.scenario(3, 2);
        ActionGrid grid = ActionGrid.of(scenario);
        OthersFilterEncoder encoder = new OthersFilterEncoder(
                new OthersForecast(scenario, law(11, random).moments(), 0), grid);
        Announcement small = Pasts.announcement(3, 2, 1.2);
        Announcement large = Pasts.announcement(3, 2, 1.2 * 0x1p40);
        for (int r = 0; r < 2; r++) {
            double[] bids = {amount(), amount(), amount()};
            double worth = 0.5 + r;
            Pasts.record(small.history(), 1 + r, worth, bids);
            Pasts.record(
                    large.history(),
                    0x1p40 * (1 + r),
                    0x1p40 * worth,
                    Arrays.stream(bids).map(b -> 0x1p40 * b).toArray());
        }
        float[] before = new float[encoder.size()];
        encoder.encode(new OthersPastWithReveals(small, 1), before);
        double level = encoder.level();
        float[] after = new float[encoder.size()];
        encoder.encode(new OthersPastWithReveals(large, 1), after);
        assertArrayEquals(before, after, 1e-6f);
        assertEquals(0x1p40 * level, encoder.level(), 1e-9 * encoder.level());
        PastRounds.clear(small.history());
        encoder.encode(new OthersPastWithReveals(small, 1), before);
        assertArrayEquals(new float[16], Arrays.copyOf(before, 16), "of no rounds nothing is known");
    }
}
