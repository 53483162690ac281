package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher {@code dmsb}, in a folder of its own and with a {@code java} and an {@code mvn} that record how they are called,
 * so nothing is built.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LauncherTest {
    private static final Path LAUNCHER = launcher();

    /** A java that tells its words and its environment. */
    private static final String JAVA = """
            #!/bin/bash
            echo "pid=$$" >&2
            for word; do printf '%s\\n' "$word"; done
            printf 'LC_ALL=%s\\nJAVA_TOOL_OPTIONS=%s\\n' "${LC_ALL:-}" "${JAVA_TOOL_OPTIONS:-}"
            exit "${STATUS:-0}"
            """;

    /** A java that says that it is there and stays, until a signal comes. */
    private static final String WAITING_JAVA = """
            #!/bin/bash
            trap 'exit 61' INT
            trap 'exit 62' TERM
            echo ready
            while :; do sleep 0.05; done
            """;

    /** An mvn that counts its calls, and for a while leaves half a jar. */
    private static final String MVN = """
            #!/bin/bash
            echo "$$" >>"$CALLS"
            mkdir -p "$ROOT/experiments/target/lib" "$ROOT/core/target/classes"
            printf half >"$ROOT/experiments/target/dmsb-experiments.jar"
            touch "$ROOT/core/target/classes/Half.class"
            while [ -e "$HOLD" ]; do sleep 0.05; done
            printf lib >"$ROOT/experiments/target/lib/library.jar"
            printf whole >"$ROOT/experiments/target/dmsb-experiments.jar"
            """;

    @TempDir
    private Path folder;

    private Path root = Path.of("");
    private Path home = Path.of("");

    private record Ran(int status, String out, String err) {
        private List<String> words() {
            return out.lines().toList();
        }
    }

    private static Path launcher() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("dmsb"))
                ? here.resolve("dmsb")
                : Objects.requireNonNull(here.getParent()).resolve("dmsb");
    }

    @BeforeEach
    void makeACloneAndAJava() throws IOException {
        root = Files.createDirectory(folder.resolve("clone"));
        Files.copy(LAUNCHER, root.resolve("dmsb"), StandardCopyOption.COPY_ATTRIBUTES);
        home = java("jdk", "17.0.1", JAVA);
        script(folder.resolve("bin/mvn"), MVN);
    }

    private Path java(String name, String version, String text) throws IOException {
        Path jdk = folder.resolve(name);
        script(jdk.resolve("bin/java"), text);
        Files.writeString(
                jdk.resolve("release"),
                "JAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base jdk.incubator.vector jdk.net\"\n");
        return jdk;
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }

    private void build() throws IOException {
        Path launch = Files.createDirectories(root.resolve("experiments/target/launch"));
        Files.writeString(launch.resolve("dmsb-experiments.jar"), "built");
        Files.writeString(launch.resolve("dmsb-experiments.jar.built"), "");
    }

    private Started start(Map<String, String> environment, String... words) throws IOException {
        // A build in the background, or under nohup, ignores these signals, and so would all that it starts.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP,INT"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> all = builder.environment();
        List.of("JAVA_TOOL_OPTIONS", "CDPATH", "LC_ALL", "LC_CTYPE", "LANG", "SPARK_HOME", "BASH_ENV")
                .forEach(all::remove);
        all.put("JAVA_HOME", home.toString());
        all.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        all.put("ROOT", root.toString());
        all.put("CALLS", folder.resolve("calls").toString());
        all.put("HOLD", folder.resolve("hold").toString());
        all.putAll(environment);
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process =
                builder.directory(folder.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        return new Started(process, err);
    }

    private Ran run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        return start(environment, words).end();
    }

    private record Started(Process process, Path err) {
        private Ran end() throws IOException, InterruptedException {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), out, Files.readString(err));
        }

        private void awaitWord(String word) throws IOException {
            StringBuilder line = new StringBuilder();
            while (!line.toString().equals(word + "\n")) {
                int next = process.getInputStream().read();
                assertTrue(next >= 0, "ended: " + Files.readString(err));
                line.append((char) next);
            }
        }

        private void awaitError(String part) throws IOException, InterruptedException {
            while (!Files.readString(err).contains(part)) {
                assertTrue(process.isAlive(), Files.readString(err));
                Thread.sleep(20);
            }
        }
    }

    private String launch() {
        return root.resolve("dmsb").toString();
    }

    private static void assertOneLine(Ran ran, int status, String part) {
        assertEquals(status, ran.status(), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().contains(part), ran.err());
        assertEquals("", ran.out());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 137})
    void theStatusIsThatOfTheJvm(int status) throws IOException, InterruptedException {
        build();
        assertEquals(
                status, run(Map.of("STATUS", String.valueOf(status)), launch()).status());
    }

    @Test
    void wordsArePassedOnAsTheyAre() throws IOException, InterruptedException {
        build();
        List<String> words = run(Map.of(), launch(), "", "two words", "*", "caf\u00e9", "@file")
                .words();
        int jar = words.indexOf("-jar");
        assertEquals(root.toRealPath() + "/experiments/target/launch/dmsb-experiments.jar", words.get(jar + 1));
        assertEquals(List.of("", "two words", "*", "caf\u00e9", "@file"), words.subList(jar + 2, jar + 7));
        assertEquals(List.of("--add-modules", "jdk.incubator.vector"), words.subList(jar - 2, jar));
    }

    @Test
    void theJvmTakesThePlaceOfTheLauncher() throws IOException, InterruptedException {
        build();
        Started started = start(Map.of(), launch());
        assertEquals("pid=" + started.process().pid(), started.end().err().strip());
    }

    @Test
    void aJvmWithoutTheVectorModuleIsStartedWithoutIt() throws IOException, InterruptedException {
        build();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"21\"\nMODULES=\"java.base jdk.net\"\n");
        assertFalse(run(Map.of(), launch()).words().contains("--add-modules"));
    }

    @Test
    void withoutJavaOneLineSaysSo() throws IOException, InterruptedException {
        build();
        Ran ran = run(Map.of("JAVA_HOME", folder.resolve("nowhere").toString()), launch());
        assertOneLine(ran, 1, "dmsb: expected Java 17 or newer, got no " + folder + "/nowhere/bin/java (JAVA_HOME is ");
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392", "11.0.2", "16"})
    void anOlderJavaIsNamedWithItsVersion(String version) throws IOException, InterruptedException {
        build();
        home = java("old", version, JAVA);
        assertOneLine(run(Map.of(), launch()), 1, "dmsb: expected Java 17 or newer, got " + version + ", " + home);
        Files.delete(home.resolve("release"));
        script(home.resolve("bin/java"), "#!/bin/bash\necho 'openjdk version \"" + version + "\"' >&2\n");
        assertOneLine(run(Map.of(), launch()), 1, "dmsb: expected Java 17 or newer, got " + version + ", " + home);
    }

    @Test
    void aJavaThatMayNotBeExecutedIsNoJava() throws IOException, InterruptedException {
        build();
        assertTrue(home.resolve("bin/java").toFile().setExecutable(false, false));
        assertOneLine(run(Map.of(), launch()), 1, "expected Java 17 or newer, got no ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJavaThatCannotBeStartedIsNamed(boolean release) throws IOException, InterruptedException {
        build();
        Files.write(home.resolve("bin/java"), new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2, 3});
        String complaint = "dmsb: Java cannot be started: " + home.resolve("bin/java");
        if (!release) { // then the launcher has to ask the java for its version
            Files.delete(home.resolve("release"));
            assertOneLine(run(Map.of(), launch()), 1, complaint);
            return;
        }
        Ran ran = run(Map.of(), launch());
        assertEquals(1, ran.status());
        assertTrue(ran.err().contains(home.resolve("bin/java") + ": cannot execute"), ran.err()); // of bash
    }

    @Test
    void itIsFoundThroughLinksAndWithCdpath() throws IOException, InterruptedException {
        build();
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("clone/dmsb"));
        Path second = Files.createSymbolicLink(folder.resolve("bin/dmsb"), first);
        String jar = root.toRealPath() + "/experiments/target/launch/dmsb-experiments.jar";
        for (String name : List.of(first.toString(), second.toString(), "dmsb", "clone/dmsb", "./first")) {
            String[] words = {"bash", "-c", name};
            Ran ran = run(Map.of("CDPATH", folder + ":/"), words);
            assertEquals(0, ran.status(), ran.err());
            assertTrue(ran.words().contains(jar), name + ": " + ran.out());
        }
    }

    @Test
    void theEnvironmentOfTheJvmIsTheUsers() throws IOException, InterruptedException {
        build();
        Ran ran = run(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g", "LC_ALL", "tr_TR.UTF-8"), launch());
        assertTrue(ran.words().containsAll(List.of("JAVA_TOOL_OPTIONS=-Xmx1g", "LC_ALL=tr_TR.UTF-8")), ran.out());
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL, C", "LC_ALL, POSIX", "LANG, C", "LC_CTYPE, C"})
    void theLocaleOfAsciiBecomesThatOfUtf8(String name, String locale) throws IOException, InterruptedException {
        build();
        Ran ran = run(Map.of(name, locale), launch());
        assertTrue(ran.words().contains("LC_ALL=C.UTF-8"), ran.out());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 61", "TERM, 62", "PIPE, 141", "USR1, 138"})
    void signalsToTheLauncherReachTheJvmAndBothEnd(String signal, int status) throws Exception {
        build();
        script(home.resolve("bin/java"), WAITING_JAVA);
        Started started = start(Map.of(), launch());
        started.awaitWord("ready");
        List<ProcessHandle> children = started.process().children().toList();
        assertEquals(
                0,
                run(Map.of(), "kill", "-" + signal, "" + started.process().pid())
                        .status());
        assertEquals(status, started.process().waitFor());
        assertTrue(children.size() <= 1); // the sleep of the java above
    }

    @Test
    void aTerminalGetsAllLinesButTheAnnouncement() throws IOException, InterruptedException {
        assumeTrue(run(Map.of(), "bash", "-c", "command -v script").status() == 0);
        build();
        script(home.resolve("bin/java"), """
                #!/bin/bash
                echo 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g' >&2
                echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2
                echo 'dmsb: a complaint' >&2
                for word; do case $word in -Ddmsb.filter=*) filter=${word#*=} ;; esac; done
                exec 2>&-
                while kill -0 "$filter" 2>/dev/null && [ "$(ps -o stat= -p "$filter")" != Z ]; do sleep 0.05; done
                """);
        Ran ran = run(Map.of(), "script", "-qec", launch(), "/dev/null");
        assertEquals(List.of("Picked up JAVA_TOOL_OPTIONS: -Xmx1g", "dmsb: a complaint"), ran.words());
    }

    @Test
    void twoLaunchersInAFreshCloneBuildOnce() throws IOException, InterruptedException {
        Path hold = Files.writeString(folder.resolve("hold"), "");
        Started first = start(Map.of(), launch());
        while (!Files.exists(folder.resolve("calls"))) {
            assertTrue(first.process().isAlive());
            Thread.sleep(20);
        }
        Started second = start(Map.of(), launch());
        second.awaitError("waiting for another build");
        Files.delete(hold);
        assertEquals(0, first.end().status());
        assertEquals(0, second.end().status());
        assertEquals(1, Files.readAllLines(folder.resolve("calls")).size());
        assertEquals("whole", Files.readString(root.resolve("experiments/target/launch/dmsb-experiments.jar")));
    }

    /** Between the end of Maven and its being waited for, the builder is one that has a dead child and is alive. */
    @Test
    void aBuildIsNotTakenFromALauncherWhoseMavenHasJustEnded() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        Path hold = Files.writeString(folder.resolve("hold"), "");
        Started first = start(Map.of(), launch());
        while (!Files.exists(root.resolve("experiments/target/dmsb-build.maven"))) {
            assertTrue(first.process().isAlive());
            Thread.sleep(20);
        }
        Started second = start(Map.of(), launch());
        second.awaitError("waiting for another build");
        String builder = String.valueOf(first.process().pid());
        assertEquals(0, run(Map.of(), "kill", "-STOP", builder).status());
        Files.delete(hold);
        Path maven = Path.of(
                "/proc",
                Files.readString(root.resolve("experiments/target/dmsb-build.maven"))
                        .strip(),
                "status");
        while (!Files.readString(maven).contains("State:\tZ")) {
            Thread.sleep(20);
        }
        Set<Long> sleeps = new HashSet<>();
        while (sleeps.size() < 3) { // so the second has looked at the lock twice since
            second.process().children().map(ProcessHandle::pid).forEach(sleeps::add);
            assertTrue(second.process().isAlive());
            Thread.sleep(20);
        }
        assertEquals(0, run(Map.of(), "kill", "-CONT", builder).status());
        assertEquals(0, first.end().status());
        assertEquals(0, second.end().status());
        assertEquals(1, Files.readAllLines(folder.resolve("calls")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "INT", "HUP"})
    void halfAJarOfABuildThatWasEndedIsNeverRun(String signal) throws Exception {
        Path hold = Files.writeString(folder.resolve("hold"), "");
        Started first = start(Map.of(), launch());
        Path half = root.resolve("core/target/classes/Half.class");
        while (!Files.exists(half)) {
            assertTrue(first.process().isAlive());
            Thread.sleep(20);
        }
        String maven = Files.readAllLines(folder.resolve("calls")).get(0);
        assertEquals(
                0,
                run(Map.of(), "kill", "-" + signal, "" + first.process().pid()).status());
        if (signal.equals("KILL")) {
            assertEquals(0, run(Map.of(), "kill", "-KILL", maven).status());
        }
        assertTrue(first.end().status() > 128);
        Files.delete(hold);
        assertTrue(
                signal.equals("KILL") || ProcessHandle.of(Long.parseLong(maven)).isEmpty(), "Maven goes on");
        Ran ran = run(Map.of(), launch());
        assertEquals(0, ran.status(), ran.err());
        assertEquals(2, Files.readAllLines(folder.resolve("calls")).size());
        assertEquals("whole", Files.readString(root.resolve("experiments/target/launch/dmsb-experiments.jar")));
    }

    @Test
    void aBuildThatFailsIsToldWithItsOutput() throws IOException, InterruptedException {
        script(folder.resolve("bin/mvn"), "#!/bin/bash\necho '[ERROR] no space'\nexit 1\n");
        Ran ran = run(Map.of(), launch());
        assertEquals(1, ran.status());
        assertTrue(ran.err().contains("[ERROR] no space"), ran.err());
        assertTrue(ran.err().strip().endsWith("dmsb: the build failed; its output is above"), ran.err());
    }
}
