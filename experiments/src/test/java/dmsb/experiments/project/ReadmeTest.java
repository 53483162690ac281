package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.experiments.cli.Main;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.TrainingRun;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.LearnerConfig;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The README's and the guides' Java is compiled and run as it stands there. A whole program prints what stands below it if
 * something does. A fragment is what an embedding program does: it is compiled within a method and run in a JVM of its own,
 * with default flags, on the embeddable jars alone, in a folder with a trained model; it prints nothing, as nobody asks it to.
 */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE =
            Pattern.compile("```java\\R(?<code>.*?)```(?:\\s*```\\R(?<output>.*?)```)?", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile("^public class (?<name>\\w+)", Pattern.MULTILINE);
    private static final String CLASSES = System.getProperty("java.class.path");

    @TempDir
    private static Path home;

    @BeforeAll
    static void train() throws IOException {
        LearnerConfig small = DiffusionSacConfig.standard()
                .with(LearnerConfig.HIDDEN, 8)
                .with(LearnerConfig.BATCH, 8)
                .with(LearnerConfig.FIRST_UPDATE, 50)
                .with(LearnerConfig.REPLAY_CAPACITY, 200);
        new TrainingRun(Scenario.preset("paper"), small, 100, 1, 1, 1).run(home.resolve("run"), 1, Progress.SILENT);
        String slots =
                "dense dense --rule softmax --steps 200 --training-episodes 3 --episodes 1 --set roundsPerEpisode=20"
                        + " --set hidden=8 --set batch=8 --set firstUpdate=50 --quiet --out " + home.resolve("models");
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        assertEquals(0, Main.run(told, told, List.of(), slots.split(" ", -1)), told.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("dmsb.experiments.project.PagesTest#allPages")
    void javaCompilesAndPrintsWhatStandsBelowIt(Path page, @TempDir Path folder) throws Exception {
        Matcher matcher = CODE.matcher(Files.readString(ROOT.resolve(page)));
        int number = 0;
        while (matcher.find()) {
            Path own = Files.createDirectory(folder.resolve(Integer.toString(number++)));
            Matcher program = PROGRAM.matcher(matcher.group("code"));
            if (program.find()) {
                compile(CLASSES, own, program.group("name"), matcher.group("code"));
                String printed = run(own, program.group("name"));
                String output = matcher.group("output");
                assertTrue(!printed.isEmpty(), page + ": prints nothing");
                assertTrue(output == null || output.equals(printed), page + ": prints\n" + printed);
            } else {
                String embeddable = EmbeddableJarsTest.download().values().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
                compile(embeddable, own, "Fragment", fragment(matcher.group("code")));
                assertEquals("", printedByOwnJvm(embeddable + File.pathSeparator + own), page.toString());
            }
        }
        assertTrue(number > 0 || !page.toString().contains("guide-engineer"), "code is found");
    }

    private static String fragment(String code) {
        StringBuilder source = new StringBuilder();
        for (String imported : List.of(
                "dmsb.auction",
                "dmsb.auction.dense",
                "dmsb.auction.evaluation",
                "dmsb.auction.market",
                "dmsb.auction.online",
                "dmsb.auction.round",
                "dmsb.auction.rule",
                "dmsb.auction.rule.filter",
                "dmsb.auction.rule.learned",
                "dmsb.core.checkpoint",
                "dmsb.core.random",
                "dmsb.core.tensorfile",
                "dmsb.nn.agent")) {
            source.append("import ").append(imported).append(".*;\n");
        }
        return source.append("import java.nio.file.Path;\nimport java.util.concurrent.*;\nclass Fragment {\n"
                        + "    public static void main(String[] args) throws Exception {\n")
                .append(code)
                .append("        System.exit(0); // a fragment may leave threads behind\n    }\n}\n")
                .toString();
    }

    /** Everything that a fragment prints, on both streams; the kernels are chosen, so nothing is logged of them. */
    private static String printedByOwnJvm(String path) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddmsb.kernels=plain",
                        "-cp",
                        path,
                        "Fragment")
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.contains("JAVA_OPTIONS") || name.contains("JAVA_TOOL"));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    private static void compile(String path, Path folder, String name, String code) throws IOException {
        Path source = folder.resolve(name + ".java");
        Files.writeString(source, code);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, errors, "-proc:none", "-cp", path, "-d", folder.toString(), source.toString());
        assertEquals(0, status, errors.toString(StandardCharsets.UTF_8) + code);
    }

    private static String run(Path folder, String name) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        Locale locale = Locale.getDefault();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Locale.setDefault(Locale.ROOT);
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
            Locale.setDefault(locale);
        }
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void theCounterexamplesOfTheGuideAreThoseThatAreFound(@TempDir Path folder) throws Exception {
        String guide = Files.readString(ROOT.resolve("docs/check-your-auction.md"));
        Matcher matcher = Pattern.compile("```java\\R(?<code>.*?)```.*?```\\R(?<some>.*?)```", Pattern.DOTALL)
                .matcher(guide);
        assertTrue(matcher.find(), "a program and some of what it prints");
        compile(CLASSES, folder, "CheckMyAuction", matcher.group("code"));
        List<String> printed = List.of(run(folder, "CheckMyAuction").split("\n", -1));
        for (String line : matcher.group("some").strip().split("\\R", -1)) {
            assertTrue(printed.contains(line), line + "\nis not in\n" + String.join("\n", printed));
        }
    }
}
