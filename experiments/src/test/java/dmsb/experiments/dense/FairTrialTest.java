package dmsb.experiments.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.SetActorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A trial: what it runs, that it goes on where it was stopped, and that its figures are those of the rules themselves. */
class FairTrialTest {
    private static final String PLAN = """
            seeds: 2
            slots: 60
            trainingEpisodes: 20
            episodes: 2
            seed: 1
            tuning: {market: two, slots: 40, episodes: 2, seed: 2}
            verdict: {method: softmax, markets: [small]}
            markets:
              - {name: two, scenario: paper, set: {tasks: 2, roundsPerEpisode: 20}}
              - {name: small, scenario: battery, set: {tasks: 3, roundsPerEpisode: 20, uavTasksPerEpisode: 10}}
            methods:
              - name: softmax
                rule: softmax
                proposals: [1, 4]
                set: {hidden: 8, firstUpdate: 20, batch: 16, stepsPerUpdate: 2, softUpdate: 0.5}
                search: {trials: 2, seed: 1, draw: {hidden: [4, 24, 32], learningRate: {log: [0.001, 0.1]}}}
              - {name: ppo, rule: ppo, set: {hidden: 8, batch: 16}}
              - {name: kept, rule: keep-all}
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static List<String> run(Path out, String text) throws IOException {
        List<String> told = new ArrayList<>();
        new FairTrial(TrialPlan.parse(text, "plan"), out, told::add).run();
        return told;
    }

    private static TrialResult result(Path out, TrialRun run) {
        return TrialResult.read(run, file(out, run));
    }

    private static Path file(Path out, TrialRun run) {
        return out.resolve("runs").resolve(run.fileName() + ".csv");
    }

    /** The rows of a table but for times, and without the stage of equal time. */
    private static List<String> repeatable(Path out) throws IOException {
        return Files.readAllLines(out.resolve("trial.csv")).stream()
                .filter(row -> !row.startsWith("seconds"))
                .map(row -> {
                    String[] fields = row.split(",", -1);
                    fields[7] = "";
                    fields[8] = "";
                    return String.join(",", fields);
                })
                .toList();
    }

    @Test
    void goesOnWithWhatIsMissingAndGivesTheSame() throws IOException {
        Path out = folder.resolve("trial");
        List<String> told = run(out, PLAN);
        // tuning 3; slots 2 seeds x 2 markets x (2 + 1) and keep-all once a market; seconds the same without it
        assertEquals(3 + 12 + 2 + 12, told.size(), told.toString());
        List<String> rows = repeatable(out);
        assertEquals(1 + 2 * (3 + 14), rows.size());
        assertTrue(Files.readString(out.resolve("trial.md")).contains("With proposals 1, softmax is "));
        assertEquals(
                String.join(",", TrialResult.COLUMNS).replace("trainingSeconds,decisionMicroseconds", ","),
                rows.get(0));
        String every = Files.readString(out.resolve("trial.csv"));

        assertEquals(List.of(), run(out, PLAN));
        assertEquals(every, Files.readString(out.resolve("trial.csv")), "nothing was run again");

        Files.delete(out.resolve("trial.csv"));
        Files.delete(out.resolve("runs").resolve("slots-small-ppo-1-2.csv"));
        Files.delete(out.resolve("runs").resolve("tuning-two-softmax-1-1-0.csv"));
        assertEquals(2, run(out, PLAN).size());
        assertEquals(rows, repeatable(out));

        String message = String.valueOf(assertThrows(
                        UsageException.class, () -> run(out, PLAN.replace("slots: 60", "slots: 61")))
                .getMessage());
        assertTrue(message.startsWith("--out: expected a folder without runs of another plan"), message);
    }

    /** The candidate of the tuning is the one that is run, and its figures are those of training and evaluation themselves. */
    @Test
    void theFiguresAreThoseOfTheTunedRule() throws IOException {
        String text = PLAN.replace("seeds: 2", "seeds: 1");
        Path out = folder.resolve("figures");
        run(out, text);
        TrialPlan plan = TrialPlan.parse(text, "plan");
        List<SetActorConfig> candidates = plan.methods().get(0).candidates();
        double[] fractions = new double[3];
        for (int i = 0; i < 3; i++) {
            fractions[i] = result(out, new TrialRun(TrialStage.TUNING, "two", "softmax", 1, 1, i))
                    .fraction();
        }
        assertNotEquals(fractions[1], fractions[2], "candidates differ");
        int best = 0;
        for (int i = 1; i < 3; i++) {
            best = fractions[i] > fractions[best] ? i : best;
        }
        Scenario scenario = plan.markets().get(1).scenario();
        DenseTraining training =
                new DenseRules(20).training(scenario, 3, candidates.get(best).with(SetActorConfig.PROPOSALS, 4), 1);
        training.play(60);
        Intersection intersection = Intersection.of(scenario);
        DenseEvaluation.SlotMeans means = new DenseEvaluation(intersection, DenseRules.heldOut(1))
                .run(training.model(Map.of()).rule(intersection), 2);
        TrialResult result = result(out, new TrialRun(TrialStage.SLOTS, "small", "softmax", 4, 1, best));
        assertArrayEquals(means.surplus(), result.surplus());
        assertArrayEquals(means.firstBest(), result.firstBest());
        assertEquals(60, result.slots());
        assertTrue(result.trainingSeconds() > 0 && result.decisionMicroseconds() > 0);
        assertTrue(Arrays.stream(result.surplus()).sum() > 0);
    }

    /** The plans that the page announces: every method of a feedback has as many settings to choose from. */
    @ParameterizedTest
    @CsvSource({"counterfactual, 3, 4", "executed, 5, 0"})
    void thePreregisteredPlansTuneAllMethodsAlike(String name, int networks, int rules) {
        TrialPlan plan = TrialPlan.read(Path.of("../docs/fair-trial", name + ".yaml"));
        assertEquals(
                rules,
                plan.methods().stream()
                        .filter(method -> method.rule().isPresent())
                        .count());
        List<TrialPlan.TrialMethod> tuned = plan.methods().stream()
                .filter(method -> method.rule().isEmpty())
                .toList();
        assertEquals(networks, tuned.size());
        for (TrialPlan.TrialMethod method : tuned) {
            assertEquals(13, method.candidates().size(), method.name());
            assertEquals(List.of(1, 32), method.proposals(), method.name());
            assertTrue(method.candidates().stream()
                    .allMatch(settings ->
                            settings.get(LearnerConfig.FEEDBACK).name().equalsIgnoreCase(name)));
        }
    }

    @Test
    void aFailedRunMakesTheEqualTimeNoShorter() {
        double[] none = new double[1];
        TrialResult failed = new TrialResult(0, 0, 0, none, none);
        List<TrialResult> slow = List.of(new TrialResult(60, 8, 0, none, none), failed);
        List<TrialResult> fast = List.of(new TrialResult(60, 5, 0, none, none), new TrialResult(60, 6, 0, none, none));
        assertEquals(8, TrialResult.slowest(List.of(fast, slow, List.of(failed))));
        assertEquals(5.5, TrialResult.slowest(List.of(List.of(failed), fast)));
        assertEquals(0, TrialResult.slowest(List.of(List.of(failed))));
    }

    /** A trial with a recorded failure: it trains for the CPU time of the other run, and tells of the failure. */
    @Test
    void aTrialWithAFailedRunTrainsForTheTimeOfTheOthers() throws IOException {
        String text = PLAN.replaceAll("(?m)^ *search:.*\\R", "").replace("proposals: [1, 4]", "proposals: [1]");
        Path out = folder.resolve("failed");
        double[] two = {1, 1};
        for (String method : List.of("softmax", "ppo")) {
            for (int seed = 1; seed <= 2; seed++) {
                TrialRun run = new TrialRun(TrialStage.SLOTS, "small", method, 1, seed, 0);
                boolean fails = seed == 2;
                new TrialResult(fails ? 0 : 60, fails ? 0 : 0.4, 0, fails ? new double[2] : two, two)
                        .write(run, file(out, run));
            }
        }
        run(out, text);
        for (int seed = 1; seed <= 2; seed++) {
            TrialResult result = result(out, new TrialRun(TrialStage.SECONDS, "small", "softmax", 1, seed, 0));
            assertTrue(result.trainingSeconds() >= 0.4 && result.slots() > 0, "seed " + seed);
        }
        String page = Files.readString(out.resolve("trial.md"));
        assertTrue(page.contains("- softmax with proposals 1: 1 of 2\n- ppo with proposals 1: 1 of 2\n"), page);
    }

    @Test
    void aRunThatFailsIsMadeOnceMore() {
        List<String> told = new ArrayList<>();
        TrialResult result = new TrialResult(1, 0, 0, new double[1], new double[1]);
        int[] attempts = {0};
        Optional<TrialResult> second = TrialRunner.attempted(
                () -> () -> {
                    if (attempts[0]++ == 0) {
                        throw new IllegalArgumentException("not finite");
                    }
                    return result;
                },
                told::add);
        assertEquals(Optional.of(result), second);
        assertEquals(List.of("not finite"), told);
        Optional<TrialResult> never = TrialRunner.attempted(
                () -> () -> {
                    attempts[0]++;
                    throw new IllegalStateException("never");
                },
                told::add);
        assertFalse(never.isPresent());
        assertEquals(4, attempts[0]);
        assertThrows(
                IllegalArgumentException.class,
                () -> TrialRunner.attempted(
                        () -> {
                            throw new IllegalArgumentException("batch");
                        },
                        told::add),
                "what cannot be prepared is refused");
    }

    /** Such as the first's "slots-M4-battery-softmax-1-1", which is the second's too. */
    @ParameterizedTest
    @CsvSource({
        "two-softmax, softmax, two, softmax-softmax, slots-two-softmax-softmax-1-1",
        "M4-battery, softmax, M4, battery-softmax, slots-M4-battery-softmax-1-1"
    })
    void aPlanOfTwoRunsWithOneNameIsRefused(String market, String method, String other, String with, String file) {
        String text = PLAN.replace("tuning: {market: two", "tuning: {market: " + market)
                .replace("name: two", "name: " + market)
                .replace("name: small", "name: " + other)
                .replace("markets: [small]", "markets: [" + other + "]")
                .replace("name: ppo", "name: " + with);
        String message = String.valueOf(assertThrows(UsageException.class, () -> TrialPlan.parse(text, "plan"))
                .getMessage());
        assertEquals(
                "plan: expected markets and methods whose runs have different names, got " + file + " for market "
                        + market + " with method " + method + " and for market " + other + " with method " + with,
                message);
    }

    @Test
    void namesWithTheSamePartsButOtherNumbersAreFine() {
        String text = PLAN.replace("name: ppo", "name: softmax-1").replace("name: kept", "name: softmax-1-1");
        assertEquals(3, TrialPlan.parse(text, "plan").methods().size());
    }

    /** Whatever brought the file there: its own columns say which run it is of. */
    @ParameterizedTest
    @CsvSource({
        "slots, small, softmax, 1, 1, 0",
        "seconds, two, softmax, 1, 1, 0",
        "slots, two, ppo, 1, 1, 0",
        "slots, two, softmax, 4, 1, 0",
        "slots, two, softmax, 1, 2, 0",
        "slots, two, softmax, 1, 1, 1"
    })
    void theFileOfAnotherRunIsRefused(
            String stage, String market, String method, int proposals, int seed, int candidate) throws IOException {
        TrialRun run = new TrialRun(TrialStage.SLOTS, "two", "softmax", 1, 1, 0);
        TrialStage of = TrialStage.valueOf(stage.toUpperCase(Locale.ROOT));
        TrialRun another = new TrialRun(of, market, method, proposals, seed, candidate);
        Path file = file(Files.createTempDirectory(folder, "another"), run);
        new TrialResult(1, 0, 0, new double[2], new double[2]).write(another, file);
        String message = String.valueOf(assertThrows(UsageException.class, () -> TrialResult.read(run, file))
                .getMessage());
        assertEquals(
                file + ": expected a run of stage slots, market two, method softmax, proposals 1, seed 1, candidate 0,"
                        + " got one of stage " + stage + ", market " + market + ", method " + method + ", proposals "
                        + proposals + ", seed " + seed + ", candidate " + candidate,
                message);
        assertEquals(1, TrialResult.read(another, file).slots());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "market: two, ; market: three, ; plan: tuning: key 'market': expected the name of one of the markets",
                "episodes: 2, seed: 2; episodes: 2, seed: 1; plan: tuning: key 'seed': expected another one",
                "name: small; name: two; plan: markets[1]: key 'name': expected another name",
                "method: softmax; method: kept; plan: verdict: key 'method': expected the name of one of the methods with",
                "markets: [small]; markets: [smal]; plan: verdict: key 'markets': expected names of markets, two, small",
                "rule: ppo; rule: ppp; plan: methods[1]: key 'rule': expected one of ",
                "proposals: [1, 4]; proposals: [0]; plan: methods[0]: key 'proposals': expected whole numbers from 1",
                "rule: keep-all; rule: keep-all, proposals: [2]; plan: methods[2]: ",
                "name: kept; name: a/b; plan: methods[2]: key 'name': expected at most 40 letters"
            })
    void aMalformedPlanIsRefusedByItsKey(String part, String broken, String expected) {
        assertTrue(PLAN.contains(part));
        String text = PLAN.replace(part, broken);
        String message = String.valueOf(assertThrows(UsageException.class, () -> TrialPlan.parse(text, "plan"))
                .getMessage());
        assertTrue(message.startsWith(expected), message);
    }
}
