package dmsb.experiments.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Rules;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.LearnerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
    private static final String ONE = """
            experiments:
              - name: one
                methods: [{rule: spa}, {name: DMSB, set: {entropy: 0.02}}]
                seeds: [1, 2]
                steps: 100
                episodes: 3
                evaluationSeed: 7
            """;

    private static Study study(String text) {
        return Study.parse(text, "study.yaml");
    }

    private static String list(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    @Property(tries = 50)
    void aGridHasARowForEveryCombination(
            @ForAll @IntRange(min = 1, max = 4) int stations,
            @ForAll @IntRange(min = 1, max = 3) int lags,
            @ForAll @IntRange(min = 0, max = 3) int learners,
            @ForAll @IntRange(min = 1, max = 3) int seeds,
            @ForAll boolean together) {
        StringBuilder text = new StringBuilder(
                "defaults: {steps: 10, episodes: 1, evaluationSeed: 1, seeds: " + list(seeds) + "}\n");
        text.append("experiments:\n- name: grid\n");
        if (together) {
            text.append("  vary: [{groundStations: " + list(stations) + ", history: " + list(stations) + "}, {uavLag: "
                    + list(lags) + "}]\n");
        } else {
            text.append("  vary: {groundStations: " + list(stations) + ", uavLag: " + list(lags) + "}\n");
        }
        text.append("  methods:\n  - rule: spa\n");
        for (int learner = 1; learner <= learners; learner++) {
            text.append("  - {name: learner " + learner + ", set: {diffusionSteps: " + learner + "}}\n");
        }
        Study study = study(text.toString());
        int rows = stations * lags * (1 + learners * seeds);
        assertEquals(rows, study.rows().size());
        assertEquals(rows, study.runs().size());
        assertEquals(
                rows, new HashSet<>(study.rows().stream().map(StudyRow::label).toList()).size());
        assertEquals(rows, new HashSet<>(study.runs().values()).size());
        for (Map.Entry<String, Run> run : study.runs().entrySet()) {
            assertEquals(run.getKey(), run.getValue().key());
            Run again = Run.parse(run.getValue().description());
            assertEquals(run.getValue(), again);
            assertEquals(run.getKey(), again.key());
        }
    }

    /** A study that a page tells to repeat has to be one. */
    @Test
    void everyStudyOfTheDocumentsIsOne() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("..", "docs", "results"))) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        assertTrue(files.size() >= 3, files.toString());
        for (Path file : files) {
            assertTrue(Study.read(file, Rules.BUILT_IN).rows().size() > 1, file.toString());
        }
    }

    /** The second experiment says in other words what the preset paper has, and then something else. */
    @Test
    void rowsOfDifferentExperimentsShareEqualRuns() {
        Study study = study(ONE + """
                  - name: two
                    set: {groundStations: 3.0, persistence: 0.90}
                    vary: {uavLag: [5, 6]}
                    methods: [{name: auction, rule: spa}]
                    episodes: 3
                    evaluationSeed: 7
                """);
        assertEquals(5, study.rows().size());
        assertEquals(4, study.runs().size());
        assertEquals(study.rows().get(0).key(), study.rows().get(3).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps: 101",
                "evaluationSeed: 8",
                "episodes: 4",
                "evaluations: 3",
                "curveEpisodes: 2",
                "set: {uavNoise: 0.31}",
                "scenario: stale",
                "seeds: [3, 4]"
            })
    void everySettingIsPartOfTheKey(String setting) {
        String key = setting.substring(0, setting.indexOf(':'));
        String changed = ONE.replaceFirst("\\n    " + key + ": .*", "") + "    " + setting + "\n";
        Run before = run(study(ONE));
        Run after = run(study(changed));
        assertNotEquals(before.key(), after.key());
        assertNotEquals(before, after);
    }

    private static Run run(Study study) {
        return study.runs().values().stream()
                .filter(LearnerRun.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMethodMayHaveItsOwnScheduleAndObservation() {
        Study study = study(
                ONE.replace(
                        "{name: DMSB, set: {entropy: 0.02}}",
                        "{name: DMSB, seeds: [5], steps: 7, evaluations: 2, curveEpisodes: 4, scenarioSet: {observation: current-bids}}"));
        LearnerRun run = (LearnerRun) run(study);
        assertEquals(2, study.runs().size());
        assertEquals(5, run.training().seed());
        assertEquals(7, run.training().steps());
        assertEquals(2, run.training().evaluations());
        assertEquals(4, run.training().curveEpisodes());
        assertEquals("CURRENT_BIDS", run.scenario().observation().name());
        assertEquals(
                "sac",
                study(ONE.replace("name: DMSB, set: {entropy: 0.02}", "agent: sac"))
                        .rows()
                        .get(2)
                        .method());
    }

    @Test
    void variedValuesAreWrittenAsTheScenarioHasThem() {
        Study study = study(ONE.replace("    seeds", "    vary: {taskMB: [[10.0, 20], [2e1, 40.50]]}\n    seeds"));
        assertEquals(
                List.of("[10, 20]", "[20, 40.5]"),
                study.rows().stream()
                        .map(row -> row.varied().get("taskMB"))
                        .distinct()
                        .toList());
        assertEquals("one, DMSB, taskMB [10, 20], seed 1", study.rows().get(2).label());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps: 100             | steps: 0                    | experiments[0]: methods[1]: key 'steps'",
                "steps: 100             | steps: many                 | key 'steps': expected a whole number, got many",
                "steps: 100             | stpes: 100                  | experiments[0]: key 'stpes' is unknown; expected one of",
                "episodes: 3            | episodes: -1                | key 'episodes': expected a whole number from 1",
                "evaluationSeed: 7      | evaluations: 2              | key 'evaluationSeed': expected a whole number, got nothing",
                "'seeds: [1, 2]'        | 'seeds: []'                 | key 'seeds': expected a list",
                "'seeds: [1, 2]'        | 'seeds: [1, 1]'             | key 'seeds': expected each number once",
                "name: one              | name: ../one                | experiments[0]: key 'name': expected a name",
                "name: one              | name: ''                    | experiments[0]: key 'name': expected text",
                "name: DMSB             | name: a/b                   | methods[1]: key 'name': expected a name",
                "name: DMSB             | name: spa                   | methods[1]: key 'name': expected another name, got spa again",
                "rule: spa              | rule: sap                   | methods[0]: rule: expected one of",
                "rule: spa              | rule: constant=x            | methods[0]: rho: expected a number from 1",
                "rule: spa              | 'rule: spa, steps: 3'       | methods[0]: key 'steps' is unknown",
                "entropy                | entrophy                    | methods[1]: learner key 'entrophy' is unknown",
                "name: DMSB             | 'name: DMSB, agent: sca'    | methods[1]: agent: expected one of d2sac",
                "name: DMSB             | 'name: DMSB, learner: x'    | methods[1]: expected one of standard, raw, reference",
                "seeds:                 | 'vary: {uavLag: 3}#'        | vary: key 'uavLag': expected a list",
                "seeds:                 | 'vary: {uavLag: [3, 3]}#'   | expected each value once",
                "seeds:                 | 'vary: {uavLga: [3]}#'      | scenario key 'uavLga' is unknown",
                "seeds:                 | 'vary: [{uavLag: [3, 4], history: [1]}]#' | key 'history': expected 2 values",
                "seeds:                 | 'vary: [{uavLag: [3]}, {uavLag: [4]}]#'   | key 'uavLag': expected a key that is neither",
                "seeds:                 | 'scenario: ../paper.yaml#'  | expected one of paper, stale",
                "seeds:                 | 'set: {pixels: 0}#'         | methods[0]: scenario key 'pixels'",
            })
    void whatIsWrongIsNamed(String correct, String wrong, String complaint) {
        String text = ONE.replace(correct, wrong.replace("#", "\n    " + correct));
        UsageException e = assertThrows(UsageException.class, () -> study(text));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("study.yaml: "), message);
        assertTrue(message.contains(complaint), message);
    }

    private static final String SEARCH = ONE.replace(
            "name: DMSB, set: {entropy: 0.02}",
            "name: DMSB, set: {entropy: 0.02}, search: {trials: 40, seed: 3, draw: {batch: [64, 128],"
                    + " actorLearningRate: {log: [1e-4, 1e-2]}, noiseBound: {uniform: [1, 3]}}}");

    @Test
    void aSearchIsAMethodATrialAndTheFirstHasTheSettingsAsTheyStand() {
        Study study = study(SEARCH);
        assertEquals(1 + 41 * 2, study.rows().size());
        assertEquals(1 + 41 * 2, study.runs().size());
        assertEquals(study.runs().keySet(), study(SEARCH).runs().keySet());
        assertTrue(study.runs().keySet().containsAll(study(ONE).runs().keySet()));
        DoubleSummaryStatistics logs = new DoubleSummaryStatistics();
        DoubleSummaryStatistics bounds = new DoubleSummaryStatistics();
        Set<Integer> batches = new HashSet<>();
        for (int trial = 1; trial <= 40; trial++) {
            DiffusionSacConfig drawn = learner(study, "DMSB " + trial);
            assertEquals(0.02, drawn.get(LearnerConfig.ENTROPY));
            assertEquals(
                    0,
                    new BigDecimal(Double.toString(drawn.get(DiffusionSacConfig.NOISE_BOUND)))
                                    .round(new MathContext(2))
                                    .doubleValue()
                            - drawn.get(DiffusionSacConfig.NOISE_BOUND));
            logs.accept(Math.log10(drawn.get(LearnerConfig.ACTOR_LEARNING_RATE)));
            bounds.accept(drawn.get(DiffusionSacConfig.NOISE_BOUND));
            batches.add(drawn.get(LearnerConfig.BATCH));
        }
        assertEquals(Set.of(64, 128), batches);
        assertTrue(
                logs.getMin() >= -4 && logs.getMax() <= -2 && Math.abs(logs.getAverage() + 3) < 0.3, logs.toString());
        assertTrue(
                bounds.getMin() >= 1 && bounds.getMax() <= 3 && Math.abs(bounds.getAverage() - 2) < 0.3,
                bounds.toString());
    }

    private static DiffusionSacConfig learner(Study study, String method) {
        StudyRow row = study.rows().stream()
                .filter(candidate -> candidate.method().equals(method))
                .findFirst()
                .orElseThrow();
        return (DiffusionSacConfig)
                ((LearnerRun) Objects.requireNonNull(study.runs().get(row.key())))
                        .training()
                        .learner();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trials: 40             | trials: 0                   | search: key 'trials': expected a whole number from 1",
                "trials: 40             | trials: 1000000             | search: key 'trials': expected at most 10000",
                "trials: 40             | trails: 40                  | search: key 'trails' is unknown",
                "seed: 3                | seed: x                     | search: key 'seed': expected a whole number",
                "'log: [1e-4, 1e-2]'    | 'lgo: [1e-4, 1e-2]'         | key 'lgo' is unknown; expected one of uniform, log",
                "'log: [1e-4, 1e-2]'    | 'log: [0, 1e-2]'            | draw: key 'actorLearningRate': expected two finite numbers",
                "'log: [1e-4, 1e-2]'    | 'log: [2, 1]'               | draw: key 'actorLearningRate': expected two finite numbers",
                "'log: [1e-4, 1e-2]'    | 'log: [1]'                  | draw: key 'actorLearningRate': expected two finite numbers",
                "'log: [1e-4, 1e-2]'    | 'log: [1, .inf]'            | draw: key 'actorLearningRate': expected two finite numbers",
                "'log: [1e-4, 1e-2]'    | 'log: [1, 2], uniform: [1, 2]' | draw: key 'actorLearningRate': expected a list",
                "'[64, 128]'            | 64                          | draw: key 'batch': expected a mapping",
                "batch                  | bacth                       | methods[1]: learner key 'bacth' is unknown",
                "'log: [1e-4, 1e-2]'    | 'log: [2, 3]'               | methods[1]: learner key 'actorLearningRate'",
            })
    void whatIsWrongInASearchIsNamed(String correct, String wrong, String complaint) {
        UsageException e = assertThrows(UsageException.class, () -> study(SEARCH.replace(correct, wrong)));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("study.yaml: experiments[0]: methods[1]"), message);
        assertTrue(message.contains(complaint), message);
    }

    @Test
    void aVariedKeyIsNotSetAgain() {
        String varied = ONE.replace("    seeds", "    vary: {uavLag: [3]}\n    seeds");
        assertThrows(UsageException.class, () -> study(varied.replace("    seeds", "    set: {uavLag: 4}\n    seeds")));
        assertThrows(
                UsageException.class, () -> study(varied.replace("rule: spa", "rule: spa, scenarioSet: {uavLag: 4}")));
    }

    @Test
    void filesAreThoseBesideTheStudy(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "groundStations: 4\n");
        Path file = folder.resolve("study.yaml");
        Files.writeString(file, ONE.replace("    seeds", "    scenario: mine.yaml\n    seeds"));
        Study study = Study.read(file, Rules.BUILT_IN);
        assertEquals(Map.of("mine.yaml", "groundStations: 4\n"), study.files());
        assertEquals(4, run(study).scenario().groundStations());
        for (String escape :
                List.of("../mine.yaml", "/mine.yaml", folder + "/mine.yaml", "..", "study.yaml", "none.yaml")) {
            Files.writeString(file, ONE.replace("    seeds", "    scenario: " + escape + "\n    seeds"));
            assertThrows(UsageException.class, () -> Study.read(file, Rules.BUILT_IN), escape);
        }
    }

    /** What comes through a pipe comes once: a second reading would wait for a writer. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aStudyIsReadOnceSoThatItMayBeAPipe(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("study.yaml");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        } catch (IOException e) {
            assumeTrue(false, "there is no mkfifo");
        }
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.writeString(pipe, ONE, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertEquals(study(ONE).rows(), Study.read(pipe, Rules.BUILT_IN).rows());
        writer.join();
    }

    /** 200 values of five keys are 320 thousand million points, in one page of text. */
    @Test
    void moreRowsThanAnyMachineHasRoomForAreRefused() {
        String values = list(200);
        UsageException points = assertThrows(
                UsageException.class,
                () -> study("experiments: [{name: grid, vary: {groundStations: " + values + ", history: " + values
                        + ", uavLag: " + values + ", actions: " + values + ", roundsPerEpisode: " + values
                        + "}, methods: [{rule: spa}], episodes: 1, evaluationSeed: 1}]"));
        assertEquals(
                "study.yaml: experiments[0]: expected a study of at most 1000000 rows, got at least 8000000",
                points.getMessage());
        UsageException seeds = assertThrows(
                UsageException.class,
                () -> study("experiments: [{name: grid, vary: {groundStations: " + values + ", history: " + values
                        + "}, methods: [{agent: dqn}], seeds: " + list(26)
                        + ", steps: 1, episodes: 1, evaluationSeed: 1}]"));
        assertTrue(String.valueOf(seeds.getMessage()).endsWith("got at least 1040000"), seeds::toString);
    }
}
