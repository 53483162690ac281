package dmsb.experiments.cli;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.run.Manifest;
import dmsb.experiments.run.Version;
import dmsb.experiments.sweep.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dmsb sweep} and {@code dmsb verify}. */
class SweepCommandsTest {
    private static final String TINY = """
            experiments:
              - name: tiny
                set: {roundsPerEpisode: 20}
                methods: [{rule: spa}, {name: DMSB, set: {hidden: 8, batch: 16, firstUpdate: 50}}]
                seeds: [1, 2]
                steps: 200
                evaluations: 1
                curveEpisodes: 1
                episodes: 2
                evaluationSeed: 7
            """;

    private static final List<String> SMALL = List.of(
            "--steps",
            "200",
            "--evaluations",
            "1",
            "--curve-episodes",
            "1",
            "--set",
            "hidden=8",
            "--set",
            "batch=16",
            "--set",
            "firstUpdate=50",
            "--set",
            "roundsPerEpisode=20");

    @TempDir
    Path folder;

    private Path study = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void writeTheStudy() throws IOException {
        study = Files.writeString(folder.resolve("study.yaml"), TINY);
        out = folder.resolve("out");
    }

    private void train(Path target, String... more) {
        List<String> words = new ArrayList<>(List.of("train", "--out", target.toString()));
        words.addAll(SMALL);
        words.addAll(Arrays.asList(more));
        CommandRun ran = dmsb(words.toArray());
        assertEquals(0, ran.status(), ran.err());
    }

    private static void flipAByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aSweepRunsOnceAndIsVerified() throws IOException {
        CommandRun listed = dmsb("sweep", study, "--out", out, "--dry-run");
        assertEquals(0, listed.status(), listed.err());
        assertTrue(listed.out().contains("pending  tiny, DMSB, seed 2"), listed.out());
        assertTrue(listed.out().endsWith("0 of 3 runs are there" + System.lineSeparator()), listed.out());
        assertFalse(Files.exists(out));
        CommandRun ran = dmsb("sweep", study, "--out", out, "--jobs", 2);
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().startsWith("3 of 3 runs done, 0 failed; 3 rows in "), ran.out());
        assertEquals(TINY, Files.readString(out.resolve("study.yaml")));
        assertTrue(dmsb("sweep", study, "--out", out, "--dry-run").out().contains("3 of 3 runs are there"));
        CommandRun verified = dmsb("verify", out);
        assertEquals(0, verified.status(), verified.out() + verified.err());
        assertTrue(verified.out().startsWith("All hashes hold: 3 runs, 8 files"), verified.out());
        assertTrue(dmsb("verify", out, "--sample", 2).out().startsWith("All hashes hold: 2 runs"));
        for (Path run : runs()) {
            assertEquals(0, dmsb("verify", run).status());
        }
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> runs = Files.list(out.resolve("runs"))) {
            return runs.sorted().toList();
        }
    }

    /** The folder is made into one that another build has left: its keys, and its name in the manifests. */
    @Test
    void runsOfAnotherBuildAreNamedVerifiedAndMadeAnewByASweep() throws IOException {
        String other = "0.1.0+000000000000";
        assertEquals(0, dmsb("sweep", study, "--out", out).status());
        Path table = out.resolve("runs.csv");
        for (Path folder : runs()) {
            Path manifest = folder.resolve("manifest.json");
            String text = Files.readString(manifest);
            assertTrue(text.contains(Version.build()), text);
            String key = Run.of(Manifest.read(folder).configuration()).key(other);
            Files.writeString(manifest, text.replace(Version.build(), other));
            Files.writeString(table, Files.readString(table).replace(String.valueOf(folder.getFileName()), key));
            Files.move(folder, folder.resolveSibling(key));
        }
        CommandRun verified = dmsb("verify", out);
        assertEquals(0, verified.status(), verified.out() + verified.err());
        assertTrue(verified.out().startsWith("All hashes hold: 3 runs"), verified.out());
        assertTrue(
                verified.err().contains("recorded by build " + other + ", made again by " + Version.build()),
                verified.err());
        CommandRun reported = dmsb("report", out);
        assertEquals(0, reported.status(), reported.err());
        assertTrue(
                reported.err().contains("this is build " + Version.build() + "; runs made by " + other),
                reported.err());
        assertTrue(Files.readString(out.resolve("report.html")).contains("runs made by " + other));
        assertTrue(dmsb("sweep", study, "--out", out, "--dry-run").out().contains("0 of 3 runs are there"));
        assertEquals(0, dmsb("sweep", study, "--out", out).status());
        assertEquals("", dmsb("verify", out).err());
    }

    @Test
    void aSweepThatWasTamperedWithIsNotVerified() throws IOException {
        assertEquals(0, dmsb("sweep", study, "--out", out).status());
        for (Path run : runs()) {
            flipAByte(run.resolve("evaluation.csv"));
            CommandRun flipped = dmsb("verify", out);
            assertEquals(3, flipped.status(), flipped.err());
            assertTrue(
                    flipped.out().startsWith("runs/" + run.getFileName() + ": evaluation.csv is missing or not"),
                    flipped.out());
            flipAByte(run.resolve("evaluation.csv"));
        }
        Path first = runs().get(0);
        Path manifest = first.resolve("manifest.json");
        String before = Files.readString(manifest);
        Files.writeString(manifest, before.replace("\"evaluationSeed\" : 7", "\"evaluationSeed\" : 8"));
        CommandRun changed = dmsb("verify", out);
        assertEquals(3, changed.status());
        assertTrue(changed.out().contains("the configuration is not that of this run"), changed.out());
        assertEquals(3, dmsb("verify", first).status());
        Files.delete(manifest);
        assertEquals(3, dmsb("verify", out).status());
    }

    @Test
    void aTrainingIsVerified() throws IOException {
        train(out);
        CommandRun verified = dmsb("verify", out);
        assertEquals(0, verified.status(), verified.out() + verified.err());
        assertTrue(verified.out().startsWith("All hashes hold: 1 run, 2 files"), verified.out());
        Path manifest = out.resolve("manifest.json");
        String before = Files.readString(manifest);
        Files.writeString(manifest, before.replace("\"seed\" : 1", "\"seed\" : 2"));
        CommandRun changed = dmsb("verify", out);
        assertEquals(3, changed.status(), changed.err());
        assertTrue(changed.out().contains("metrics.csv: recorded "), changed.out());
        assertTrue(changed.out().contains("model.safetensors: recorded "), changed.out());
        Files.writeString(manifest, before);
        flipAByte(out.resolve("metrics.csv"));
        CommandRun flipped = dmsb("verify", out);
        assertEquals(3, flipped.status(), flipped.err());
        assertTrue(flipped.out().contains("metrics.csv is missing or not the file that was recorded"), flipped.out());
    }

    @Test
    void aTrainingOnALogIsVerifiedWithTheLog() throws IOException {
        Path log = folder.resolve("log.csv");
        assertEquals(
                0,
                dmsb("simulate", "--episodes", 8, "--set", "roundsPerEpisode=20", "--out", log)
                        .status());
        train(out, "--bids", log.toString(), "--rows", "1-150");
        CommandRun without = dmsb("verify", out);
        assertEquals(2, without.status());
        assertTrue(without.err().contains("--bids: expected the log that was trained on"), without.err());
        CommandRun verified = dmsb("verify", out, "--bids", log);
        assertEquals(0, verified.status(), verified.out() + verified.err());
        flipAByte(log);
        CommandRun other = dmsb("verify", out, "--bids", log);
        assertEquals(2, other.status());
        assertTrue(other.err().contains("--bids: expected the log with SHA-256 "), other.err());
    }

    @Test
    void aFailedRunIsExitStatusOneAndListed() throws IOException {
        Files.writeString(study, TINY + """
                  - name: broken
                    methods: [{rule: spa}, {agent: dqn, scenarioSet: {channelGainDb: [-300, -300]}}]
                    seeds: [1]
                    steps: 10
                    episodes: 1
                    evaluationSeed: 1
                """);
        CommandRun ran = dmsb("sweep", study, "--out", out);
        assertEquals(1, ran.status(), ran.err());
        assertTrue(ran.out().startsWith("4 of 5 runs done, 1 failed; 5 rows in "), ran.out());
        assertTrue(ran.err().contains("dmsb: failed: broken, dqn, seed 1; see "), ran.err());
        assertEquals(0, dmsb("verify", out, "--sample", 1).status());
    }

    @Test
    void aSweepOfOneRunTellsOfThatRunAlone() throws IOException {
        Files.writeString(study, TINY + """
                  - name: broken
                    methods: [{agent: dqn, scenarioSet: {channelGainDb: [-300, -300]}}]
                    seeds: [1]
                    steps: 10
                    episodes: 1
                    evaluationSeed: 1
                """);
        assertEquals(1, dmsb("sweep", study, "--out", out).status());
        String table = Files.readString(out.resolve("runs.csv"));
        assertTrue(table.contains(",failed"), table);
        String done = table.lines()
                .filter(row -> row.startsWith("tiny,spa,"))
                .findFirst()
                .orElseThrow()
                .split(",", -1)[3];
        String failed = table.lines()
                .filter(row -> row.startsWith("broken,"))
                .findFirst()
                .orElseThrow()
                .split(",", -1)[3];
        Files.delete(out.resolve("runs").resolve(done).resolve("evaluation.csv"));
        CommandRun ran = dmsb("sweep", study, "--out", out, "--only", done);
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().startsWith("3 of 4 runs done, 0 failed; 4 rows in "), ran.out());
        assertFalse(ran.err().contains("failed"), ran.err());
        assertEquals(table, Files.readString(out.resolve("runs.csv")), "the other run's failure stays on record");
        CommandRun again = dmsb("sweep", study, "--out", out, "--only", failed);
        assertEquals(1, again.status());
        assertTrue(again.out().startsWith("3 of 4 runs done, 1 failed; "), again.out());
        assertTrue(again.err().contains("dmsb: failed: broken, dqn, seed 1; see "), again.err());
    }

    @Test
    void oneRunOfASweepIsVerifiedByItsKeyAndNoneByAnAmbiguousOne() throws IOException {
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < 17; i++) { // of 17 keys two begin with the same hexadecimal digit
            methods.append(i == 0 ? "" : ", ")
                    .append("{rule: constant=")
                    .append(1 + i)
                    .append('}');
        }
        Files.writeString(study, """
                experiments:
                  - name: many
                    set: {roundsPerEpisode: 5}
                    methods: [%s]
                    episodes: 1
                    curveEpisodes: 1
                    evaluationSeed: 7
                """.formatted(methods));
        assertEquals(0, dmsb("sweep", study, "--out", out).status());
        List<String> keys =
                runs().stream().map(run -> String.valueOf(run.getFileName())).toList();
        assertEquals(17, keys.size());
        CommandRun one = dmsb("verify", out, "--key", keys.get(0));
        assertTrue(one.out().startsWith("All hashes hold: 1 run, "), one.out() + one.err());
        String shared = "0123456789abcdef"
                .chars()
                .mapToObj(digit -> String.valueOf((char) digit))
                .filter(digit ->
                        keys.stream().filter(key -> key.startsWith(digit)).count() > 1)
                .findFirst()
                .orElseThrow();
        long sharing = keys.stream().filter(key -> key.startsWith(shared)).count();
        CommandRun several = dmsb("verify", out, "--key", shared);
        assertEquals(2, several.status());
        assertTrue(
                several.err()
                        .startsWith("dmsb: --key: expected the key of one run that is done in " + out + ", got "
                                + shared + ", which " + sharing + " begin with"),
                several.err());
        CommandRun none = dmsb("verify", out, "--key", "x");
        assertEquals(2, none.status());
        assertTrue(none.err().contains("got x, which none has"), none.err());
    }

    @Test
    void whatIsMistypedIsRefused() throws IOException {
        CommandRun none = dmsb("sweep", folder.resolve("none.yaml"), "--out", out);
        assertEquals(2, none.status());
        Files.writeString(study, TINY.replace("steps", "stepps"));
        CommandRun key = dmsb("sweep", study, "--out", out);
        assertEquals(2, key.status());
        assertTrue(
                key.err().startsWith("dmsb: study.yaml: experiments[0]: key 'stepps' is unknown; expected one of"),
                key.err());
        assertFalse(Files.exists(out));
        assertEquals(2, dmsb("sweep", study, "--out", out, "--jobs", 0).status());
        assertEquals(2, dmsb("sweep", study, "--out", out, "--engine", "abacus").status());
        assertEquals(2, dmsb("verify", folder).status());
        assertEquals(2, dmsb("verify", folder, "--sample", 0).status());
        Files.writeString(folder.resolve("manifest.json"), "{\"command\": \"train\", \"command\": \"run\"}");
        CommandRun twice = dmsb("verify", folder);
        assertEquals(2, twice.status());
        assertTrue(twice.err().contains("Duplicate field 'command'"), twice.err());
    }
}
