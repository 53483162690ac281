package dmsb.auction.online;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.ConstantRule;
import org.junit.jupiter.api.Test;

class LessonTest {
    private static final ActionGrid GRID = new ActionGrid(1, true);
    private static final Settlement SETTLEMENT =
            new Auctioneer(new ConstantRule(1), RoundTerms.of(3)).announce(3, 0).clear(new double[] {6, 2, 5});

    private static Lesson lesson(double level, double optimism, float... observation) {
        return new Lesson(new Seen(observation, level, optimism, true), SETTLEMENT, 3);
    }

    @Test
    void rewardsAreRelativeToTheForecastAndOptimisticAndSurplusesAreNot() {
        double[] values = new double[2];
        lesson(4, 1.5).rewards(GRID, 2, values);
        assertArrayEquals(new double[] {1.5, 1.125}, values);
        lesson(4, 1.5).surpluses(GRID, 2, values);
        assertArrayEquals(new double[] {3, 1.5}, values);
    }

    @Test
    void withoutAForecastTheScaleIsTheMeasure() {
        double[] values = new double[2];
        lesson(0, 1).rewards(GRID, 2, values);
        assertArrayEquals(new double[] {3, 1.5}, values);
        assertEquals(6, lesson(0, 1).surplus());
    }

    @Test
    void aRewardThatNoFloatHoldsIsNotFinite() {
        assertTrue(lesson(4, 1.5, 1f).isFinite(2));
        assertFalse(lesson(1e-300, 1, 1f).isFinite(2));
        assertFalse(lesson(4, 1.5, Float.NaN).isFinite(2));
    }
}
