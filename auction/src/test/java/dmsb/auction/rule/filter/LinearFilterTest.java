package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.TensorFile;
import org.junit.jupiter.api.Test;

class LinearFilterTest {
    private static final Scenario TWO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 2);

    private final Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), 2);
    private final BidHistory history = announcement.history();

    @Test
    void theUavsValueIsReadOnlyWhereItIsRevealed() {
        LinearFilter filter = new LinearFilter(TWO, 2);
        // The estimate; of each round two bids, the estimate, the surplus.
        assertEquals(9, filter.size());
        assertArrayEquals(new int[] {0, 1, 2, 3, 5, 6, 7}, filter.present(0));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, filter.present(1));
        assertArrayEquals(new int[] {0, 1, 2, 3, 5, 6, 7, 8}, filter.present(2));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, filter.present(3));
        PastRounds.uav(history, 2, 3, 1, 4);
        PastRounds.ground(history, 32, 8, 16);
        assertEquals(2, filter.revealed(history));
        announcement.declare(1, 0);
        double[] features = new double[9];
        filter.read(announcement, features);
        // Less the mean log of the four bids, 9 ln 2 / 4.
        double[] powers = {0, 4, 3, 5, 4, 2, 0, 1};
        for (int i = 0; i < powers.length; i++) {
            assertEquals((powers[i] - 2.25) * StrictMath.log(2), features[i], 1e-6, "feature " + i);
        }
        assertEquals(StrictMath.log(3) - 2.25 * StrictMath.log(2), features[8], 1e-6);
    }

    /** A market in which the log of the gap and of the UAV's advantage follow the last round's, scaled at will. */
    private LinearFilterModel fitted(double unit, boolean uavServes) {
        RandomStream random = SeedTree.of(6).stream();
        LinearFilterFit fit = new LinearFilterFit(TWO, 2);
        Round round = new Round(RoundTerms.of(2));
        for (int t = 0; t < 400; t++) {
            double second = unit * (1 + random.nextDouble());
            round.bids()[0] = second;
            round.bids()[1] = second * (1 + 2 * random.nextDouble());
            announcement.declare(unit, 0);
            round.announce(t, announcement);
            round.open();
            double uavValue = second * (1 + random.nextDouble());
            double rho = fit.rho(announcement);
            assertEquals(Double.POSITIVE_INFINITY, rho);
            round.awardBy(uavServes ? rho : 1);
            if (uavServes) {
                round.reveal(uavValue);
            }
            fit.observe(round);
            PastRounds.record(history, round);
        }
        return fit.fitted();
    }

    /** A round that the UAV served if its value is a number, else a ground base station. */
    private static void record(BidHistory target, double estimate, double uavValue, double... bids) {
        if (Double.isNaN(uavValue)) {
            PastRounds.ground(target, estimate, bids);
        } else {
            PastRounds.uav(target, estimate, uavValue, bids);
        }
    }

    @Test
    void aCommonFactorChangesNoDecision() {
        PostedRule rule = fitted(1, true).open();
        PastRounds.clear(history);
        PostedRule large = fitted(0x1p40, true).open();
        RandomStream random = SeedTree.of(7).stream();
        double[] seen = new double[2];
        for (int t = 0; t < 200; t++) {
            double[] bids = {1 + random.nextDouble(), 1 + random.nextDouble()};
            boolean served = random.nextDouble() < 0.5;
            double uavValue = served ? 2 * random.nextDouble() : Double.NaN;
            double estimate = 1 + 4 * random.nextDouble();
            record(history, 1, uavValue, bids);
            announcement.declare(estimate, 0);
            double rho = rule.rho(announcement);
            seen[0] = Math.max(seen[0], rho);
            seen[1] += rho == 1 ? 1 : 0;
            Announcement other = PastRounds.announcement(2, ConditionLayout.count(2), 2);
            for (int age = history.size() - 1; age >= 0; age--) {
                record(
                        other.history(),
                        0x1p40 * history.estimate(age),
                        history.uavServed(age) ? 0x1p40 * history.surplus(age) : Double.NaN,
                        0x1p40 * history.bid(age, 1),
                        0x1p40 * history.bid(age, 0));
            }
            other.declare(0x1p40 * estimate, 0);
            assertEquals(rho, large.rho(other));
        }
        assertTrue(seen[0] > 1 && seen[1] < 200, "the rule must not be a constant");
    }

    @Test
    void aFilterIsTheSameBeforeItIsWrittenAndAfterItIsRead() throws Exception {
        LinearFilterModel fitted = fitted(1, true);
        LinearFilterModel read =
                LinearFilterModel.of(TensorFile.parse(fitted.toFile().toBytes()));
        assertEquals(fitted.id(), read.id());
        assertTrue(LinearFilterModel.isIn(read.toFile()));
        PostedRule before = fitted.open();
        PostedRule after = read.open();
        RandomStream random = SeedTree.of(7).stream();
        for (int t = 0; t < 200; t++) {
            record(
                    history,
                    1,
                    t % 2 == 0 ? 2 * random.nextDouble() : Double.NaN,
                    1 + random.nextDouble(),
                    1 + random.nextDouble());
            announcement.declare(1 + 4 * random.nextDouble(), 0);
            assertEquals(before.rho(announcement), after.rho(announcement));
        }
        byte[] flipped = fitted.toFile().toBytes();
        flipped[flipped.length - 1] ^= 1;
        TensorFile changed = TensorFile.parse(flipped);
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> LinearFilterModel.of(changed))
                        .getMessage())
                .contains("the file was changed"));
    }

    @Test
    void roundsThatDoNotShowTheUavsValueTeachNothing() {
        assertEquals(
                "linear-filter: expected more than 12 rounds to learn from in which the UAV's value is known, and known in"
                        + " the 2 rounds before, got 0",
                assertThrows(IllegalArgumentException.class, () -> fitted(1, false))
                        .getMessage());
    }

    @Test
    void beforeThereAreEnoughRoundsItIsALaggedReserve() {
        PostedRule rule = fitted(1, true).open();
        PastRounds.clear(history);
        announcement.declare(6, 0);
        assertEquals(1, rule.rho(announcement));
        PastRounds.ground(history, 1, 4, 9);
        assertEquals(1.5, rule.rho(announcement));
    }
}
