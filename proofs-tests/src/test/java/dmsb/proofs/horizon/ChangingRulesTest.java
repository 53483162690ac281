package dmsb.proofs.horizon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A rule that draws, counts, or answers only later is no function of the history, and that is all that is said of it. */
class ChangingRulesTest {
    private static HorizonSearch search(long seed) {
        return new HorizonSearch(seed, 4, 3, 300, 1.0);
    }

    private static void assertNoFunction(Supplier<FactorRule> rules) {
        for (long seed = 1; seed <= 3; seed++) {
            HorizonVerdict verdict = HorizonLaws.checkTruthful(rules.get(), search(seed));
            assertInstanceOf(HorizonVerdict.Undecided.class, verdict, verdict::toString);
            assertTrue(verdict.toString().contains("no function of the history"), verdict::toString);
        }
    }

    private static long key(History past, int bidder) {
        long key = 31L * past.bidders() + bidder;
        for (int t = 0; t < past.rounds(); t++) {
            for (double bid : past.bids(t)) {
                key = mixed(key, bid);
            }
            key = mixed(key, past.outcome(t).price() + past.outcome(t).winner());
            key = mixed(key, past.revealed(t).orElse(-1.0));
        }
        for (int t = 0; t <= past.rounds(); t++) {
            key = mixed(key, past.estimate(t));
        }
        return key;
    }

    private static long mixed(long key, double number) {
        long mixed = (key ^ Double.doubleToLongBits(number)) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> 32;
    }

    /** Refuses the first calls of all. */
    private static FactorRule warmingUp(int calls) {
        int[] count = {0};
        return (past, n) -> {
            if (count[0]++ < calls) {
                throw new IllegalStateException("warming up");
            }
            return 1.5;
        };
    }

    @Test
    void aRuleThatRefusesAtFirstAndAnswersLaterIsNoFunction() {
        for (int calls : new int[] {1, 2, 50, 5000}) {
            assertNoFunction(() -> warmingUp(calls));
        }
        for (int times : new int[] {1, 3}) {
            assertNoFunction(() -> {
                Map<Long, Integer> seen = new HashMap<>();
                return (past, n) -> {
                    if (past.rounds() > 0 && seen.merge(key(past, n), 1, Integer::sum) <= times) {
                        throw new IllegalStateException("not yet");
                    }
                    return 1.5;
                };
            });
        }
    }

    /** Coins that are drawn in the third round only: what looks like a gain does not come out again every time. */
    @Test
    void coinsOfTheThirdRoundAreNoManipulation() {
        for (int coin = 0; coin < 20; coin++) {
            RandomStream random = SeedTree.of(coin).stream();
            FactorRule rule = (past, n) -> past.rounds() == 2 && random.nextInt(2) == 0 ? 1.6 : 1.5;
            HorizonVerdict verdict = HorizonLaws.checkTruthful(rule, HorizonSearch.DEFAULT);
            assertInstanceOf(HorizonVerdict.Undecided.class, verdict, verdict::toString);
        }
    }

    /** What happens among three bidders or more happens behind the first plays of the search. */
    @Test
    void aChangeAmongManyBiddersIsNoticed() {
        for (int period : new int[] {20, 1000}) {
            assertNoFunction(() -> {
                int[] count = {0};
                return (past, n) -> past.bidders() >= 3 && ++count[0] % period == 0 ? 2.0 : 1.5;
            });
        }
        assertNoFunction(() -> {
            Map<Long, Integer> seen = new HashMap<>();
            return (past, n) -> past.bidders() < 3 || past.rounds() == 0
                    ? 1.5
                    : seen.merge(key(past, n), 1, Integer::sum) > 1 ? 1.6 : 1.5;
        });
        assertNoFunction(() -> {
            int[] last = {0};
            return (past, n) -> {
                double factor = past.bidders() >= 3 && last[0] == n ? 1.2 : 1.5;
                last[0] = past.rounds() > 0 ? past.outcome(past.rounds() - 1).winner() : 0;
                return factor;
            };
        });
    }

    /** A rule that refuses the same histories whenever it is asked, in other words each time, is examined on the others. */
    @Test
    void aRuleThatRefusesTheSameHistoriesIsNotAccused() {
        int[] refusals = {0};
        FactorRule rule = (past, n) -> {
            if (past.rounds() > 0 && past.bid(0, 1) == 0.0) {
                throw new IllegalStateException("no bid, refusal " + ++refusals[0]);
            }
            return 1.5;
        };
        HorizonVerdict.Truthful holds =
                assertInstanceOf(HorizonVerdict.Truthful.class, HorizonLaws.checkTruthful(rule, HorizonSearch.DEFAULT));
        assertTrue(holds.refused() > 0, holds::toString);
        assertEquals(4, holds.mostBidders());
    }
}
