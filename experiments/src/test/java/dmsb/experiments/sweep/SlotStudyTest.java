package dmsb.experiments.sweep;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.cli.CommandRun;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Checkpointing;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.RunStoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of several tasks is swept, resumed, verified and reported like any other. */
class SlotStudyTest {
    private static final String TEXT = """
            defaults:
              set: {roundsPerEpisode: 20}
              seeds: [1, 2]
              steps: 120
              evaluations: 2
              curveEpisodes: 1
              episodes: 3
              evaluationSeed: 7
            experiments:
              - name: slots
                scenario: dense
                vary: {tasks: [2, 3]}
                methods:
                  - rule: keep-all
                  - rule: dual-price
                  - {agent: softmax, set: {hidden: 8, batch: 24, firstUpdate: 50}}
              - name: battery
                scenario: battery
                methods: [{rule: lagged-reserve}, {name: DMSB, seeds: [1], set: {hidden: 8, firstUpdate: 500}}]
              - name: one
                methods: [{rule: spa}, {rule: lagged-reserve}]
            """;

    @TempDir
    static Path folder;

    private static Path out = Path.of("");

    private static CommandRun done(String words) {
        CommandRun ran = dmsb(words.strip().split(" +"));
        assertEquals(0, ran.status(), ran.err());
        return ran;
    }

    @BeforeAll
    static void sweepOnce() throws IOException {
        Path study = Files.writeString(folder.resolve("slots.yaml"), TEXT);
        out = folder.resolve("out");
        done("sweep " + study + " --jobs 2 --out " + out);
        done("report " + out + " --baseline dual-price");
    }

    private static Study study() {
        return Study.parse(TEXT, "study");
    }

    private static Run run(String method, String varied, @Nullable Long seed) {
        StudyRow row = study().rows().stream()
                .filter(one -> one.method().equals(method)
                        && one.varied().getOrDefault("tasks", "").equals(varied)
                        && Objects.equals(one.seed(), seed))
                .findFirst()
                .orElseThrow();
        return Objects.requireNonNull(study().runs().get(row.key()));
    }

    private static byte[] file(Run run, String name) throws IOException {
        return Files.readAllBytes(out.resolve("runs").resolve(run.key()).resolve(name));
    }

    /** All that an engine ships is a run's description. */
    @Test
    void aRunIsWhatItsDescriptionSays() {
        for (Run run : study().runs().values()) {
            assertEquals(run, Run.parse(run.description()));
            assertEquals(run.key(), Run.parse(run.description()).key());
        }
        assertEquals(DenseRuleRun.class, run("dual-price", "2", null).getClass());
        assertEquals(DenseLearnerRun.class, run("DMSB", "", 1L).getClass());
        assertThrows(UsageException.class, () -> run("keep-all", "2", null).seller(folder, Rules.BUILT_IN));
    }

    /** A row of a study, and what train and evaluate do, are the same bytes. */
    @Test
    void aStudyMeasuresWhatTheCommandsDo() throws IOException {
        String market = " --scenario dense --set roundsPerEpisode=20 --set tasks=3";
        done(
                "train --agent softmax --seed 2 --steps 120 --evaluations 2 --curve-episodes 1 --set hidden=8 --set batch=24"
                        + " --set firstUpdate=50" + market + " --out " + folder.resolve("run"));
        Run learner = run("softmax", "3", 2L);
        for (String name : List.of("model.safetensors", "metrics.csv")) {
            assertArrayEquals(Files.readAllBytes(folder.resolve("run").resolve(name)), file(learner, name), name);
        }
        Path csv = folder.resolve("e.csv");
        done("evaluate --model " + folder.resolve("run/model.safetensors") + " --episodes 3 --seed 7 --out " + csv);
        assertArrayEquals(Files.readAllBytes(csv), file(learner, "evaluation.csv"));
        done("evaluate --rule dual-price --episodes 3 --seed 7 --out " + csv + market);
        assertArrayEquals(Files.readAllBytes(csv), file(run("dual-price", "3", null), "evaluation.csv"));
    }

    /** The folder for unfinished work that a killed sweep leaves is taken up, and the bytes are the same. */
    @Test
    void aRunThatWasStoppedGoesOnToTheSameBytes() throws IOException {
        DenseLearnerRun run = (DenseLearnerRun) run("softmax", "2", 1L);
        Path unfinished = folder.resolve("unfinished");
        int[] asked = {0};
        assertThrows(
                RunStoppedException.class,
                () -> run.training()
                        .run(
                                unfinished,
                                1,
                                new Checkpointing(50, true, false, () -> ++asked[0] == 2, note -> {}),
                                Progress.SILENT));
        Path again = Files.createDirectory(folder.resolve("again"));
        run.execute(again, unfinished, Rules.BUILT_IN, Progress.SILENT);
        for (String name : List.of("model.safetensors", "metrics.csv", "evaluation.csv")) {
            assertArrayEquals(file(run, name), Files.readAllBytes(again.resolve(name)), name);
        }
    }

    @Test
    void aDamagedRunIsFoundAndMadeAgain() throws IOException {
        Path damaged =
                out.resolve("runs").resolve(run("keep-all", "2", null).key()).resolve("evaluation.csv");
        byte[] before = Files.readAllBytes(damaged);
        Files.writeString(damaged, "episode,surplus\n");
        assertEquals(3, dmsb("verify", out.toString(), "--jobs", "2").status());
        done("sweep " + folder.resolve("slots.yaml") + " --out " + out);
        assertArrayEquals(before, Files.readAllBytes(damaged));
        assertTrue(done("verify " + out + " --jobs 2").out().startsWith("All hashes hold: 12 runs"));
    }

    @Test
    void theReportSaysWhatIsLeftOut() throws IOException {
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(page.contains("Left out, as they are of one task: the best on the grid"), "left out");
        assertTrue(page.contains("Differences to dual-price in slots") || page.contains("Dual"), "differences");
        assertTrue(page.contains("Learning curves, slots"), "curves");
        assertTrue(page.contains("nobody serves"), "unserved");
        List<String> summary = Files.readAllLines(out.resolve("summary.csv"));
        List<String> header = List.of(summary.get(0).split(",", -1));
        assertEquals(header.indexOf("uavShare") + 1, header.indexOf("unserved"));
        for (String line : summary.subList(1, summary.size())) {
            List<String> fields = List.of(line.split(",", -1));
            boolean one = fields.get(0).equals("one");
            assertEquals(one, fields.get(header.indexOf("unserved")).isEmpty(), line);
            for (String column : List.of("gridBestFraction", "delay", "payment")) {
                assertEquals(!one, fields.get(header.indexOf(column)).isEmpty(), line);
            }
            assertFalse(fields.get(header.indexOf("firstBestFraction")).isEmpty(), line);
        }
        assertEquals(1 + 5 * 3, Files.readAllLines(out.resolve("curves.csv")).size());
        done("report " + out + " --metric delay");
        page = Files.readString(out.resolve("report.html"));
        String missing = "asked to be about %s, which this experiment does not have";
        assertEquals(2, count(page, missing.formatted("delay")), "both of slots");
        done("report " + out + " --metric unserved");
        page = Files.readString(out.resolve("report.html"));
        assertEquals(1, count(page, missing.formatted("unserved")), "one task is always served");
        assertTrue(page.contains("share of tasks that nobody serves, 95 % intervals"), "differences");
        assertFalse(page.contains("NaN") || page.contains("Infinity"), "ratios to nothing");
    }

    private static int count(String page, String text) {
        return page.split(Pattern.quote(text), -1).length - 1;
    }

    private static String complaint(String from, String to) {
        String text = TEXT.replace(from, to);
        assertFalse(text.equals(TEXT), from);
        return String.valueOf(assertThrows(UsageException.class, () -> Study.parse(text, "study"))
                .getMessage());
    }

    @Test
    void whatDoesNotGoWithSeveralTasksIsRefusedByName() {
        Map<List<String>, String> refusals = Map.of(
                List.of("vary: {tasks: [2, 3]}", "vary: {tasks: [1, 3]}"), "got both",
                List.of("agent: softmax", "agent: sac"), "agent: expected one of softmax, diffusion",
                List.of("rule: keep-all", "rule: spa"), "rule: expected one of sell-all, keep-all",
                List.of("rule: keep-all", "rule: ppo"), "expected a rule without a network, got ppo",
                List.of("agent: softmax", "agent: softmax, reward: class=my.Reward"),
                        "none with slots of several tasks",
                List.of("scenario: battery", "scenario: battery\n    log: {bids: ../README.md, trainingRows: 1-2}"),
                        "no log with slots of several tasks",
                List.of("firstUpdate: 50", "firstUpdat: 50"), "key 'firstUpdat' is unknown",
                List.of("{rule: spa}", "{agent: softmax, steps: 1}"), "softmax");
        List<String> wrong = new ArrayList<>();
        refusals.forEach((change, expected) -> {
            String got = complaint(change.get(0), change.get(1));
            if (!got.startsWith("study: experiments[") || !got.contains(expected)) {
                wrong.add(expected + ": " + got);
            }
        });
        assertEquals(List.of(), wrong);
    }
}
