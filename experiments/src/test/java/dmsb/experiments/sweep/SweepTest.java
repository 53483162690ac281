package dmsb.experiments.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Metric;
import dmsb.core.tensorfile.Sha256;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.RunLock;
import dmsb.experiments.sweep.RunFolder.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final String TINY = """
            defaults:
              set: {roundsPerEpisode: 20}
              seeds: [1, 2]
              steps: 200
              evaluations: 1
              curveEpisodes: 1
              episodes: 3
              evaluationSeed: 7
            experiments:
              - name: stations
                vary: {groundStations: [3, 4]}
                methods: [{rule: lagged-reserve}, {name: DMSB, set: {hidden: 8, batch: 16, firstUpdate: 50}}]
              - name: rules
                methods: [{rule: lagged-reserve}, {rule: greedy}]
            """;

    /** A learner on a market without a link, where there is nothing to learn. */
    private static final String BROKEN = """
              - name: broken
                methods: [{agent: dqn, scenarioSet: {channelGainDb: [-300, -300]}}, {rule: spa}]
            """;

    @TempDir
    Path folder;

    private SweepFolder sweep = new SweepFolder(Path.of(""));

    @BeforeEach
    void nameTheFolder() {
        sweep = new SweepFolder(folder.resolve("out"));
    }

    /** Remembers what was executed. */
    private static class Log implements Sweep.Audience, RunListener {
        private final List<String> executed = new ArrayList<>();

        @Override
        public RunListener open(List<Run> pending) {
            return this;
        }

        @Override
        public void progressed(Run run, long done, String detail) {}

        @Override
        public synchronized void finished(Run run) {
            executed.add(run.key());
        }

        @Override
        public synchronized void failed(Run run, String reason) {
            executed.add(run.key() + ": " + reason);
        }
    }

    private static List<String> run(String text, SweepFolder folder, int jobs) throws Exception {
        Log log = new Log();
        new Sweep(Study.parse(text, "study.yaml"), folder).run(new LocalEngine(jobs), log);
        return log.executed;
    }

    /** The hash of every file but those that depend on the machine. */
    private static Map<String, String> hashes(SweepFolder folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.path())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.path().relativize(file).toString();
                if (!name.endsWith("timing.csv") && !name.endsWith("manifest.json") && !name.endsWith("error.txt")) {
                    hashes.put(name, Sha256.hex(Files.readAllBytes(file)));
                }
            }
        }
        return hashes;
    }

    @Test
    void theNumberOfJobsChangesNothing() throws Exception {
        assertEquals(7, run(TINY, sweep, 1).size());
        SweepFolder other = new SweepFolder(folder.resolve("other"));
        assertEquals(7, run(TINY, other, 2).size());
        Map<String, String> hashes = hashes(sweep);
        assertEquals(hashes, hashes(other));
        assertEquals(7 + 2 * 4 + 3 + 2, hashes.size());
        RunTable table = sweep.table();
        assertEquals(8, table.rows().size());
        assertEquals(Study.parse(TINY, "study.yaml").rows(), table.rows());
        assertTrue(table.status().values().stream().allMatch(status -> status == Status.DONE));
    }

    @Test
    void onlyWhatIsMissingOrDamagedIsExecutedAgain() throws Exception {
        run(TINY, sweep, 2);
        Map<String, String> hashes = hashes(sweep);
        assertEquals(List.of(), run(TINY, sweep, 2));
        List<String> keys = List.copyOf(Study.parse(TINY, "study.yaml").runs().keySet());
        RunFolder.delete(sweep.run(keys.get(0)));
        Path model = sweep.run(keys.get(2)).resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(model, bytes);
        Files.delete(sweep.run(keys.get(3)).resolve("evaluation.csv"));
        Path manifest = sweep.run(keys.get(4)).resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"seed\" : ", "\"seed\" : 1"));
        Path half = Files.createDirectories(sweep.runs().resolve("." + keys.get(0) + ".1-1.tmp"));
        Files.writeString(half.resolve("metrics.csv"), "half");
        List<String> executed = run(TINY, sweep, 2);
        assertEquals(
                Stream.of(0, 2, 3, 4).map(keys::get).sorted().toList(),
                executed.stream().sorted().toList());
        assertEquals(hashes, hashes(sweep));
        try (Stream<Path> left = Files.list(sweep.runs())) {
            assertEquals(7, left.count());
        }
    }

    @Test
    void aRunThatFailsIsMarkedAndTheOthersGoOn() throws Exception {
        List<String> executed = run(TINY + BROKEN, sweep, 2);
        assertEquals(7 + 3, executed.size());
        List<StudyRow> failed = sweep.table().rows().stream()
                .filter(row -> sweep.table().statusOf(row) == Status.FAILED)
                .toList();
        assertEquals(
                List.of("dqn", "dqn"), failed.stream().map(StudyRow::method).toList());
        String error = Files.readString(sweep.run(failed.get(0).key()).resolve(RunFolder.ERROR));
        assertTrue(
                error.startsWith("scenario: expected a market in which serving is worth something, got a mean"), error);
        assertEquals(2, run(TINY + BROKEN, sweep, 2).size());
        Log log = new Log(); // without what is done of the other experiment
        new Sweep(Study.parse(TINY, "study.yaml"), sweep, true).run(new LocalEngine(2), log);
        assertEquals(List.of(), log.executed);
    }

    @Test
    void anEvaluationIsReadBackAsItWas() throws Exception {
        run(TINY, sweep, 2);
        StudyRow row = sweep.table().rows().get(0);
        Run run = Objects.requireNonNull(Study.parse(TINY, "study.yaml").runs().get(row.key()));
        double[] expected = new HeldOut(run.scenario(), 7, 3)
                .rule(Rules.BUILT_IN, "lagged-reserve", Progress.SILENT)
                .of(Metric.SURPLUS);
        assertArrayEquals(expected, Run.evaluation(sweep.run(row.key())).of(Metric.SURPLUS));
    }

    @Test
    void twoSweepsAreNotAtWorkInOneFolder() throws Exception {
        try (RunLock lock = RunLock.of(sweep.path())) {
            assertNotNull(lock);
            UsageException e = assertThrows(UsageException.class, () -> run(TINY, sweep, 1));
            assertTrue(String.valueOf(e.getMessage()).contains("no other run writes to"), e.toString());
        }
        assertEquals(7, run(TINY, sweep, 2).size());
    }

    @Test
    void aSweepThatIsInterruptedLeavesNoHalfRun() throws Exception {
        Study study = Study.parse(TINY, "study.yaml");
        List<Thread> caller = List.of(Thread.currentThread());
        Sweep.Audience interrupter = pending -> new RunListener() {
            @Override
            public void progressed(Run run, long done, String detail) {}

            @Override
            public void finished(Run run) {
                caller.get(0).interrupt();
            }

            @Override
            public void failed(Run run, String reason) {}
        };
        assertThrows(InterruptedException.class, () -> new Sweep(study, sweep).run(new LocalEngine(1), interrupter));
        for (Map.Entry<String, Run> run : study.runs().entrySet()) {
            Path place = sweep.run(run.getKey());
            assertEquals(Files.exists(place) ? Status.DONE : Status.PENDING, RunFolder.status(place, run.getValue()));
        }
    }

    @Test
    void twoExecutionsOfOneRunAtOnceLeaveOne() throws Exception {
        Run run = Study.parse(TINY, "study.yaml").runs().values().iterator().next();
        Path place = sweep.run(run.key());
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    RunFolder.execute(run.description(), place, Rules.BUILT_IN, Progress.SILENT);
                } catch (IOException | RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
        assertEquals(Status.DONE, RunFolder.status(place, run));
        assertFalse(Files.exists(place.resolve(RunFolder.ERROR)));
    }

    /** A learner with one checkpoint on its way. */
    private static final String LONGER = """
            defaults: {set: {roundsPerEpisode: 20}, seeds: [1], evaluationSeed: 7, episodes: 3}
            experiments:
              - name: longer
                steps: 27000
                evaluations: 2
                curveEpisodes: 1
                methods: [{agent: dqn, set: {hidden: 8, batch: 8, firstUpdate: 50}}]
            """;

    /** Interrupts a run once it has done so much. */
    private NavigableSet<Long> sweepUntil(long done) throws Exception {
        NavigableSet<Long> seen = new TreeSet<>();
        Sweep.Audience audience = pending -> new Log() {
            @Override
            public void progressed(Run run, long steps, String detail) {
                seen.add(steps);
                if (steps >= done) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        new Sweep(Study.parse(LONGER, "study.yaml"), sweep).run(new LocalEngine(1), audience);
        return seen;
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> left = Files.list(sweep.runs())) {
            return left.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    @Test
    void aRunThatWasStoppedGoesOnFromItsCheckpoint() throws Exception {
        SweepFolder whole = new SweepFolder(folder.resolve("whole"));
        run(LONGER, whole, 1);
        String key =
                Study.parse(LONGER, "study.yaml").runs().keySet().iterator().next();
        Files.createDirectories(sweep.runs()
                .resolve("." + "0".repeat(Run.KEY_LENGTH) + ".unfinished")
                .resolve("training"));
        sweepUntil(26_000);
        assertEquals(List.of("." + key + ".unfinished"), folders());
        NavigableSet<Long> seen = sweepUntil(Long.MAX_VALUE);
        assertTrue(seen.first() > 25_000, seen::toString);
        assertEquals(List.of(key), folders());
        assertEquals(hashes(whole), hashes(sweep));
    }

    @Test
    void whatCannotBeGoneOnFromIsForgotten() throws Exception {
        Run run = Study.parse(LONGER, "study.yaml").runs().values().iterator().next();
        Path training = sweep.runs().resolve("." + run.key() + ".unfinished").resolve("training");
        Files.createDirectories(training.resolve("checkpoint"));
        Files.writeString(training.resolve("checkpoint").resolve("current.sha256"), "damaged");
        List<String> executed = run(LONGER, sweep, 1);
        assertTrue(executed.get(0).contains("current.sha256"), executed::toString);
        assertEquals(List.of(run.key()), run(LONGER, sweep, 1));
        assertEquals(List.of(run.key()), folders());
    }

    @Test
    void whatIsNotTheSweepsIsNeverRemoved() throws Exception {
        List<Path> foreign = new ArrayList<>();
        Path photos = Files.createDirectories(folder.resolve("photos"));
        foreign.add(Files.writeString(photos.resolve("metrics.csv"), "mine"));
        String key = "0".repeat(Run.KEY_LENGTH);
        for (String name : List.of(".note.tmp", "." + key + ".tmp", "." + key + ".1-1.tmp", ".mine.unfinished")) {
            Path place = Files.createDirectories(sweep.runs().resolve(name));
            foreign.add(Files.writeString(place.resolve("photo.jpg"), "mine"));
        }
        Files.createSymbolicLink(sweep.runs().resolve("." + key + ".2-2.tmp"), photos);
        Files.createSymbolicLink(sweep.runs().resolve("." + key + ".unfinished"), photos);
        run(TINY, sweep, 2);
        for (Path file : foreign) {
            assertEquals("mine", Files.readString(file), file::toString);
        }
    }

    @Test
    void aRunsFolderWithAForeignFileIsNotReplaced() throws Exception {
        run(TINY, sweep, 2);
        String key = Study.parse(TINY, "study.yaml").runs().keySet().iterator().next();
        Files.delete(sweep.run(key).resolve("evaluation.csv"));
        Path photo = Files.writeString(sweep.run(key).resolve("photo.jpg"), "mine");
        IOException e = assertThrows(IOException.class, () -> run(TINY, sweep, 1));
        assertTrue(String.valueOf(e.getMessage()).contains("photo.jpg"), e::toString);
        assertEquals("mine", Files.readString(photo));
    }

    @Test
    void aForeignStudyOrTableIsRefusedByName() throws Exception {
        for (String name : List.of("study.yaml", "runs.csv")) {
            SweepFolder place = new SweepFolder(Files.createDirectories(folder.resolve("of " + name)));
            Path file = Files.writeString(place.path().resolve(name), "mine\n");
            UsageException e = assertThrows(UsageException.class, () -> run(TINY, place, 1));
            assertTrue(String.valueOf(e.getMessage()).contains(name), e::toString);
            assertEquals("mine\n", Files.readString(file));
        }
        Files.createDirectories(sweep.path());
        Files.writeString(sweep.path().resolve("study.yaml"), TINY);
        assertEquals(7, run(TINY, sweep, 2).size());
    }

    @Test
    void aSweepOfOneRunLeavesTheStandingOfTheOthersAsItIs() throws Exception {
        String text = TINY + BROKEN;
        Study study = Study.parse(text, "study.yaml");
        run(text, sweep, 2);
        Map<String, Status> before = sweep.table().status();
        assertEquals(2, before.values().stream().filter(Status.FAILED::equals).count());
        String key = study.rows().get(0).key();
        Files.delete(sweep.run(key).resolve("evaluation.csv"));
        Log log = new Log();
        Sweep one = new Sweep(study, sweep, false, key.substring(0, 12));
        assertTrue(one.asksFor(key));
        assertFalse(one.asksFor(study.rows().get(1).key()));
        one.run(new LocalEngine(1), log);
        assertEquals(List.of(key), log.executed);
        assertEquals(before, sweep.table().status());
    }

    @Test
    void aKeyIsFoundByItsFirstDigitsIfNoOtherBeginsWithThem() {
        List<String> keys = List.of("ab01", "ab02", "cd03", "cd03");
        assertEquals("ab02", RunKey.of("--key", "ab02", keys, "run"));
        assertEquals("cd03", RunKey.of("--key", "c", keys, "run"));
        UsageException several = assertThrows(UsageException.class, () -> RunKey.of("--key", "ab", keys, "run"));
        assertEquals("--key: expected the key of one run, got ab, which 2 begin with", several.getMessage());
        UsageException none = assertThrows(UsageException.class, () -> RunKey.of("--only", "e", keys, "run"));
        assertEquals("--only: expected the key of one run, got e, which none has", none.getMessage());
    }

    @Test
    void aStudyThatLeavesOutWhatIsDoneIsRefusedByTheFirstKeyThatDiffers() throws Exception {
        run(TINY, sweep, 2);
        Map<String, String> before = hashes(sweep);
        String other = TINY.replace("steps: 200", "steps: 300");
        UsageException e = assertThrows(UsageException.class, () -> run(other, sweep, 2));
        assertEquals(
                "--out: expected a study with all that is done in " + sweep.path()
                        + ", got one without 4 rows of it, the first of them stations, DMSB, groundStations 3, seed 1:"
                        + " key 'steps': expected 200 as recorded, got 300; --replace gives them up",
                e.getMessage());
        String fewer = TINY.replace("seeds: [1, 2]", "seeds: [1]");
        UsageException without = assertThrows(UsageException.class, () -> run(fewer, sweep, 2));
        assertTrue(String.valueOf(without.getMessage()).contains("the study has no such row"), without::toString);
        assertEquals(before, hashes(sweep));
        String more = TINY.replace("seeds: [1, 2]", "seeds: [1, 2, 3]");
        assertEquals(2, run(more, sweep, 2).size());
        Log log = new Log();
        new Sweep(Study.parse(other, "study.yaml"), sweep, true).run(new LocalEngine(2), log);
        assertEquals(4, log.executed.size());
    }
}
