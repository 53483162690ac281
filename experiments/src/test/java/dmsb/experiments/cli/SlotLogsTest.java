package dmsb.experiments.cli;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Presets;
import dmsb.experiments.csv.StrictCsv;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.dense.DenseRules;
import dmsb.experiments.dense.DenseTraining;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.SetActorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code simulate} on slots of several tasks writes what was evaluated, and {@code clear} of that gives the same outcomes. */
class SlotLogsTest {
    private static final int EPISODES = 2;
    private static final int SLOTS = 25;
    private static final int WARM_UP = 20;
    private static final String SET = " --set roundsPerEpisode=" + SLOTS;
    private static final List<String> OUTCOME = List.of("slot", "task", "winner", "uav", "place", "price", "rho");

    @TempDir
    private static Path folder = Path.of("");

    private static Path diffusion = Path.of("");

    /** A policy that draws noise when it decides, on UAVs with batteries. */
    @BeforeAll
    static void train() {
        SetActorConfig settings = SetActorConfig.standard()
                .with(SetActorConfig.HEAD, SetActorConfig.Head.DIFFUSION)
                .with(LearnerConfig.HIDDEN, 8)
                .with(LearnerConfig.FIRST_UPDATE, 60);
        DenseTraining training = new DenseRules(40).training(scenario("battery", 2), 3, settings, 1);
        training.play(120);
        diffusion = folder.resolve("diffusion.safetensors");
        DenseModels.write(training.model(Map.of()), diffusion);
    }

    private static Scenario scenario(String preset, int uavs) {
        return Scenario.preset(preset).with(Scenario.ROUNDS_PER_EPISODE, SLOTS).with(DenseSettings.UAVS, uavs);
    }

    private static String text(JsonNode value) {
        return value.isDouble() ? Decimal.shortest(value.asDouble()) : value.asText();
    }

    private static CommandRun done(String words) {
        CommandRun run = dmsb(words.split(" ", -1));
        assertEquals(0, run.status(), run.err());
        return run;
    }

    private static Path simulated(String name, String words) {
        Path log = folder.resolve(name);
        done("simulate --episodes " + EPISODES + " --seed 6" + SET + " --out " + log + " " + words);
        return log;
    }

    private static List<NamedCsvRecord> rows(Path csv) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = StrictCsv.reader().ofNamedCsvRecord(csv)) {
            return rows.stream().toList();
        }
    }

    private static List<String> outcomes(Path csv) throws IOException {
        return rows(csv).stream()
                .map(row -> OUTCOME.stream().map(row::getField).collect(Collectors.joining(",")))
                .toList();
    }

    private static List<String> cleared(Path log, String words) throws IOException {
        Path out = folder.resolve("outcomes.csv");
        done("clear --bids " + log + " --out " + out + " " + words);
        return outcomes(out);
    }

    @ParameterizedTest
    @CsvSource({
        "dense, planner, all, 0, 1",
        "dense, lagged-reserve, served, 0, 1",
        "city, linear-filter, served, 2, 0.4",
        "city, best-constant, all, 0, 1",
        "battery, dual-price, all, 1, 0.4",
        "city, others-lagged-reserve, served, 0, 1",
        "battery, others-filter, all, 1, 0.4",
        "battery, mean-field, served, 0, 1"
    })
    void aSimulatedLogIsClearedToWhatWasMeasured(
            String preset, String rule, String reveal, int revealLag, double bargainingPower) throws IOException {
        Map<String, Object> changes =
                Map.of("roundsPerEpisode", SLOTS, "revealLag", revealLag, "uavBargainingPower", bargainingPower);
        String market = " --scenario " + preset + " --rule " + rule + " --set revealLag=" + revealLag
                + " --set uavBargainingPower=" + bargainingPower;
        Path log = simulated(preset + rule + ".csv", "--reveal " + reveal + market);
        List<NamedCsvRecord> rows = rows(log);
        Scenario scenario = Presets.INTERSECTIONS.load(preset, changes);
        Intersection intersection = Intersection.of(scenario);
        assertEquals(EPISODES * (WARM_UP + SLOTS) * intersection.tasks(), rows.size());

        double[] measured = new DenseEvaluation(intersection, DenseRules.heldOut(6))
                .run(DenseRules.standard(scenario, rule), EPISODES)
                .surplus();
        double[] logged = new double[EPISODES];
        double slot = 0.0;
        for (NamedCsvRecord row : rows) {
            if (Integer.parseInt(row.getField("slot")) >= 0) {
                slot += Double.parseDouble(row.getField("surplus"));
                if (row.getField("task").equals(row.getField("tasks"))) {
                    logged[Integer.parseInt(row.getField("episode"))] += slot;
                    slot = 0.0;
                }
            }
        }
        for (int e = 0; e < EPISODES; e++) {
            assertEquals(measured[e], logged[e] / SLOTS);
        }
        assertEquals(outcomes(log), cleared(log, SET.strip() + market));
    }

    @Test
    void everyRuleHasItsCase() {
        assertEquals(
                List.of(
                        "sell-all",
                        "keep-all",
                        "best-constant",
                        "lagged-reserve",
                        "others-lagged-reserve",
                        "others-filter",
                        "linear-filter",
                        "dual-price",
                        "mean-field",
                        "planner"),
                NamedVectorRule.names());
    }

    /** Its noise is that of the evaluation with the same seed. */
    @Test
    void aModelThatDrawsClearsWhatItHasSimulated() throws IOException {
        Path log = simulated("drawn.csv", "--model " + diffusion + " --reveal served");
        List<String> outcomes = outcomes(log);
        assertEquals(outcomes, cleared(log, "--seed 6 --model " + diffusion));
        assertNotEquals(outcomes, cleared(log, "--seed 7 --model " + diffusion));
        assertTrue(outcomes.stream().anyMatch(row -> row.contains(",0,2,")), "the second UAV serves");
    }

    /** Bytes and numbers do not depend on the format, nor on compression. */
    @Test
    void jsonLinesAndGzipAreTheSameLog() throws IOException {
        String words = "--scenario dense --rule mean-field";
        Path csv = simulated("same.csv", words);
        Path json = simulated("same.jsonl", words);
        Path packed = simulated("same.csv.gz", words);
        String clear = "clear --scenario dense" + SET + " --rule mean-field --bids ";
        String outcomes = done(clear + csv).out();
        assertEquals(outcomes, done(clear + packed).out());
        ObjectMapper mapper = new ObjectMapper();
        List<String> fromJson = new ArrayList<>();
        for (String line : done(clear + json).out().lines().toList()) {
            JsonNode row = mapper.readTree(line);
            fromJson.add(OUTCOME.stream().map(name -> text(row.get(name))).collect(Collectors.joining(",")));
        }
        Path written = Files.writeString(folder.resolve("written.csv"), outcomes);
        assertEquals(outcomes(written), fromJson);
    }

    /** What the log tells is used: without a column, or with another rule, the outcomes are others. */
    @Test
    void theValueThatIsRevealedMatters() throws IOException {
        Path log = simulated("values.csv", "--scenario dense --rule linear-filter");
        String clear = "--scenario dense" + SET + " --rule linear-filter";
        List<String> lines = Files.readAllLines(log);
        Path unknown = Files.writeString(
                folder.resolve("unknown.csv"), String.join("\n", lines).replaceFirst("uavValue1", "somethingElse"));
        assertNotEquals(cleared(log, clear), cleared(unknown, clear));
        Path cold = Files.write(
                folder.resolve("cold.csv"),
                lines.stream().filter(line -> !line.matches("[01],-.*")).toList());
        assertNotEquals(
                outcomes(log).stream().filter(row -> !row.startsWith("-")).toList(), cleared(cold, clear));
    }

    /** The page's log, command and answer. */
    @Test
    void theExampleOfThePageIsWhatComesOut() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "dense.md"));
        Matcher example = Pattern.compile(
                        "```\n(slot,.*?)```.*?`\\./dmsb (clear [^`]*)`.*?```\n(line,.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertTrue(example.find());
        Path log = Files.writeString(folder.resolve("slots.csv"), example.group(1));
        assertEquals(
                example.group(3),
                done(example.group(2).replace("slots.csv", log.toString())).out());
    }

    @Test
    void factorsThatAreGivenArePosted() throws IOException {
        Path log = simulated("given.csv", "--scenario dense");
        List<String> rhos = new ArrayList<>();
        for (String row : cleared(log, "--scenario dense" + SET + " --rho 1.5,1,Infinity,4")) {
            rhos.add(row.substring(row.lastIndexOf(',') + 1));
        }
        assertEquals(List.of("1", "1", "1", "1"), rhos.subList(0, 4), "the warm-up");
        assertEquals(List.of("1.5", "1", "Infinity", "4"), rhos.subList(4 * WARM_UP, 4 * WARM_UP + 4));
        assertEquals(
                cleared(log, "--scenario dense" + SET + " --rule keep-all"),
                cleared(log, "--scenario dense" + SET + " --rho Infinity"));
    }

    @Test
    void whatOneClearedIsCountedWithoutTheWarmUp() throws IOException {
        Path log = simulated("counted.csv", "--scenario dense");
        String told = done("clear --bids " + log + " --scenario dense" + SET + " --rho 2 --out "
                        + folder.resolve("counted"))
                .err();
        double payments = 0.0;
        for (NamedCsvRecord row : rows(folder.resolve("counted"))) {
            payments += Long.parseLong(row.getField("slot")) < 0 ? 0.0 : Double.parseDouble(row.getField("price"));
        }
        String slots = EPISODES * SLOTS + " slots cleared, besides " + EPISODES * WARM_UP + " of warm-ups: ";
        assertTrue(told.contains(slots), told);
        assertTrue(told.contains("which pay " + Decimal.rounded(payments, 9) + " in all"), told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "clear --bids LOG --rule planner; --scenario: expected one, such as dense, for a log of slots, got none",
                "clear --bids LOG --rho 2; line 1: expected a log of one task, got one of slots, which clear takes with --scenario",
                "evaluate --bids LOG --rule spa; line 1, header: expected a log of one task, got one of slots",
                "train --bids LOG --out RUN; line 1, header: expected a log of one task, got one of slots",
                "clear --bids LOG --scenario dense --rho 1,2; --rho: expected one number, or one for each of the scenario's tasks",
                "clear --bids LOG --scenario dense --rho -1; dmsb: --rho: expected a number from 1 to Infinity, got -1",
                "clear --bids LOG --scenario dense --rho 1,2,3,0.5; dmsb: --rho: expected a number from 1 to Infinity, got 0.5",
                "clear --bids LOG --rho 1,2; --rho: expected one number for a log of one task, got 2",
                "clear --bids LOG --scenario dense --rule plannr; did you mean planner?",
                "clear --bids LOG --scenario city --rho 1; expected a column estimate2 (groundStations 3 and uavs 2)",
                "clear --bids LOG --scenario dense --set tasks=2 --rho 1; column tasks: expected a whole number from 0 to 2",
                "clear --bids LOG --scenario dense --rho 1 --bad-rows skip; --bad-rows skip: expected with a log of one task only",
                "clear --bids LOG --scenario dense --rho 1 --engine spark; --out: expected a folder for the outcomes with --engine spark",
                "clear --bids LOG --scenario dense --rho 1 --out-format csv; --out-format: expected with --engine spark only",
                "clear --bids LOG --scenario dense --rho 1 --mapping m.yaml; --mapping: expected with a log of one task only",
                "clear --bids LOG --model MODEL --set uavs=1; uavs: expected 2",
                "clear --bids LOG --model MODEL --chains 2; --chains: expected with a log of one task only",
                "simulate --scenario city --out x.csv --rule belief; --rule: expected one of sell-all",
                "simulate --scenario city --out x.csv --map x.svg; --map: expected a town with one task, got a market of several",
                "simulate --scenario town --set tasks=2 --out x.csv; kind: expected table with several tasks",
                "simulate --model MODEL --set uavs=1 --out x.csv; uavs: expected 2"
            })
    void whatDoesNotGoWithSlotsIsRefusedByName(String words, String complaint) {
        Path log = simulated("refused.csv", "--scenario dense");
        CommandRun run = dmsb(words.replace("LOG", log.toString())
                .replace("RUN", folder.resolve("none").toString())
                .replace("MODEL", diffusion.toString())
                .split(" ", -1));
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains(complaint), run.err());
        assertEquals(
                1, run.err().lines().filter(line -> line.startsWith("dmsb: ")).count());
        assertTrue(!Files.exists(Path.of("x.csv")));
    }
}
