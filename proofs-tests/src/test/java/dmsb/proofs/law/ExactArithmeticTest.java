package dmsb.proofs.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.zoo.Reserve;
import org.junit.jupiter.api.Test;

/** What roundings alone have done convicts nobody, and what they have not done is not excused by them. */
class ExactArithmeticTest {
    private static final Search SEARCH = Search.DEFAULT;

    private interface Psi {
        double of(double[] bids, int index);
    }

    private static Mechanism by(Psi psi) {
        return bids -> {
            for (int i = 0; i < bids.length; i++) {
                double price = psi.of(bids, i);
                if (bids[i] > price) {
                    return new Outcome(bids.length, i + 1, price);
                }
            }
            return new Outcome(bids.length, 0, 0.0);
        };
    }

    private static double sumOfOthersInOrder(double[] bids, int index) {
        double sum = 0.0;
        for (int i = 0; i < bids.length; i++) {
            sum += i == index ? 0.0 : 1.1 * bids[i];
        }
        return sum;
    }

    @Test
    void zeroIsNoScaling() {
        for (double factor : new double[] {0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new Change.Scale(factor));
        }
        for (double rho : new double[] {1.0, 1.1, 1.2, 1.5, 1.7, 2.0, 3.3}) {
            for (Law law : new Law[] {Law.HOMOGENEOUS, Law.SCALE_FREE}) {
                Verdict verdict = Laws.check(law, new ModifiedSecondBid(rho), SEARCH);
                assertTrue(verdict.holds(), verdict::toString);
            }
        }
    }

    /** 3 times 0.1 is rounded: it is another bid than the scaled one, and nothing follows from what it wins. */
    @Test
    void aRoundedProductIsNoScaledBid() {
        assertTrue(new Change.Scale(3).isExactOn(new double[] {0.5, 0.0}));
        assertFalse(new Change.Scale(3).isExactOn(new double[] {0.1}));
        assertFalse(new Change.Scale(0.5).isExactOn(new double[] {Double.MIN_VALUE}));
        assertFalse(new Change.Scale(4).isExactOn(new double[] {Double.MAX_VALUE}));
        assertTrue(new Change.Scale(0.25).isExactOn(new double[] {0.1, 7.0}));
        Mechanism atPoint3 = bids -> new Outcome(bids.length, bids[0] == 3 * 0.1 ? 1 : 0, 0.0);
        Experiment rounded = Experiment.run(atPoint3, new double[] {0.1}, 1, new Change.Scale(3));
        assertTrue(rounded.winsAfter() && !rounded.winsBefore());
        assertFalse(Law.HOMOGENEOUS.isBrokenBy(rounded));
        assertFalse(Law.SCALE_FREE.isBrokenBy(rounded));
    }

    /** Summed in the order of the bidders: an exchange moves psi by an ulp, and who wins where its bid lies there. */
    @Test
    void theOrderOfASumIsNoLackOfAnonymity() {
        Mechanism sum = by(ExactArithmeticTest::sumOfOthersInOrder);
        double between = 1.1 + 2.2 + 3.3000000000000003;
        assertEquals(1, sum.clear(between, 3, 2, 1).winner());
        assertEquals(0, sum.clear(between, 1, 2, 3).winner(), "the same bids in another order");
        Verdict verdict = Laws.check(Law.ANONYMOUS, sum, SEARCH);
        assertTrue(verdict.holds(), verdict::toString);
    }

    /** Bids equal to the last bit are the same sums: who is preferred among them is no rounding. */
    @Test
    void aTieThatIsBrokenByNumberIsFoundAllTheSame() {
        Mechanism first = bids -> {
            int best = bids.length - 1;
            for (int i = bids.length - 1; i >= 0; i--) {
                best = bids[i] >= bids[best] ? i : best;
            }
            double price = 0.0;
            for (int i = 0; i < bids.length; i++) {
                price = i == best ? price : Math.max(price, bids[i]);
            }
            return new Outcome(bids.length, best + 1, price);
        };
        assertEquals(
                "anonymous fails: bids {1, 1}: bidder 1 wins at 1; bidders 1 and 2 exchanged, {1, 1}: bidder 1 wins at 1, not"
                        + " bidder 2",
                Laws.check(Law.ANONYMOUS, first, SEARCH).toString());
        assertTrue(Laws.check(Law.WINNER_FALSE_NAME_PROOF, first, SEARCH).holds());
        assertTrue(Laws.check(Law.NO_GAIN_FROM_IDENTITIES, first, SEARCH).holds());
    }

    /** The own bid is part of a sum: a bid that is an ulp higher may lose, where neither is far from psi. */
    @Test
    void anUlpBesideTheThresholdIsNoLackOfMonotonicity() {
        Mechanism byMean = by((bids, i) -> {
            double sum = 0.0;
            double highest = 0.0;
            for (int j = 0; j < bids.length; j++) {
                sum += 0.3 * bids[j];
                highest = j == i ? highest : Math.max(highest, bids[j]);
            }
            double critical = (sum - 0.3 * bids[i]) / 0.3;
            return Math.max(critical, highest);
        });
        for (Law law : new Law[] {Law.MONOTONE, Law.STRATEGY_PROOF, Law.CRITICAL_PAYMENT}) {
            Verdict verdict = Laws.check(law, byMean, SEARCH);
            assertTrue(verdict.holds(), verdict::toString);
        }
        Mechanism hole = by((bids, i) -> bids[i] == 2.0 ? 3.0 : 0.0);
        assertFalse(Laws.check(Law.MONOTONE, hole, SEARCH).holds());
    }

    @Test
    void amountsOfMoneyAreFoundAtEveryScale() {
        for (double step : new double[] {0.5, 16.0, 0x1p-20, 0x1p30, 3.7}) {
            Mechanism reserve = new Reserve(6 * step);
            assertFalse(
                    Laws.check(Law.SCALE_FREE, reserve, SEARCH.withStep(step)).holds(), "step " + step);
            assertTrue(
                    Laws.check(Law.STRATEGY_PROOF, reserve, SEARCH.withStep(step))
                            .holds(),
                    "step " + step);
        }
    }
}
