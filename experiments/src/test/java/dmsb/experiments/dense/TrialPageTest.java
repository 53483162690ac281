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
