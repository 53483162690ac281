package dmsb.experiments.cli;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare}, {@code learner}, what {@code evaluate} and {@code simulate} write for analysis, and suggestions. */
class AnalysisCommandsTest {
    private static final String SHORT = "roundsPerEpisode=20";

    @TempDir
    Path folder;

    private static CommandRun done(Object... words) {
        CommandRun ran = dmsb(words);
        assertEquals(0, ran.status(), ran.err());
        return ran;
    }

    private static double[] column(Path file, int column) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[column]))
                .toArray();
    }

    @Test
    void aComparisonIsOfTheEpisodesThatEvaluateWrites() throws IOException {
        double[][] surplus = new double[2][];
        List<String> rules = List.of("lagged-reserve", "spa");
        for (int i = 0; i < 2; i++) {
            Path file = folder.resolve(rules.get(i) + ".csv");
            done("evaluate", "--rule", rules.get(i), "--episodes", 8, "--set", SHORT, "--out", file);
            assertEquals(
                    "episode,surplus,uavSurplus,groundSurplus,firstBest,gridBest,delaySeconds,uavShare,payment,rho",
                    Files.readAllLines(file).get(0));
            surplus[i] = column(file, 1);
        }
        double difference =
                Arrays.stream(surplus[0]).sum() / 8 - Arrays.stream(surplus[1]).sum() / 8;
        String json = done("compare", rules.get(0), rules.get(1), "--episodes", 8, "--set", SHORT, "--json")
                .out();
        String row = json.substring(json.indexOf("\"surplus\""));
        String told = row.replaceFirst("(?s).*?\"difference\"\\s*:\\s*", "").replaceFirst("(?s)[,}].*", "");
        assertEquals(difference, Double.parseDouble(told), 1e-9 * Math.abs(difference), "rounding of two sums");
        int ahead = 0;
        int level = 0;
        for (int e = 0; e < 8; e++) {
            ahead += surplus[0][e] > surplus[1][e] ? 1 : 0;
            level += surplus[0][e] == surplus[1][e] ? 1 : 0;
        }
        String text = done("compare", rules.get(0), rules.get(1), "--episodes", 8, "--set", SHORT)
                .out();
        assertTrue(text.contains("A is ahead in " + ahead + " episodes, level in " + level), text);
    }

    private static double number(String json, String key) {
        String behind = json.substring(json.indexOf('"' + key + '"'));
        return Double.parseDouble(behind.replaceFirst("(?s).*?:\\s*", "").replaceFirst("(?s)[,}].*", ""));
    }

    /** The table has what the audits of its rules found, in the order of what survives. */
    @Test
    void thePriceOfTruthfulnessIsWhatTheAuditsFound() throws IOException {
        Object[] market = {"--episodes", 2, "--set", SHORT};
        String table = done(with(market, "price", "constant=1.5", "spa", "lagged-reserve", "--out", folder))
                .out();
        List<String> lines = Files.readAllLines(folder.resolve("price.csv"));
        assertEquals(4, lines.size());
        double before = 1;
        String figure = Files.readString(folder.resolve("price.svg"));
        for (String line : lines.subList(1, 4)) {
            String[] cells = line.split(",", -1);
            String audit = done(with(market, "audit", "--dynamic", "--json", "--rule", cells[0]))
                    .out();
            assertEquals(number(audit, "obedient"), Double.parseDouble(cells[4]), line);
            assertEquals(number(audit, "gamed"), Double.parseDouble(cells[7]), line);
            assertEquals(
                    number(audit, "fraction"), Double.parseDouble(cells[4]) * (1 + number(audit, "surplus")), 1e-12);
            double survives = Math.min(
                    Math.min(Double.parseDouble(cells[4]), Double.parseDouble(cells[7])),
                    Double.parseDouble(cells[13]));
            assertTrue(survives <= before, line);
            before = survives;
            assertTrue(table.contains(cells[0]) && figure.contains(cells[0]), table);
        }
        assertTrue(dmsb("price", "lagged-reserv").err().contains("; did you mean lagged-reserve?"));
        assertEquals(2, dmsb("price").status());
        assertTrue(dmsb("price", "first-best").err().contains("expected one that sets a rho, got first-best"));
    }

    /** In text and in JSON, for rounds and for slots, within a round and over time, and in the table of prices. */
    @Test
    void whatBreaksTheTheoremsAssumptionsIsNamed() {
        String[] load = {"--scenario", "load", "--episodes", "1", "--set", SHORT};
        String[] slots = {"--scenario", "town", "--set", "tasks=2", "--episodes", "1", "--set", SHORT};
        for (String[] market : List.of(load, slots)) {
            String[] audit = {"audit", "--rule", "others-lagged-reserve"};
            for (String more : new String[] {"", "--json", "--dynamic", "--dynamic --json"}) {
                Object[] words = Stream.of(Arrays.stream(audit), Arrays.stream(market), Arrays.stream(more.split(" ")))
                        .flatMap(each -> each)
                        .filter(word -> !word.isEmpty())
                        .toArray();
                String text = done(words).out();
                String broken = market == load ? "values are not exogenous" : "a number is no identity";
                assertTrue(text.contains(broken), () -> Arrays.toString(words) + ": " + text);
            }
        }
        String table = done(with(load, "price", "others-lagged-reserve")).out();
        assertTrue(table.contains("values are not exogenous"), table);
    }

    private static Object[] with(Object[] behind, Object... words) {
        Object[] all = Arrays.copyOf(words, words.length + behind.length);
        System.arraycopy(behind, 0, all, words.length, behind.length);
        return all;
    }

    @Test
    void nothingIsAheadOfItself() {
        String text =
                done("compare", "spa", "spa", "--episodes", 4, "--set", SHORT).out();
        assertTrue(text.contains("surplus of A to that of B: 1.0000 [1.0000, 1.0000]"), text);
        assertTrue(text.contains("A is ahead in 0 episodes, level in 4"), text);
    }

    @Test
    void whatIsNeitherARuleNorAModelFileIsRefusedWithTheReason() {
        Path missing = folder.resolve("modle.safetensors");
        CommandRun none = dmsb("compare", missing, "spa");
        assertEquals(2, none.status());
        assertTrue(
                none.err()
                        .startsWith(
                                "dmsb: A: expected a rule or a model file, got " + missing + ", which does not exist"),
                none.err());
        CommandRun directory = dmsb("compare", "spa", folder);
        assertEquals(2, directory.status());
        assertTrue(
                directory
                        .err()
                        .startsWith("dmsb: B: expected a rule or a model file, got " + folder + ", which is a folder"),
                directory.err());
        CommandRun number = dmsb("compare", "constant=many", "spa", "--episodes", 1);
        assertEquals(2, number.status());
        assertTrue(number.err().contains("expected a number from 1 to Infinity, got many"), number.err());
    }

    @Test
    void aModelSellsInASimulationAsItIsDeployed() throws IOException {
        Path model = folder.resolve("filter.safetensors");
        done("fit", "--episodes", 20, "--set", SHORT, "--out", model);
        Path log = folder.resolve("log.csv");
        done("simulate", "--model", model, "--episodes", 3, "--seed", 5, "--out", log);
        List<String> lines = Files.readAllLines(log);
        assertEquals(1 + 3 * 20, lines.size(), "the scenario is the model's");
        assertTrue(lines.get(0).endsWith("rho,winner,price"), lines.get(0));
        Path again = folder.resolve("again.csv");
        done("simulate", "--model", model, "--episodes", 3, "--seed", 5, "--out", again);
        assertEquals(lines, Files.readAllLines(again));
        done("compare", model, "lagged-reserve", "--episodes", 2);
    }

    @Test
    void aBeliefIsFittedAsAModelThatIsPlayedAndClearsALog() throws IOException {
        Path model = folder.resolve("belief.safetensors");
        String told = done("fit", "--belief", "--episodes", 20, "--set", SHORT, "--set", "history=8", "--out", model)
                .out();
        assertEquals("belief, fitted on 20 episodes, in " + model, told.strip());
        done("compare", model, "linear-filter", "--episodes", 2);
        Path log = folder.resolve("log.csv");
        done("simulate", "--model", model, "--episodes", 2, "--out", log);
        assertEquals(
                1 + 2 * 20,
                done("clear", "--model", model, "--bids", log).out().lines().count());
        CommandRun brief = dmsb("fit", "--belief", "--set", "history=5", "--out", model);
        assertEquals(
                "dmsb: history: expected a whole number from 6, got 5",
                brief.err().strip());
        CommandRun others = dmsb("fit", "--belief", "--set", "observation=others-past", "--out", model);
        assertEquals(
                "dmsb: --belief: expected observation past-bids, got others-past",
                others.err().strip());
    }

    @Test
    void aLearnersSettingsCanBeEditedAndPassedBack() throws IOException {
        assertTrue(done("learner", "list").out().contains("d2sac: standard"));
        String yaml = done("learner", "show", "standard", "--agent", "dqn", "--set", "hidden=17")
                .out();
        assertTrue(yaml.contains("hidden: 17"), yaml);
        Path file = Files.writeString(folder.resolve("mine.yaml"), yaml);
        assertEquals(yaml, done("learner", "show", file, "--agent", "dqn").out());
    }

    @Test
    void aSlipGetsASuggestion() {
        assertTrue(dmsb("learner", "show", "standart").err().contains("; did you mean standard?"));
        assertTrue(dmsb("evaluate", "--rule", "lagged-reserv").err().contains("; did you mean lagged-reserve?"));
        assertTrue(dmsb("compare", "lagged-reserv", "spa").err().contains("; did you mean lagged-reserve?"));
        assertTrue(dmsb("evaluate", "--rule", "spa", "--set", "taksMB=[1, 2]")
                .err()
                .contains("; did you mean taskMB?"));
        assertTrue(dmsb("train", "--set", "disconut=1", "--out", folder).err().contains("; did you mean discount?"));
        assertTrue(dmsb("train", "--agent", "d2sca", "--out", folder).err().contains("; did you mean d2sac?"));
        assertTrue(dmsb("evalute", "--rule", "spa").err().contains("did you mean evaluate"));
        assertTrue(dmsb("evaluate", "--rule", "spa", "--epsiodes", 3).err().contains("--episodes"));
    }

    @Test
    void oneRunOfAStudyIsMadeAndVerifiedByItsKey() throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                experiments:
                  - {name: two, set: {roundsPerEpisode: 20}, methods: [{rule: spa}, {rule: random}], episodes: 2, evaluationSeed: 7}
                """);
        Path out = folder.resolve("out");
        String random = done("sweep", study, "--out", out, "--dry-run")
                .out()
                .lines()
                .filter(line -> line.contains("random"))
                .findFirst()
                .orElseThrow()
                .substring(0, 8);
        assertTrue(done("sweep", study, "--out", out, "--only", random).out().startsWith("1 of 2 runs done"));
        assertTrue(done("verify", out, "--key", random).out().startsWith("All hashes hold: 1 run,"));
        CommandRun strange = dmsb("sweep", study, "--out", out, "--only", "zz");
        assertEquals(2, strange.status());
        assertTrue(
                strange.err().contains("--only: expected the key of one run of the study, got zz, which none has"),
                strange.err());
        assertEquals(2, dmsb("verify", out, "--key", "zz").status());
    }

    @Test
    void everyCommandTakesQuiet() {
        assertTrue(done("evaluate", "--rule", "spa", "--episodes", 2, "--quiet")
                .out()
                .startsWith("rule   spa"));
        assertTrue(done("scenario", "list", "--quiet").out().startsWith("paper"));
    }
}
