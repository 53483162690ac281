package dmsb.experiments.extension;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a class of the user's own that throws: one line that names it and the place in its source. */
class OwnFailureTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "own-parts", "mine");

    /** Asks for a rank that there is not; the exception comes from the library. */
    private static final String BOOM = """
            package my;
            public class Boom implements dmsb.auction.rule.PostedRule {
                @Override public double rho(dmsb.auction.round.Announcement announcement) {
                    return announcement.history().bid(0, 3);
                }
            }
            """;

    private static final String BOOM_SAYS =
            "rule class my.Boom: java.lang.IllegalArgumentException: rank: expected a whole"
                    + " number from 0 to 2, got 3 at my.Boom.rho(Boom.java:4)";

    @TempDir
    Path folder;

    private Path classes() {
        return folder.resolve("classes");
    }

    private void compile(String name, String source) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Files.writeString(sources.resolve(name + ".java"), source);
        List<String> words =
                new ArrayList<>(List.of("-proc:none", "-d", classes().toString(), "-cp"));
        words.add(System.getProperty("java.class.path"));
        try (Stream<Path> files = Files.list(sources)) {
            files.map(Path::toString).forEach(words::add);
        }
        assertEquals(
                0, ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new)), "javac");
    }

    /** A class of the example, changed so that it throws. */
    private void compileBroken(String name, String before, String after) throws IOException {
        String source = Files.readString(EXAMPLE.resolve(name + ".java"));
        assertTrue(source.contains(before), source);
        compile(name, source.replace(before, after));
    }

    private String failed(Object... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--classpath", classes(), "--quiet"));
        CommandRun ran = dmsb(all.toArray());
        assertEquals(1, ran.status(), ran.err() + ran.out());
        assertEquals(1, ran.err().lines().count(), ran.err());
        return ran.err().strip();
    }

    private String trained(Object... words) {
        List<Object> all = new ArrayList<>(List.of("train", "--steps", 200, "--out", folder.resolve("run")));
        all.addAll(List.of("--set", "roundsPerEpisode=20", "--evaluations", 1, "--curve-episodes", 1));
        all.addAll(List.of(words));
        return failed(all.toArray());
    }

    @Test
    void aRuleIsNamedWithThePlaceInItsSource() throws IOException {
        compile("Boom", BOOM);
        assertEquals("dmsb: " + BOOM_SAYS, failed("evaluate", "--rule-class", "my.Boom", "--episodes", 1));
    }

    @Test
    void aClassThatOnlyHelpsIsToldByItsPlaceAndTheRuleByItsName() throws IOException {
        compile("Halves", """
                package my;
                class Halves {
                    static int of(int stations) { return 1 / (stations - 3); }
                }
                """);
        compile("Boom", BOOM.replace("announcement.history().bid(0, 3)", "Halves.of(announcement.stations())"));
        assertEquals(
                "dmsb: rule class my.Boom: java.lang.ArithmeticException: / by zero at my.Halves.of(Halves.java:3)",
                failed("evaluate", "--rule-class", "my.Boom", "--episodes", 1));
    }

    @Test
    void anErrorIsToldLikeAnException() throws IOException {
        compile("Boom", BOOM.replace("return announcement.history().bid(0, 3)", "throw new AssertionError(\"no\")"));
        assertEquals(
                "dmsb: rule class my.Boom: java.lang.AssertionError: no at my.Boom.rho(Boom.java:4)",
                failed("evaluate", "--rule-class", "my.Boom", "--episodes", 1));
    }

    @Test
    void inASweepTheLineOfTheRunNamesIt() throws IOException {
        compile("Boom", BOOM);
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                experiments:
                  - name: mine
                    set: {roundsPerEpisode: 20}
                    methods:
                      - {name: my rule, rule: class=my.Boom}
                    seeds: [1]
                    episodes: 1
                    evaluationSeed: 7
                """);
        CommandRun ran = dmsb("sweep", study, "--out", folder.resolve("out"), "--classpath", classes());
        assertEquals(1, ran.status(), ran.err() + ran.out());
        try (Stream<Path> runs = Files.list(folder.resolve("out").resolve("runs"))) {
            String reason = Files.readString(runs.findFirst().orElseThrow().resolve("error.txt"));
            assertEquals(BOOM_SAYS, reason.lines().findFirst().orElseThrow(), "and a stack trace behind it");
            assertTrue(reason.contains("BidHistory"), reason);
        }
    }

    @Test
    void aRewardIsNamed() throws IOException {
        compileBroken(
                "InTime",
                "double surplus =",
                "if (winner >= 0) { throw new IllegalStateException(); } double surplus =");
        String said = trained("--reward", "class=mine.InTime", "--set", "hidden=8");
        assertTrue(said.startsWith("dmsb: reward class mine.InTime: java.lang.IllegalStateException at "), said);
        assertTrue(said.contains(" at mine.InTime.of(InTime.java:"), said);
    }

    @Test
    void anObservationIsNamed() throws IOException {
        compileBroken("FewNumbers", "target[3] =", "target[99_999] =");
        String said = trained("--observation", "class=mine.FewNumbers", "--set", "hidden=8");
        assertTrue(said.startsWith("dmsb: observation class mine.FewNumbers: java.lang."), said);
        assertTrue(said.contains(" at mine.FewNumbers.encode(FewNumbers.java:"), said);
    }

    @Test
    void aChannelIsNamed() throws IOException {
        compileBroken(
                "FlatLand", "return antennas.freeSpaceDb(distance)", "return 1 / 0 + antennas.freeSpaceDb(distance)");
        String said = failed(
                "simulate",
                "--scenario",
                "town",
                "--set",
                "groundChannel=class=mine.FlatLand",
                "--episodes",
                1,
                "--out",
                folder.resolve("bids.csv"));
        assertTrue(
                said.startsWith("dmsb: channel class mine.FlatLand: java.lang.ArithmeticException: / by zero"), said);
    }

    @Test
    void anAgentIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Files.copy(
                EXAMPLE.resolve("LinearAgent.java"), folder.resolve("sources").resolve("LinearAgent.java"));
        compileBroken(
                "Linear",
                "return new LinearAgent(this, environment);",
                "throw new IllegalStateException(\"no agent\");");
        String said = trained("--agent", "class=mine.Linear");
        assertTrue(said.startsWith("dmsb: agent class mine.Linear: java.lang.IllegalStateException: no agent"), said);
    }

    /** Whoever gives a setting that there is not reads of the setting, and not of the class that refused it. */
    @Test
    void aRefusedSettingOfAnAgentIsStillARefusal() throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Files.copy(
                EXAMPLE.resolve("LinearAgent.java"), folder.resolve("sources").resolve("LinearAgent.java"));
        compileBroken("Linear", "    /** The default settings. */", """
                    public Linear {
                        if (values.get(STEP) == 0.5) {
                            throw new IllegalArgumentException("step: too far");
                        }
                    }
                """);
        CommandRun ran = dmsb(
                "train",
                "--agent",
                "class=mine.Linear",
                "--set",
                "step=0.5",
                "--out",
                folder.resolve("run"),
                "--classpath",
                classes());
        assertEquals(2, ran.status(), ran.err() + ran.out());
        assertEquals("dmsb: learner step: too far", ran.err().strip());
    }

    @Test
    void whatIsNotTheUsersIsNotSaidToBe() throws IOException {
        compile("Boom", BOOM);
        OwnClasses own = OwnClasses.of(classes().toString());
        assertEquals(Optional.empty(), own.failure(new IllegalStateException(new ArithmeticException())));
        assertEquals(Optional.empty(), OwnClasses.NONE.failure(new IllegalStateException()));
    }
}
