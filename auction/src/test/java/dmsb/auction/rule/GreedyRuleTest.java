package dmsb.auction.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class GreedyRuleTest {
    private static final int ACTIONS = 5;

    private final ActionGrid grid = new ActionGrid(ACTIONS);
    private final GreedyRule rule = new GreedyRule(grid);
    private final Announcement announcement = PastRounds.announcement(2, 0, 1);

    /** One round in which only rho from 2 to 3.5, which is action 2 of 5, leaves the task to the better one. */
    private int play(int number) {
        Round round = PastRounds.open(0, number % 2 == 0 ? 2 : 3.5, 1);
        double rho = rule.rho(announcement);
        round.awardBy(rho);
        if (round.uavServes()) {
            round.reveal(number % 2 == 0 ? 3 : 1);
        }
        rule.observe(round);
        for (int a = 0; a < ACTIONS; a++) {
            if (grid.rho(a) == rho) {
                return a;
            }
        }
        throw new AssertionError("off the grid: " + rho);
    }

    @Test
    void triesEveryActionThenKeepsToTheBestButForExploration() {
        rule.reset(SeedTree.of(1).stream());
        int[] counts = new int[ACTIONS];
        int firstBest = -1;
        for (int t = 0; t < 2000; t++) {
            counts[play(t)]++;
            if (t == 39) {
                for (int a = 0; a < ACTIONS; a++) {
                    assertTrue(counts[a] > 0, "action " + a + " untried after 40 rounds");
                }
            }
        }
        for (int a = 0; a < ACTIONS; a++) {
            firstBest = firstBest < 0 || counts[a] > counts[firstBest] ? a : firstBest;
        }
        assertEquals(2, firstBest);
        // Exploring with probability 0.1 leaves 0.92 to the best, and 0.02 each, 40 of 2000, to the others.
        assertTrue(counts[2] > 1700, "best: " + counts[2]);
        assertTrue(counts[0] > 15 && counts[4] > 15, "explored: " + counts[0] + " " + counts[4]);
        assertEquals(grid.rho(2), rule.frozen().rho(announcement));
    }

    @Test
    void roundsThatItDidNotPriceTeachItNothing() {
        rule.reset(SeedTree.of(1).stream());
        Round round = PastRounds.open(1, 5, 1);
        round.awardBy(1);
        rule.observe(round);
        assertEquals(1, rule.frozen().rho(announcement));
    }

    /** Two rounds are open at once: each teaches what its own rho was worth, whichever was posted last. */
    @Test
    void aRoundTeachesTheActionAtWhichItWasHeld() {
        rule.reset(SeedTree.of(1).stream());
        double first = rule.rho(announcement);
        double second = first;
        for (int t = 0; t < 50 && second == first; t++) {
            Round round = PastRounds.open(0, 1, 0.9);
            round.awardBy(first);
            rule.observe(round);
            second = rule.rho(announcement);
        }
        double last = second;
        assertTrue(last != first);
        for (int t = 0; t < 100; t++) {
            rule.rho(announcement);
            rule.rho(announcement);
            Round good = PastRounds.open(100, 1, 0.9);
            good.awardBy(last);
            rule.observe(good);
        }
        assertEquals(last, rule.frozen().rho(announcement));
    }

    @Test
    void contractsGrowWithoutLosingPairs() {
        UavContract contract = new UavContract();
        for (int i = 0; i < 500; i++) {
            contract.add(i < 300 ? i + 1 : 0, i);
        }
        // Serving pays 1 for each of the first 300 pairs and costs ever more beyond.
        assertEquals(299, contract.value());
        contract.add(0x1p1000, 0x1p1000);
        assertEquals(299, contract.value());
    }

    @Test
    void ofSeveralActionsThatAreAsGoodItKeepsToTheSmallest() {
        rule.reset(SeedTree.of(1).stream());
        for (int a = 0; a < ACTIONS; a++) {
            rule.rho(announcement);
            Round round = PastRounds.open(0, a == 0 ? 3 : 7, 1);
            round.awardBy(grid.rho(a)); // the highest bid wins at every factor
            rule.observe(round);
        }
        assertEquals(grid.rho(1), rule.frozen().rho(announcement));
    }
}
