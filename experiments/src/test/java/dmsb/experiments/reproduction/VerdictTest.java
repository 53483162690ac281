package dmsb.experiments.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void aRatioIsReproducedIfItIsAboveOneAndAsLargeAsClaimed() {
        assertEquals(Verdict.REPRODUCED, Verdict.ofRatio(new Interval(1.26, 1.20, 1.29), 1.30));
        assertEquals(
                Verdict.REPRODUCED, Verdict.ofRatio(new Interval(1.20, 1.05, 1.31), 1.30), "its interval holds 1.30");
        assertEquals(Verdict.IN_PART, Verdict.ofRatio(new Interval(1.10, 1.05, 1.15), 1.30));
        assertEquals(Verdict.IN_PART, Verdict.ofRatio(new Interval(1.80, 1.70, 1.90), 1.30), "more than claimed");
    }

    @Test
    void aRatioWhoseIntervalHoldsOneDecidesNothing() {
        assertEquals(Verdict.UNDECIDED, Verdict.ofRatio(new Interval(1.02, 0.99, 1.05), 1.02));
        assertEquals(Verdict.UNDECIDED, Verdict.ofRatio(new Interval(1.0, 1.0, 1.0), 1.13));
    }

    @Test
    void aRatioBelowOneIsNotReproduced() {
        assertEquals(Verdict.NOT_REPRODUCED, Verdict.ofRatio(new Interval(0.97, 0.95, 0.99), 1.13));
        assertEquals(Verdict.NOT_REPRODUCED, Verdict.ofRatio(new Interval(0.99, 0.98, 0.995), 1.02));
    }

    @Test
    void aSlightFallIsAFallOfUpToAFifth() {
        assertEquals(Verdict.REPRODUCED, Verdict.slightFall(new Interval(0.93, 0.90, 0.96)));
        assertEquals(Verdict.IN_PART, Verdict.slightFall(new Interval(0.60, 0.55, 0.65)));
        assertEquals(Verdict.UNDECIDED, Verdict.slightFall(new Interval(0.99, 0.95, 1.03)));
        assertEquals(Verdict.NOT_REPRODUCED, Verdict.slightFall(new Interval(1.2, 1.15, 1.25)));
    }

    @Test
    void ofSeveralCasesTheWorstCounts() {
        assertEquals(Verdict.REPRODUCED, Verdict.REPRODUCED.and(Verdict.REPRODUCED));
        assertEquals(Verdict.UNDECIDED, Verdict.REPRODUCED.and(Verdict.UNDECIDED));
        assertEquals(Verdict.NOT_REPRODUCED, Verdict.NOT_REPRODUCED.and(Verdict.NO_DATA));
        assertEquals(Verdict.NO_DATA, Verdict.UNDECIDED.and(Verdict.NO_DATA));
    }

    @Test
    void aPlateauBeginsWhereTheMiddleOfTheSeedsStopsMoving() {
        double[] rounds = {0, 1, 2, 3, 4, 5, 6, 7};
        // The last level is that of the last quarter, .95; .945 is within .01 of it, .92 is not.
        double[] curve = {0.5, 0.8, 0.92, 0.945, 0.952, 0.948, 0.95, 0.95};
        Plateau plateau = Plateau.of(rounds, List.of(curve));
        assertEquals(3, plateau.from());
        assertEquals(0.95, plateau.level(), 1e-12);
        assertEquals(7, plateau.rounds());
    }

    @Test
    void oneFailedSeedOfFourMovesNoPlateau() {
        double[] rounds = {0, 1, 2, 3};
        double[] good = {0.5, 0.95, 0.95, 0.95};
        double[] failed = {0.5, 0.2, 0.6, 0.3};
        Plateau plateau = Plateau.of(rounds, List.of(good, failed, good, good));
        assertEquals(1, plateau.from());
    }

    @Test
    void aCurveThatStillRisesHasNoPlateau() {
        double[] rounds = {0, 1, 2, 3, 4, 5, 6, 7};
        double[] rising = {0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85};
        assertTrue(Double.isNaN(Plateau.of(rounds, List.of(rising)).from()));
    }
}
