package dmsb.experiments.dense;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdicts of a trial, on results that are made up. */
class TrialPageTest {
    private static final TrialPlan PLAN = TrialPlan.parse("""
            seeds: 3
            slots: 100
            trainingEpisodes: 20
            episodes: 4
            seed: 1
            tuning: {market: M2, slots: 40, episodes: 2, seed: 2}
            verdict: {method: diffusion, markets: [M2, M3]}
            markets:
              - {name: M2, scenario: paper, set: {tasks: 2}}
              - {name: M3, scenario: paper, set: {tasks: 3}}
            methods:
              - {name: weak, rule: autoregressive}
              - {name: diffusion, rule: diffusion}
              - {name: softmax, rule: softmax}
              - {name: kept, rule: keep-all}
            """, "plan");

    /** Diffusion has 5 of 10 in the mean, softmax more or less by what is given for each market, the weak one much less. */
    private static String page(double onTwo, double onThree) {
        return new TrialPage(PLAN, (stage, market, method, proposals, seed) -> {
                    double other = market.name().equals("M2") ? onTwo : onThree;
                    double level = switch (method.name()) {
                        case "diffusion" -> 5;
                        case "softmax" -> 5 + other * (stage == TrialStage.SLOTS ? 1 : -1);
                        case "weak" -> 2;
                        default -> 9; // a rule without a network is not judged against
                    };
                    double[] surplus = {level - seed, level + seed, level - 0.5, level + 0.5};
                    return new TrialResult(100, 2.5, 7.25, surplus, new double[] {10, 10, 10, 10});
                })
                .text();
    }

    @ParameterizedTest
    @CsvSource({
        "-0.2, -0.1, better, worse, 0.0200",
        "0.2, 0.1, worse, better, -0.0200",
        "0.2, -0.1, even, even, -0.0200",
        "0, 0, even, even, 0.0000"
    })
    void aVerdictNeedsAllMarkets(double onTwo, double onThree, String slots, String seconds, String difference) {
        String page = page(onTwo, onThree);
        String equalSlots = page.substring(page.indexOf("## Equal slots"), page.indexOf("## Equal training time"));
        String equalTime = page.substring(page.indexOf("## Equal training time"));
        String verdict = "With proposals 1, diffusion is " + slots + ": M2 against softmax " + difference + " ("
                + difference + " to " + difference + "), ";
        assertTrue(equalSlots.contains(verdict), page);
        assertTrue(equalTime.contains("diffusion is " + seconds + ": M2 against softmax "), page);
    }

    /** Softmax fails with seed 2 on M2, the weak one always on M3. */
    @Test
    void aFailedRunCountsInTheSurplusButInNoMeanOfSlotsAndTimes() {
        double[] ten = {10, 10, 10, 10};
        String page = new TrialPage(PLAN, (stage, market, method, proposals, seed) -> {
                    boolean fails = market.name().equals("M2")
                            ? method.name().equals("softmax") && seed == 2
                            : method.name().equals("weak");
                    if (method.rule().isPresent()) {
                        return new TrialResult(0, 0, 3, ten, ten);
                    }
                    return fails
                            ? new TrialResult(0, 0, 0, new double[4], ten)
                            : new TrialResult(100L * seed, seed, 2.0 * seed, new double[] {6, 6, 6, 6}, ten);
                })
                .text();
        assertTrue(page.contains("| softmax | 1 | 0.4000 | "), "two of three have 0.6: " + page);
        assertTrue(page.contains(" | 200 | 2.0 | 4.0 |\n| kept | 1 | 1.0000 | "), "of seeds 1 and 3: " + page);
        assertTrue(
                page.contains(" | 0 | 0.0 | 3.0 |\n\nFailed runs, a surplus of 0 and in no mean of slots and times:\n\n"
                        + "- softmax with proposals 1: 1 of 3\n\n### M3\n"),
                page);
        assertTrue(page.contains("| weak | 1 | 0.0000 | "), page);
        assertTrue(page.contains(" | - | - | - |\n"), page);
        assertTrue(page.contains("- weak with proposals 1: 3 of 3\n\n- With proposals 1, diffusion is "), page);
        assertFalse(page(0, 0).contains("ailed"), "none failed, none told");
    }

    @Test
    void aTableHasEveryMethodWithItsTimes() {
        String page = page(-0.2, -0.1);
        assertTrue(page.contains("| diffusion | 1 | 0.5000 | "), page);
        assertTrue(page.contains("| softmax | 1 | 0.4800 | "), page);
        assertTrue(page.contains(" | 0.0200 | 0.0200 to 0.0200 | 100 | 2.5 | 7.2 |"), page);
        assertTrue(page.contains("| kept | 1 | 0.9000 | "), page);
        assertFalse(page.substring(page.indexOf("## Equal training time")).contains("kept"), "no network, no time");
    }
}
