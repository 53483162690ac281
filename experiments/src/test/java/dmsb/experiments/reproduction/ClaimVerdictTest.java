package dmsb.experiments.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimVerdictTest {
    @Test
    void aRatioIsReproducedIfItIsAboveOneAndAsLargeAsClaimed() {
        assertEquals(ClaimVerdict.REPRODUCED, ClaimVerdict.ofRatio(new Interval(1.26, 1.20, 1.29), 1.30));
        assertEquals(
                ClaimVerdict.REPRODUCED,
                ClaimVerdict.ofRatio(new Interval(1.20, 1.05, 1.31), 1.30),
                "its interval holds 1.30");
        assertEquals(ClaimVerdict.IN_PART, ClaimVerdict.ofRatio(new Interval(1.10, 1.05, 1.15), 1.30));
        assertEquals(
                ClaimVerdict.IN_PART, ClaimVerdict.ofRatio(new Interval(1.80, 1.70, 1.90), 1.30), "more than claimed");
    }

    @Test
    void aRatioWhoseIntervalHoldsOneDecidesNothing() {
        assertEquals(ClaimVerdict.UNDECIDED, ClaimVerdict.ofRatio(new Interval(1.02, 0.99, 1.05), 1.02));
        assertEquals(ClaimVerdict.UNDECIDED, ClaimVerdict.ofRatio(new Interval(1.0, 1.0, 1.0), 1.13));
    }

    @Test
    void aRatioBelowOneIsNotReproduced() {
        assertEquals(ClaimVerdict.NOT_REPRODUCED, ClaimVerdict.ofRatio(new Interval(0.97, 0.95, 0.99), 1.13));
        assertEquals(ClaimVerdict.NOT_REPRODUCED, ClaimVerdict.ofRatio(new Interval(0.99, 0.98, 0.995), 1.02));
    }

    @Test
    void aSlightFallIsAFallOfUpToAFifth() {
        assertEquals(ClaimVerdict.REPRODUCED, ClaimVerdict.slightFall(new Interval(0.93, 0.90, 0.96)));
        assertEquals(ClaimVerdict.IN_PART, ClaimVerdict.slightFall(new Interval(0.60, 0.55, 0.65)));
        assertEquals(ClaimVerdict.UNDECIDED, ClaimVerdict.slightFall(new Interval(0.99, 0.95, 1.03)));
        assertEquals(ClaimVerdict.NOT_REPRODUCED, ClaimVerdict.slightFall(new Interval(1.2, 1.15, 1.25)));
    }

    @Test
    void ofSeveralCasesTheWorstCounts() {
        assertEquals(ClaimVerdict.REPRODUCED, ClaimVerdict.REPRODUCED.and(ClaimVerdict.REPRODUCED));
        assertEquals(ClaimVerdict.UNDECIDED, ClaimVerdict.REPRODUCED.and(ClaimVerdict.UNDECIDED));
        assertEquals(ClaimVerdict.NOT_REPRODUCED, ClaimVerdict.NOT_REPRODUCED.and(ClaimVerdict.NO_DATA));
        assertEquals(ClaimVerdict.NO_DATA, ClaimVerdict.UNDECIDED.and(ClaimVerdict.NO_DATA));
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
