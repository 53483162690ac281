package dmsb.experiments.extension;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Metric;
import dmsb.auction.market.Scenario;
import dmsb.experiments.cli.CommandRun;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that is no part of the project, from the command line and in a study: made, resumed, verified, reported, audited. */
class OwnRuleTest {
    @SuppressWarnings("InlineFormatString") // a file by itself
    private static final String RULE = """
            package my;
            import dmsb.auction.round.Announcement;
            public class %s implements dmsb.auction.rule.PostedRule {
                @Override public double rho(Announcement announcement) { return %s; }
            }
            """;

    private static final String STUDY = """
            experiments:
              - name: mine
                set: {roundsPerEpisode: 20}
                methods:
                  - {name: my rule, rule: class=my.Flat}
                  - {rule: constant=1.5}
                  - {name: DMSB, set: {hidden: 8, batch: 16, firstUpdate: 50}}
                seeds: [1, 2]
                steps: 200
                evaluations: 1
                curveEpisodes: 1
                episodes: 2
                evaluationSeed: 7
            """;

    @TempDir
    Path folder;

    private Path classes = Path.of("");

    private static String done(Object... words) {
        CommandRun ran = dmsb(words);
        assertEquals(0, ran.status(), ran.err() + ran.out());
        return ran.out();
    }

    @BeforeEach
    void compile() throws IOException {
        classes = compiled("classes", "Flat", "1.5");
    }

    private Path compiled(String name, String type, String rho) throws IOException {
        Path source = folder.resolve(name + "-source").resolve(type + ".java");
        Files.createDirectories(source.resolveSibling(""));
        Files.writeString(source, String.format(Locale.ROOT, RULE, type, rho));
        Path target = Files.createDirectories(folder.resolve(name));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        target.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertEquals(0, status);
        return target;
    }

    @Test
    void itSellsAsTheSameRuleOfTheProjectDoes() {
        String own = done(
                "evaluate",
                "--rule-class",
                "my.Flat",
                "--classpath",
                classes,
                "--episodes",
                3,
                "--set",
                "roundsPerEpisode=20");
        String known = done("evaluate", "--rule", "constant=1.5", "--episodes", 3, "--set", "roundsPerEpisode=20");
        assertEquals(
                known.lines().skip(1).toList(), own.lines().skip(1).toList(), "all but the name, to the last digit");
        String compared = done(
                "compare",
                "class=my.Flat",
                "constant=1.5",
                "--classpath",
                classes,
                "--episodes",
                3,
                "--set",
                "roundsPerEpisode=20");
        assertTrue(compared.contains("level in 3"), compared);
        String audited = done(
                "audit",
                "--rule-class",
                "my.Flat",
                "--classpath",
                classes,
                "--episodes",
                1,
                "--set",
                "roundsPerEpisode=20");
        assertTrue(audited.contains("no misreport gains anything within a round"), audited);
    }

    @Test
    void inAStudyItIsResumedVerifiedAndReported() throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        Path out = folder.resolve("out");
        String first = done("sweep", study, "--out", out, "--classpath", classes, "--dry-run")
                .lines()
                .filter(line -> line.contains("my rule"))
                .findFirst()
                .orElseThrow()
                .substring(0, 20);
        done("sweep", study, "--out", out, "--classpath", classes, "--only", first);
        assertTrue(done("sweep", study, "--out", out, "--classpath", classes).startsWith("4 of 4 runs done"));
        assertTrue(done("verify", out, "--classpath", classes).startsWith("All hashes hold: 4 runs"));
        done("report", out, "--baseline", "my rule");
        String summary = Files.readString(out.resolve("summary.csv"));
        List<String> rows = summary.lines().toList();
        assertTrue(rows.get(1).startsWith("mine,my rule,1,0,"), summary);
        assertEquals(rows.get(1).replace("my rule", ""), rows.get(2).replace("constant=1.5", ""), "the same numbers");
        assertTrue(Files.readString(out.resolve("report.html")).contains("Differences to my rule in mine"));
        assertTrue(
                Files.readString(out.resolve("runs").resolve(first).resolve("manifest.json"))
                        .contains("class=my.Flat#"),
                "the manifest says which bytes");
    }

    @Test
    void aChangedClassIsAnotherRun() throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        Path out = folder.resolve("out");
        done("sweep", study, "--out", out, "--classpath", classes);
        Path changed = compiled("changed", "Flat", "1.25");
        String listed = done("sweep", study, "--out", out, "--classpath", changed, "--dry-run");
        assertTrue(listed.contains("3 of 4 runs are there"), listed);
        CommandRun verified = dmsb("verify", out, "--classpath", changed);
        assertTrue(verified.status() != 0, verified.out());
        assertTrue(
                (verified.out() + verified.err()).contains("--classpath: expected the classes with hash "),
                verified.out() + verified.err());
    }

    @Test
    void severalClassPathsAreUsedSideBySide() throws IOException {
        Rules first = new Rules(OwnClasses.of(classes.toString()));
        Rules second =
                new Rules(OwnClasses.of(compiled("changed", "Flat", "1.25").toString()));
        assertEquals(1.5, meanRho(first, "class=my.Flat"));
        assertEquals(1.25, meanRho(second, "class=my.Flat"));
        String identified = first.identified("class=my.Flat");
        assertEquals(1.5, meanRho(first, identified));
        UsageException refusal = assertThrows(UsageException.class, () -> meanRho(second, identified));
        assertTrue(
                String.valueOf(refusal.getMessage()).startsWith("--classpath: expected the classes with hash "),
                refusal.getMessage());
        assertEquals("class=my.Flat", Rules.BUILT_IN.identified("class=my.Flat"));
    }

    private static double meanRho(Rules rules, String name) {
        Scenario market = Presets.SCENARIOS.load("paper", Map.of("roundsPerEpisode", 20));
        return new HeldOut(market, 1, 1).rule(rules, name, Progress.SILENT).mean(Metric.RHO);
    }

    @Test
    void withoutAClassPathNoNameIsLookedUp() throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        CommandRun ran = dmsb("sweep", study, "--out", folder.resolve("out"));
        assertEquals(2, ran.status());
        assertTrue(
                ran.err().contains("--classpath: expected the jar or folder of rule class=my.Flat, got none"),
                ran.err());
        assertEquals(2, dmsb("evaluate", "--rule", "class=java.lang.String").status());
    }

    @Test
    void whatIsNoRuleIsRefusedInOneLine() {
        for (String name : List.of("java.lang.String", "my.Missing")) {
            CommandRun ran = dmsb("evaluate", "--rule-class", name, "--classpath", classes);
            assertEquals(2, ran.status());
            assertTrue(ran.err().startsWith("dmsb: rule class " + name + ": expected "), ran.err());
            assertEquals(1, ran.err().lines().count());
        }
        CommandRun missing = dmsb("evaluate", "--rule-class", "my.Flat", "--classpath", folder.resolve("nowhere.jar"));
        assertEquals(2, missing.status());
        assertTrue(missing.err().startsWith("dmsb: --classpath: expected jars and folders"), missing.err());
    }
}
