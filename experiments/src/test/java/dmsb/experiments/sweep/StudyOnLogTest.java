package dmsb.experiments.sweep;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.Sha256;
import dmsb.experiments.cli.CommandRun;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Rules;
import dmsb.experiments.sweep.RunFolder.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A study whose market is a log of another form: auctions of one to four bidders, read through a mapping. */
class StudyOnLogTest {
    private static final String MAPPING = """
            form: long
            auction: tender
            bid: ask
            bidders: 4
            better: low
            reserve: limit
            outside: 0.9 * reserve
            """;

    private static final String LEARNER = "hidden: 8, batch: 16, firstUpdate: 50, evaluationChains: 2";

    @TempDir
    Path folder;

    private Path log = Path.of("");
    private Path study = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void writeTheLogAndTheStudy() throws IOException {
        log = folder.resolve("tenders.csv");
        study = folder.resolve("study.yaml");
        out = folder.resolve("out");
        writeLog(0);
        Files.writeString(folder.resolve("procurement.yaml"), MAPPING);
        writeStudy("{bids: " + log + ", mapping: procurement.yaml, trainingRows: 1-60, rhoQuantiles: true}");
    }

    private void writeLog(int more) throws IOException {
        RandomStream random = SeedTree.of(5).stream();
        StringBuilder rows = new StringBuilder("tender,limit,ask\n");
        for (int auction = 1; auction <= 100; auction++) {
            int bidders = 1 + random.nextInt(4);
            for (int n = 0; n < bidders; n++) {
                rows.append(auction + ",1000," + (600 + random.nextInt(400) + more) + "\n");
            }
        }
        Files.writeString(log, rows);
    }

    private void writeStudy(String logKey) throws IOException {
        Files.writeString(study, """
                experiments:
                  - name: tenders
                    log: LOG
                    set: {groundStations: [1, 4], roundsPerEpisode: 10, history: 2, actions: 5}
                    methods: [{rule: best-constant}, {rule: spa}, {name: DMSB, set: {LEARNER}}]
                    seeds: [1, 2]
                    steps: 120
                    evaluations: 2
                    curveEpisodes: 3
                    evaluationSeed: 7
                """.replace("LOG", logKey).replace("LEARNER", LEARNER));
    }

    private CommandRun sweep() {
        return dmsb("sweep", study, "--out", out, "--jobs", 1);
    }

    private Path done(String method) {
        StudyRow row = new SweepFolder(out)
                .table().rows().stream()
                        .filter(one -> one.method().equals(method))
                        .findFirst()
                        .orElseThrow();
        return new SweepFolder(out).run(row.key());
    }

    private static void assertSameBytes(Path expected, Path got) throws IOException {
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(got), expected + " and " + got);
    }

    private String onLog() {
        return " --bids " + log + " --mapping " + folder.resolve("procurement.yaml")
                + " --set roundsPerEpisode=10 --set history=2 --set actions=5 --set groundStations=[1,4]";
    }

    private static void command(String words) {
        CommandRun ran = dmsb(words.split(" ", -1));
        assertEquals(0, ran.status(), ran.err());
    }

    @Test
    void aStudyOnALogHasTheBytesOfTheCommandsOnTheSameRows() throws IOException {
        CommandRun ran = sweep();
        assertEquals(0, ran.status(), ran.err());
        Path single = folder.resolve("single");
        command("train --rho-quantiles --rows 1-60 --steps 120 --evaluations 2 --curve-episodes 3 --seed 1" + onLog()
                + " --set " + LEARNER.replace(": ", "=").replace(", ", " --set ") + " --out " + single);
        assertSameBytes(single.resolve("metrics.csv"), done("DMSB").resolve("metrics.csv"));
        assertSameBytes(single.resolve("model.safetensors"), done("DMSB").resolve("model.safetensors"));
        Path episodes = folder.resolve("episodes.csv");
        command("evaluate --model " + single.resolve("model.safetensors") + " --seed 7 --rows 61- --bids " + log
                + " --mapping " + folder.resolve("procurement.yaml") + " --out " + episodes);
        assertSameBytes(episodes, done("DMSB").resolve("evaluation.csv"));
        command("evaluate --rule best-constant --seed 7 --rows 61- --training-rows 1-60 --rho-quantiles" + onLog()
                + " --out " + episodes);
        assertSameBytes(episodes, done("best-constant").resolve("evaluation.csv"));
        CommandRun reported = dmsb("report", out);
        assertEquals(0, reported.status(), reported.err());
        assertTrue(
                Files.readString(out.resolve("report.html"))
                        .contains(
                                "The market is the log tenders.csv: rows 1-60 are learned from, rows 61- are held out. The surplus is an estimate in at"));
        CommandRun verified = dmsb("verify", out, "--jobs", 1);
        assertEquals(0, verified.status(), verified.out() + verified.err());
    }

    @Test
    void theCopyOfTheStudyInTheFolderGoesOnWithIt() throws IOException {
        assertEquals(0, sweep().status());
        assertEquals(MAPPING, Files.readString(out.resolve("procurement.yaml")));
        RunFolder.delete(done("spa"));
        CommandRun ran = dmsb("sweep", out.resolve("study.yaml"), "--out", out, "--jobs", 1);
        assertTrue(ran.out().startsWith("4 of 4 runs done"), ran.out() + ran.err());
    }

    @Test
    void aChangedLogIsRefusedByName() throws IOException {
        assertEquals(0, sweep().status());
        Run run = Study.read(study, Rules.BUILT_IN).runs().values().iterator().next();
        String description = run.description();
        assertEquals(run, Run.parse(description));
        String before = Sha256.hex(Files.readAllBytes(log));
        writeLog(1);
        String now = Sha256.hex(Files.readAllBytes(log));
        assertNotEquals(
                run.key(),
                Study.read(study, Rules.BUILT_IN)
                        .runs()
                        .values()
                        .iterator()
                        .next()
                        .key());
        CommandRun again = sweep();
        assertEquals(2, again.status());
        assertTrue(
                again.err()
                        .contains("key 'logSha256.tenders.csv': expected \"" + before + "\" as recorded, got \"" + now
                                + "\"; --replace gives them up"),
                again.err());
        CommandRun verified = dmsb("verify", out, "--key", run.key());
        assertTrue(
                verified.out()
                        .contains("log.bids: expected the file with SHA-256 " + before + ", got " + log + ": " + now),
                verified.out() + verified.err());
    }

    @Test
    void anotherMappingIsAnotherRun() throws IOException {
        List<String> keys =
                new ArrayList<>(Study.read(study, Rules.BUILT_IN).runs().keySet());
        Files.writeString(folder.resolve("procurement.yaml"), MAPPING.replace("0.9", "0.8"));
        keys.retainAll(Study.read(study, Rules.BUILT_IN).runs().keySet());
        assertEquals(List.of(), keys);
    }

    @Test
    void aRunThatFindsNoLogFailsAndTheOthersGoOn() throws Exception {
        Study plan = Study.read(study, Rules.BUILT_IN);
        Files.delete(log);
        Run run = plan.runs().values().iterator().next();
        Path place = folder.resolve("run");
        assertEquals(
                "--bids: expected a file, got " + log + ", which does not exist",
                RunFolder.attempt(run, place, Rules.BUILT_IN, (done, detail) -> {})
                        .orElseThrow());
        assertEquals(Status.FAILED, RunFolder.status(place, run));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {bids: L, trainingRows: 1-60, rows: 50-}|log: rows: expected none of the rows 1-60 that are learned from, got 50-
            {bids: L, trainingRows: 1-}|log: key 'trainingRows': expected rows with an end, as those after it are held out, got 1-
            {bids: none.csv, trainingRows: 1-60}|log: bids: expected a file, got none.csv, which does not exist
            {bids: L, trainingRows: 1-60, mapping: none.yaml}|log: expected a file beside the study, got none.yaml, which does not exist
            {bids: L, trainingRows: x}|log: rows: expected a range of row numbers from 1, like 1-1000, 1001- or -1000, got x
            {bids: L, trainingRows: 1-60, rhoQuantile: true}|log: key 'rhoQuantile' is unknown
            {bids: L, trainingRows: 1-60, rhoQuantiles: 3}|log: key 'rhoQuantiles': expected true or false, got 3
            {bids: L, mapping: procurement.yaml, trainingRows: 1-99}|log: expected a market of more than 2 rows
            """)
    void whatDoesNotGoIsToldBeforeAnythingRuns(String key, String told) throws IOException {
        writeStudy(key.replace("L,", log + ","));
        UsageException e = assertThrows(UsageException.class, () -> Study.read(study, Rules.BUILT_IN));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(told), message);
        assertTrue(message.startsWith("study.yaml: experiments[0]"), message);
        assertEquals(message.indexOf("experiments[0]"), message.lastIndexOf("experiments[0]"), message);
    }
}
