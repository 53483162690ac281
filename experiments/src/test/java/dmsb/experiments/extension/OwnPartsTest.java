package dmsb.experiments.extension;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.cli.CommandRun;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Checkpointing;
import dmsb.experiments.run.Manifest;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.RunStoppedException;
import dmsb.experiments.run.TrainingRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule, an agent, a reward, an observation and a channel that are no part of the project: those of the example. */
class OwnPartsTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "own-parts");

    @TempDir
    private static Path shared = Path.of("");

    @TempDir
    Path folder;

    private static String done(Object... words) {
        CommandRun ran = dmsb(words);
        assertEquals(0, ran.status(), ran.err() + ran.out());
        return ran.out();
    }

    private static String refused(Object... words) {
        CommandRun ran = dmsb(words);
        assertEquals(2, ran.status(), ran.err() + ran.out());
        assertEquals(1, ran.err().lines().count(), ran.err());
        return ran.err().strip();
    }

    @BeforeAll
    static void compile() throws IOException {
        compile(EXAMPLE.resolve("mine"), classes());
    }

    private static Path classes() {
        return shared.resolve("classes");
    }

    private static void compile(Path sources, Path target) throws IOException {
        List<String> words = new ArrayList<>(List.of("-proc:none", "-d", target.toString(), "-cp"));
        words.add(System.getProperty("java.class.path"));
        try (Stream<Path> files = Files.list(sources)) {
            files.map(Path::toString).forEach(words::add);
        }
        assertEquals(
                0, ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new)), "javac");
    }

    /** The example's study, with less to do. */
    private Path study() throws IOException {
        String text = Files.readString(EXAMPLE.resolve("study.yaml"))
                .replaceAll("roundsPerEpisode: \\d+", "roundsPerEpisode: 20")
                .replaceAll("steps: .*", "steps: 300")
                .replaceAll("evaluations: .*", "evaluations: 1")
                .replaceAll("curveEpisodes: .*", "curveEpisodes: 1")
                .replaceAll("episodes: .*", "episodes: 2");
        return Files.writeString(folder.resolve("study.yaml"), text);
    }

    private Path swept() throws IOException {
        Path out = folder.resolve("out");
        String last = done("sweep", study(), "--out", out, "--classpath", classes());
        assertTrue(last.startsWith("6 of 6 runs done, 0 failed"), last);
        return out;
    }

    private static Path runOf(Path out, String method) throws IOException {
        return Files.readString(out.resolve("runs.csv"))
                .lines()
                .filter(line -> line.contains("," + method + ","))
                .map(line -> out.resolve("runs").resolve(line.split(",", -1)[3]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStudyWithAllFiveIsVerifiedReportedAndAudited() throws IOException {
        Path out = swept();
        String verified = done("verify", out, "--classpath", classes());
        assertTrue(verified.startsWith("All hashes hold: 6 runs"), verified);
        done("report", out, "--baseline", "my rule"); // without the classes: a report reads, it runs nothing
        String summary = Files.readString(out.resolve("summary.csv"));
        List<String> header = List.of(summary.lines().findFirst().orElseThrow().split(",", -1));
        List<String> row = List.of(summary.lines()
                .filter(line -> line.contains(",my learner,"))
                .findFirst()
                .orElseThrow()
                .split(",", -1));
        assertEquals("0.05", row.get(header.indexOf("learner.step")), summary);
        assertTrue(row.get(header.indexOf("agent")).startsWith("class=mine.Linear#"), summary);
        assertTrue(row.get(header.indexOf("reward")).startsWith("class=mine.InTime#"), summary);
        assertTrue(row.get(header.indexOf("observation")).startsWith("class=mine.FewNumbers#"), summary);
        String manifest = Files.readString(runOf(out, "my learner").resolve("manifest.json"));
        for (String name : List.of("Linear", "FewNumbers", "InTime", "FlatLand")) {
            assertTrue(manifest.contains("\"class=mine." + name + "#"), name + " in " + manifest);
        }
        String audited = done(
                "audit",
                "--model",
                runOf(out, "my learner").resolve("model.safetensors"),
                "--classpath",
                classes(),
                "--class",
                "mine.Linear",
                "--class",
                "class=mine.FewNumbers",
                "--class",
                "mine.FlatLand",
                "--episodes",
                1);
        assertTrue(audited.contains("no misreport gains anything within a round"), audited);
    }

    @Test
    void whatIsDeployedIsWhatWasMeasured() throws IOException {
        Path out = swept();
        for (String method : List.of("my learner", "DQN on my numbers")) {
            Path run = runOf(out, method);
            Path again = folder.resolve(method + ".csv");
            done(
                    "evaluate",
                    "--model",
                    run.resolve("model.safetensors"),
                    "--classpath",
                    classes(),
                    "--class",
                    "mine.Linear",
                    "--class",
                    "mine.FewNumbers",
                    "--class",
                    "mine.FlatLand",
                    "--episodes",
                    2,
                    "--seed",
                    7,
                    "--out",
                    again);
            assertEquals(Files.readString(run.resolve("evaluation.csv")), Files.readString(again), method);
        }
    }

    @Test
    void aModelsFileByItselfMakesNoClassRun() throws IOException {
        Path model = runOf(swept(), "my learner").resolve("model.safetensors");
        String end = ", as a file by itself makes no class run, got ";
        assertEquals(
                "dmsb: model key 'agent': expected --classpath and --class mine.Linear" + end + "no class path",
                refused("evaluate", "--model", model));
        assertEquals(
                "dmsb: model key 'agent': expected --classpath and --class mine.Linear" + end + "no --class",
                refused("evaluate", "--model", model, "--classpath", classes()));
        assertEquals(
                "dmsb: model key 'observationClass': expected --classpath and --class mine.FewNumbers" + end
                        + "--class [mine.Linear]",
                refused("evaluate", "--model", model, "--classpath", classes(), "--class", "mine.Linear"));
        assertTrue(refused(
                        "evaluate",
                        "--model",
                        model,
                        "--classpath",
                        classes(),
                        "--class",
                        "mine.Linear",
                        "--class",
                        "mine.FewNumbers")
                .startsWith("dmsb: scenario key 'groundChannel': expected --classpath and --class mine.FlatLand"));
        assertEquals(
                "dmsb: --class: expected together with --classpath only, got mine.Linear",
                refused("evaluate", "--model", model, "--class", "mine.Linear"));
        assertTrue(refused("clear", "--bids", model, "--model", model).contains("makes no class run"));
        Path scenario = Files.writeString(folder.resolve("s.yaml"), "kind: town\nuavChannel: class=mine.FlatLand\n");
        assertTrue(refused("simulate", "--scenario", scenario, "--out", folder.resolve("x.csv"))
                .startsWith("dmsb: scenario key 'uavChannel': expected --classpath and --class mine.FlatLand"));
    }

    @Test
    void aTrainingThatIsStoppedGoesOnToTheSameBytes() throws IOException {
        Path run = runOf(swept(), "my learner");
        TrainingRun training =
                TrainingRun.of(Manifest.read(run).configuration(), OwnClasses.of(String.valueOf(classes())));
        Path again = folder.resolve("again");
        AtomicInteger asked = new AtomicInteger();
        assertThrows(
                RunStoppedException.class,
                () -> training.run(
                        again,
                        1,
                        new Checkpointing(100, false, false, () -> asked.incrementAndGet() > 1, note -> {}),
                        Progress.SILENT));
        training.run(again, 1, Checkpointing.RESUMING, Progress.SILENT);
        for (String file : List.of("model.safetensors", "metrics.csv")) {
            assertArrayEquals(Files.readAllBytes(run.resolve(file)), Files.readAllBytes(again.resolve(file)), file);
        }
    }

    @Test
    void aTrainingDoesNotGoOnWithAnotherReward() throws IOException {
        Object[] training = {
            "train",
            "--agent",
            "class=mine.Linear",
            "--observation",
            "class=mine.FewNumbers",
            "--classpath",
            classes(),
            "--steps",
            200,
            "--evaluations",
            1,
            "--curve-episodes",
            1,
            "--set",
            "roundsPerEpisode=20",
            "--keep-checkpoint",
            "--out",
            folder.resolve("run")
        };
        done(with(training, "--reward", "class=mine.InTime"));
        assertTrue(refused(with(training, "--resume")).contains("--resume: key 'reward': expected class=mine.InTime#"));
    }

    private static Object[] with(Object[] words, Object... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
    }

    @Test
    void aRewardAndAnObservationChangeWhatIsLearned() throws IOException {
        byte[] plain = trained("plain");
        byte[] rewarded = trained("rewarded", "--reward", "class=mine.InTime");
        assertNotEquals(plain.length, trained("seen", "--observation", "class=mine.FewNumbers").length);
        assertEquals(plain.length, rewarded.length);
        assertTrue(!Arrays.equals(plain, rewarded), "other rewards, other weights");
    }

    private byte[] trained(String name, Object... more) throws IOException {
        Path out = folder.resolve(name);
        Object[] words = {
            "train",
            "--agent",
            "dqn",
            "--learner",
            "raw",
            "--steps",
            150,
            "--evaluations",
            1,
            "--curve-episodes",
            1,
            "--set",
            "roundsPerEpisode=20",
            "--set",
            "hidden=8",
            "--set",
            "firstUpdate=50",
            "--set",
            "batch=16",
            "--classpath",
            classes(),
            "--out",
            out
        };
        done(with(words, more));
        return Files.readAllBytes(out.resolve("model.safetensors"));
    }

    @Test
    void whatIsOfAnotherKindIsRefusedInOneLine() {
        Object[] train = {"train", "--classpath", classes(), "--out", folder.resolve("run")};
        assertEquals(
                "dmsb: reward class mine.FlatLand: expected a class that implements Reward, got another class",
                refused(with(train, "--reward", "class=mine.FlatLand")));
        assertEquals(
                "dmsb: observation class mine.InTime: expected a class that implements Observation, got another class",
                refused(with(train, "--observation", "class=mine.InTime")));
        assertEquals(
                "dmsb: agent class mine.InTime: expected a class that implements LearnerConfig, got another class",
                refused(with(train, "--agent", "class=mine.InTime")));
        assertEquals(
                "dmsb: channel class mine.InTime: expected a class that implements Channel, got another class",
                refused(with(train, "--scenario", "town", "--set", "uavChannel=class=mine.InTime")));
        assertEquals("dmsb: reward: expected class=NAME, got surplus", refused(with(train, "--reward", "surplus")));
        assertTrue(refused(with(train, "--observation", "class=mine.FewNumbers", "--set", "observation=current-bids"))
                .contains("observation: expected past-bids beside an observation of one's own"));
    }

    @Test
    void aJarThatIsBuiltAgainHasTheSameHashAndAChangedOneAnother() throws IOException {
        String name = "class=mine.InTime";
        String first = OwnClasses.of(String.valueOf(jar("one.jar", 1e11, ""))).identified(name);
        assertEquals(
                first, OwnClasses.of(String.valueOf(jar("two.jar", 1e12, ""))).identified(name));
        OwnClasses changed = OwnClasses.of(String.valueOf(jar("three.jar", 1e11, "x")));
        assertNotEquals(first, changed.identified(name));
        String message = String.valueOf(
                assertThrows(UsageException.class, () -> changed.agents(first)).getMessage());
        assertTrue(message.startsWith("--classpath: expected the classes with hash "), message);
    }

    private Path jar(String name, double modified, String note) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> classes = Files.walk(classes())) {
            for (Path path : classes.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(classes().relativize(path).toString());
                entry.setTime((long) modified);
                zip.putNextEntry(entry);
                zip.write(Files.readAllBytes(path));
            }
            zip.putNextEntry(new ZipEntry("note.txt"));
            zip.write(note.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
