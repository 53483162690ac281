package dmsb.proofs;

import static dmsb.proofs.law.Law.ANONYMOUS;
import static dmsb.proofs.law.Law.CRITICAL_PAYMENT;
import static dmsb.proofs.law.Law.HIGHEST_BID_DECIDES;
import static dmsb.proofs.law.Law.HOMOGENEOUS;
import static dmsb.proofs.law.Law.INDIVIDUALLY_RATIONAL;
import static dmsb.proofs.law.Law.LOSER_FALSE_NAME_PROOF;
import static dmsb.proofs.law.Law.MONOTONE;
import static dmsb.proofs.law.Law.NO_GAIN_FROM_IDENTITIES;
import static dmsb.proofs.law.Law.SCALE_FREE;
import static dmsb.proofs.law.Law.STRATEGY_PROOF;
import static dmsb.proofs.law.Law.WINNER_FALSE_NAME_PROOF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Counterexample;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Laws;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Auctions that were written, with the laws that their definitions break, before the checker was asked about any of them. m is the
 * highest of the others' bids, s the second highest.
 */
class UnseenAuctionsTest {
    /** An auction, and the laws that it breaks by its definition. */
    private record Unseen(String name, Mechanism mechanism, Set<Law> broken) {}

    /** The critical bid from the others' bids, the highest first. */
    private static Mechanism selling(ToDoubleFunction<double[]> psi) {
        return bids -> {
            for (int i = 0; i < bids.length; i++) {
                double price = psi.applyAsDouble(others(bids, i));
                if (bids[i] > price) {
                    return new Outcome(bids.length, i + 1, price);
                }
            }
            return new Outcome(bids.length, 0, 0.0);
        };
    }

    private static double[] others(double[] bids, int index) {
        double[] others = new double[bids.length - 1];
        for (int i = 0, k = 0; i < bids.length; i++) {
            if (i != index) {
                others[k++] = -bids[i];
            }
        }
        Arrays.sort(others);
        for (int k = 0; k < others.length; k++) {
            others[k] = Math.abs(others[k]);
        }
        return others;
    }

    private static double highest(double[] others) {
        return others.length == 0 ? 0.0 : others[0];
    }

    private static final List<Unseen> SOUND = List.of(
            new Unseen("1.7 m by way of 3", selling(o -> 1.7 * highest(o) * 3.0 / 3.0), Set.of()),
            new Unseen(
                    "max(1.3 m, mean of the others)",
                    selling(o -> Math.max(
                            1.3 * highest(o), Arrays.stream(o).average().orElse(0.0))),
                    Set.of()));

    private static final List<Unseen> BROKEN = List.of(
            new Unseen(
                    "two ulps too dear",
                    bids -> {
                        Outcome sold = new ModifiedSecondBid(1.5).clear(bids);
                        return sold.uavServes()
                                ? sold
                                : new Outcome(bids.length, sold.winner(), Math.nextUp(Math.nextUp(sold.price())));
                    },
                    Set.of(INDIVIDUALLY_RATIONAL)),
            new Unseen(
                    "price cap 10",
                    selling(o -> Math.max(highest(o), Math.min(1.5 * highest(o), 10.0))),
                    Set.of(HOMOGENEOUS, SCALE_FREE)),
            new Unseen(
                    "dearer from 5 to 5.2",
                    selling(o -> (highest(o) >= 5.0 && highest(o) < 5.2 ? 1.5 : 1.2) * highest(o)),
                    Set.of(WINNER_FALSE_NAME_PROOF, NO_GAIN_FROM_IDENTITIES, HOMOGENEOUS, SCALE_FREE)),
            new Unseen(
                    "cheaper from five bidders on",
                    selling(o -> (o.length >= 4 ? 1.5 : 2.0) * highest(o)),
                    Set.of(WINNER_FALSE_NAME_PROOF, NO_GAIN_FROM_IDENTITIES, HIGHEST_BID_DECIDES)),
            new Unseen(
                    "max(m, 2 sqrt(m s))",
                    selling(o -> Math.max(highest(o), o.length < 2 ? 0.0 : 2.0 * Math.sqrt(o[0] * o[1]))),
                    Set.of(LOSER_FALSE_NAME_PROOF, HIGHEST_BID_DECIDES)),
            new Unseen(
                    "at least 1.5 m, the lowest number first",
                    bids -> {
                        for (int i = 0; i < bids.length; i++) {
                            double price = 1.5 * highest(others(bids, i));
                            if (bids[i] >= price) {
                                return new Outcome(bids.length, i + 1, price);
                            }
                        }
                        return new Outcome(bids.length, 0, 0.0);
                    },
                    Set.of(ANONYMOUS)),
            new Unseen(
                    "cheaper if the two lowest others are equal",
                    selling(o -> (o.length >= 2 && o[o.length - 1] == o[o.length - 2] ? 1.2 : 1.5) * highest(o)),
                    Set.of(
                            WINNER_FALSE_NAME_PROOF,
                            LOSER_FALSE_NAME_PROOF,
                            NO_GAIN_FROM_IDENTITIES,
                            HIGHEST_BID_DECIDES)),
            new Unseen(
                    "too good to be true",
                    bids -> {
                        Outcome sold = new ModifiedSecondBid(1.5).clear(bids);
                        boolean refused = !sold.uavServes()
                                && bids[sold.winner() - 1] > 50.0 * highest(others(bids, sold.winner() - 1));
                        return refused ? new Outcome(bids.length, 0, 0.0) : sold;
                    },
                    Set.of(
                            MONOTONE,
                            CRITICAL_PAYMENT,
                            STRATEGY_PROOF,
                            WINNER_FALSE_NAME_PROOF,
                            NO_GAIN_FROM_IDENTITIES)),
            new Unseen(
                    "a rebate for high bids",
                    bids -> {
                        Outcome sold = new ModifiedSecondBid(1.5).clear(bids);
                        if (sold.uavServes()) {
                            return sold;
                        }
                        double above = bids[sold.winner() - 1] - sold.price();
                        return new Outcome(bids.length, sold.winner(), Math.max(0.0, sold.price() - 0.05 * above));
                    },
                    Set.of(CRITICAL_PAYMENT, STRATEGY_PROOF, NO_GAIN_FROM_IDENTITIES)));

    /** The winner of the sale before gets a discount, so an outcome depends on what was sold before. */
    private static Mechanism loyal() {
        int[] last = {0};
        return bids -> {
            for (int i = 0; i < bids.length; i++) {
                double price = (last[0] == i + 1 ? 1.2 : 1.5) * highest(others(bids, i));
                if (bids[i] > price) {
                    last[0] = i + 1;
                    return new Outcome(bids.length, i + 1, price);
                }
            }
            return new Outcome(bids.length, 0, 0.0);
        };
    }

    @TestFactory
    Stream<DynamicTest> verdictsAreThoseOfTheDefinition() {
        return Stream.concat(SOUND.stream(), BROKEN.stream())
                .map(unseen -> DynamicTest.dynamicTest(unseen.name(), () -> examine(unseen)));
    }

    private static void examine(Unseen unseen) {
        Map<Law, Verdict> verdicts = Laws.checkAll(unseen.mechanism(), Search.DEFAULT);
        EnumSet<Law> broken = EnumSet.noneOf(Law.class);
        verdicts.forEach((law, verdict) -> {
            if (verdict instanceof Verdict.Fails fails) {
                broken.add(law);
                Counterexample.Contradiction found =
                        assertInstanceOf(Counterexample.Contradiction.class, fails.counterexample());
                assertTrue(found.isConfirmedBy(unseen.mechanism()), found::toString);
            } else {
                assertEquals(law != Law.INDEPENDENT_OF_COMMON_VALUE, verdict.holds(), verdict::toString);
            }
        });
        EnumSet<Law> expected = EnumSet.noneOf(Law.class);
        expected.addAll(unseen.broken());
        assertEquals(expected, broken, verdicts::toString);
    }

    @Test
    void aDiscountForTheLastWinnerIsAState() {
        Laws.checkAll(loyal(), Search.DEFAULT).forEach((law, verdict) -> {
            if (law == Law.FEASIBLE) {
                assertTrue(verdict instanceof Verdict.Fails, verdict::toString);
            } else {
                assertTrue(verdict instanceof Verdict.Unknown, verdict::toString);
            }
        });
    }
}
