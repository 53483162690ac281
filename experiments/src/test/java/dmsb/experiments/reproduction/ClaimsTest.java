package dmsb.experiments.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.results.StudyResults;
import dmsb.experiments.results.SyntheticStudy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {
    private static final int CLAIMS = 29;

    /** What holds of studies in which the paper is right, and wrong; examined once, as that takes seconds. */
    private static List<Claim> ifRight = List.of();

    private static List<Claim> ifWrong = List.of();
    private static List<Claim> goalsIfRight = List.of();
    private static List<Claim> goalsIfWrong = List.of();

    @BeforeAll
    static void examine(@TempDir Path one, @TempDir Path other) throws IOException {
        StudyResults right = SyntheticPaper.write(one, true);
        StudyResults wrong = SyntheticPaper.write(other, false);
        ifRight = Claims.of(right);
        ifWrong = Claims.of(wrong);
        goalsIfRight = Goals.of(right);
        goalsIfWrong = Goals.of(wrong);
    }

    @Test
    void whereThePaperIsRightEveryClaimIsReproduced() {
        List<Claim> claims = ifRight;
        assertEquals(CLAIMS, claims.size());
        for (Claim claim : claims) {
            assertEquals(ClaimVerdict.REPRODUCED, claim.verdict(), claim.toString());
        }
    }

    @Test
    void whereItIsWrongNoneIs() {
        List<Claim> claims = ifWrong;
        assertEquals(CLAIMS, claims.size());
        for (Claim claim : claims) {
            ClaimVerdict expected = claim.claim().startsWith("DMSB has converged")
                    ? ClaimVerdict.UNDECIDED
                    : ClaimVerdict.NOT_REPRODUCED;
            assertEquals(expected, claim.verdict(), claim.toString());
        }
    }

    @Test
    void withoutRunsEveryClaimSaysWhatItNeeds(@TempDir Path folder) throws IOException {
        StudyResults nothing = StudyResults.read(new SyntheticStudy(folder)
                .absent("convergence", "dmsb", "1", "pending", Map.of())
                .finish());
        List<Claim> claims = Claims.of(nothing);
        assertEquals(CLAIMS, claims.size());
        for (Claim claim : claims) {
            assertEquals(ClaimVerdict.NO_DATA, claim.verdict(), claim.toString());
            assertTrue(claim.why().startsWith("needs "), claim.toString());
        }
        assertTrue(Goals.of(nothing).stream().allMatch(goal -> goal.verdict() == ClaimVerdict.NO_DATA));
    }

    @Test
    void measurementsAreRatiosWithTheRivalsCeiling() {
        Claim greedy = ifRight.stream()
                .filter(claim -> claim.claim().endsWith("Greedy"))
                .findFirst()
                .orElseThrow();
        assertEquals("+45\u00a0%", greedy.paper());
        // DMSB's middle seeds are 0.25 % above the level, greedy is at 1 / 1.45 of it: 1.45 * 1.0025 = 1.4536.
        assertTrue(greedy.measured().startsWith("+45.4\u00a0% ["), greedy.measured());
        // First best is 1.1 times the level: greedy takes 1 / 1.45 / 1.1 = 62.7 % of it, and 1.45 * 1.1 = 1.595.
        assertTrue(greedy.why().contains("by itself takes 62.7\u00a0%"), greedy.why());
        assertTrue(greedy.why().contains("more than +59.5\u00a0% ahead"), greedy.why());
    }

    @Test
    void whoEarnsTheMostAlongBandwidthIsSaidAsConfiguredAndMeasured() {
        String silent = "the paper does not say at how many sellers; here N = 3";
        assertEquals(silent, groundAhead(ifRight).why());
        // The UAV's part is six tenths at every point.
        assertEquals(
                silent + ", where the UAV earns the most", groundAhead(ifWrong).why());
    }

    @Test
    void theNumberOfSellersIsThatOfTheRuns(@TempDir Path folder) throws IOException {
        SyntheticStudy study = new SyntheticStudy(folder);
        for (String n : List.of("4", "6")) {
            study.learner(
                    "bandwidth",
                    "dmsb",
                    1,
                    Map.of("groundStations", n),
                    List.of(SyntheticStudy.Row.of(10, 12, n.equals("4") ? 0.4 : 0.6, 1)),
                    0.9);
        }
        assertEquals(
                "the paper does not say at how many sellers; here N = 4, 6",
                groundAhead(Claims.of(StudyResults.read(study.finish()))).why());
    }

    private static Claim groundAhead(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.claim().equals("the ground BSs contribute the most along bandwidth"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void learnersAreComparedBySeedsToo() {
        Claim ppo = ifRight.stream()
                .filter(claim -> claim.claim().endsWith("than PPO"))
                .findFirst()
                .orElseThrow();
        // Four seeds all above four others: p = 2 / C(8, 4) = 0.0286.
        assertTrue(ppo.why().endsWith("with probability 1.00 (Mann-Whitney p = 0.029)"), ppo.why());
    }

    @Test
    void theProjectsGoalsHaveVerdictsOfTheirOwn() {
        List<Claim> reached = goalsIfRight;
        assertEquals(
                List.of(
                        ClaimVerdict.REPRODUCED, // ten percent above the linear filter
                        ClaimVerdict.NOT_REPRODUCED, // 1 / 1.1 of first best, .986 wanted
                        ClaimVerdict.NOT_REPRODUCED,
                        ClaimVerdict.NOT_REPRODUCED,
                        ClaimVerdict.REPRODUCED), // the best rule is first best, whose level the seeds of DMSB are just
                // above
                reached.stream().map(Claim::verdict).toList(),
                reached.toString());
        for (Claim goal : goalsIfWrong) {
            assertEquals(ClaimVerdict.NOT_REPRODUCED, goal.verdict(), goal.toString());
        }
    }
}
