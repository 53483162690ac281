package dmsb.experiments.cli;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.experiments.config.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final List<String> TINY = List.of(
            "--steps",
            "300",
            "--evaluations",
            "2",
            "--curve-episodes",
            "1",
            "--set",
            "hidden=8",
            "--set",
            "batch=16",
            "--set",
            "firstUpdate=50",
            "--set",
            "evaluationChains=2",
            "--set",
            "roundsPerEpisode=20");

    @TempDir
    static Path folder;

    private static Path model = Path.of("");

    private static CommandRun train(Path out, String... more) {
        List<String> words = new ArrayList<>(List.of("train", "--out", out.toString()));
        words.addAll(TINY);
        words.addAll(Arrays.asList(more));
        return dmsb(words.toArray(String[]::new));
    }

    @BeforeAll
    static void trainOnce() {
        CommandRun ran = train(folder.resolve("run"));
        assertEquals(0, ran.status(), ran.err());
        model = folder.resolve("run/model.safetensors");
    }

    @Test
    void equalSeedsGiveEqualBytesAndOthersDoNot() throws IOException {
        Path again = folder.resolve("again");
        Path other = folder.resolve("other");
        assertEquals(0, train(again).status());
        assertEquals(0, train(other, "--seed", "2").status());
        for (String file : List.of("metrics.csv", "model.safetensors")) {
            byte[] first = Files.readAllBytes(folder.resolve("run").resolve(file));
            assertArrayEquals(first, Files.readAllBytes(again.resolve(file)), file);
            assertFalse(Arrays.equals(first, Files.readAllBytes(other.resolve(file))), file);
        }
    }

    @Test
    void aRunRecordsWhatItWas() throws IOException {
        JsonNode manifest = new ObjectMapper().readTree(Files.readString(folder.resolve("run/manifest.json")));
        assertEquals(300, manifest.at("/configuration/steps").asInt());
        assertEquals(8, manifest.at("/configuration/learner/hidden").asInt());
        assertEquals(20, manifest.at("/configuration/scenario/roundsPerEpisode").asInt());
        assertTrue(manifest.at("/sha256/metrics.csv").asText().matches("[0-9a-f]{64}"));
        List<String> metrics = Files.readAllLines(folder.resolve("run/metrics.csv"));
        assertEquals(4, metrics.size());
        assertTrue(metrics.get(3).startsWith("300,15,"), metrics.get(3));
        assertEquals(metrics.get(0).split(",", -1).length, metrics.get(3).split(",", -1).length);
    }

    @Test
    void evaluationPrintsTheContractedKeys() throws IOException {
        CommandRun ran = dmsb("evaluate", "--model", model.toString(), "--episodes", "3", "--seed", "5", "--json");
        assertEquals(0, ran.status(), ran.err());
        JsonNode json = new ObjectMapper().readTree(ran.out());
        for (String key : List.of(
                "surplus",
                "surplusLow",
                "surplusHigh",
                "firstBestFraction",
                "gridBestFraction",
                "delaySeconds",
                "uavShare",
                "episodes",
                "seed")) {
            assertTrue(json.path(key).isNumber(), key);
        }
        assertEquals(3, json.get("episodes").asInt());
        assertEquals(5, json.get("seed").asInt());
        assertEquals(Presets.SCENARIOS.keys().size(), json.get("scenario").size());
        assertTrue(json.get("surplusLow").asDouble() <= json.get("surplus").asDouble());
        assertTrue(json.get("firstBestFraction").asDouble() <= 1);
        assertEquals(
                ran.out(),
                dmsb("evaluate", "--model", model.toString(), "--episodes", "3", "--seed", "5", "--json")
                        .out());
        assertTrue(dmsb("evaluate", "--rule", "first-best", "--episodes", "2")
                .out()
                .contains("fraction of first best       1.0000"));
    }

    @ParameterizedTest
    @CsvSource({
        "sac, hidden=8 batch=16 firstUpdate=50, 300",
        "dqn, hidden=8 batch=16 firstUpdate=50 epsilonSteps=100, 300",
        "ppo, hidden=8 batch=20 rollout=60 epochs=2, 300"
    })
    void everyCompetitorTrainsAndItsModelIsEvaluated(String agent, String settings, int steps) throws IOException {
        Path out = folder.resolve(agent);
        Path again = folder.resolve(agent + "-again");
        for (Path target : List.of(out, again)) {
            List<String> words = new ArrayList<>(
                    List.of("train", "--agent", agent, "--steps", String.valueOf(steps), "--evaluations", "2"));
            words.addAll(List.of("--curve-episodes", "1", "--out", target.toString()));
            words.addAll(List.of("--set", "roundsPerEpisode=20"));
            for (String setting : settings.split(" ", -1)) {
                words.addAll(List.of("--set", setting));
            }
            CommandRun ran = dmsb(words.toArray(String[]::new));
            assertEquals(0, ran.status(), ran.err());
            assertTrue(ran.out().startsWith(agent + " after 300 steps"), ran.out());
        }
        for (String file : List.of("metrics.csv", "model.safetensors")) {
            assertArrayEquals(Files.readAllBytes(out.resolve(file)), Files.readAllBytes(again.resolve(file)), file);
        }
        JsonNode manifest = new ObjectMapper().readTree(Files.readString(out.resolve("manifest.json")));
        assertEquals(agent, manifest.at("/configuration/agent").asText());
        assertEquals(8, manifest.at("/configuration/learner/hidden").asInt());
        String file = out.resolve("model.safetensors").toString();
        for (String chains : List.of("0", "1")) {
            CommandRun ran = dmsb("evaluate", "--model", file, "--episodes", "2", "--chains", chains, "--json");
            assertEquals(0, ran.status(), ran.err());
            assertTrue(new ObjectMapper().readTree(ran.out()).get("surplus").asDouble() > 0);
        }
    }

    @Test
    void anAgentsSettingsAreItsOwn() {
        refused("key 'rollout' is unknown", "train", "--out", "x", "--agent", "sac", "--set", "rollout=64");
        refused("key 'batch': expected a divisor", "train", "--out", "x", "--agent", "ppo", "--set", "batch=1000");
        refused("learner: expected one of standard", "train", "--out", "x", "--agent", "ppo", "--learner", "reference");
    }

    @Test
    void auditsOfLearnedRhosTellTheTwoModesApart() throws IOException {
        JsonNode past = new ObjectMapper()
                .readTree(dmsb("audit", "--model", model.toString(), "--episodes", "2", "--json")
                        .out());
        assertEquals(0, past.get("largestGain").asDouble());
        assertTrue(past.get("counterexample").isNull());
        assertEquals("holds", past.at("/laws/strategy-proof").asText());
        assertEquals(1, past.get("seed").asLong());
        Path current = folder.resolve("current");
        String words =
                "train --learner raw --steps 1500 --evaluations 1 --curve-episodes 1 --set hidden=16 --set batch=32"
                        + " --set firstUpdate=50 --set stepsPerUpdate=2 --set observation=current-bids"
                        + " --set softUpdate=0.5 --out "
                        + current;
        assertEquals(
                0, dmsb(words.split(" ", -1)).status()); // long enough for the deployed model to listen to the bids
        CommandRun ran =
                dmsb("audit", "--model", current.resolve("model.safetensors").toString(), "--episodes", "2", "--json");
        assertEquals(0, ran.status(), ran.err());
        JsonNode found = new ObjectMapper().readTree(ran.out());
        assertTrue(found.get("largestGain").asDouble() > 0, ran.out());
        assertTrue(found.at("/counterexample/bid").isNumber());
        assertEquals("fails", found.at("/laws/strategy-proof").asText());
        assertEquals("unknown", found.at("/laws/winner false-name").asText());
    }

    @Test
    void theSecondPriceSaleIsAuditedThoughItHasNoRho() {
        CommandRun ran = dmsb("audit", "--rule", "spa", "--episodes", "1", "--set", "roundsPerEpisode=20");
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("tested  strategy-proof"), ran.out());
        assertTrue(ran.out().contains("fails   scale-free"), ran.out());
    }

    @Test
    void whatAnAuditNeedsIsSaid() {
        refused("got first-best; audit needs a rule that sets rho, or spa", "audit", "--rule", "first-best");
        refused(
                "got first-best; audit needs a rule that sets rho, or spa",
                "audit",
                "--dynamic",
                "--rule",
                "first-best");
        refused("audit needs a rule that sets rho, or spa", "audit", "--rule", "dutch");
    }

    @Test
    void anOptionThatDoesNotGoWithARuleIsRefusedByTheRuleAsGiven() {
        String chains = "--chains: expected together with --model only, got ";
        refused(chains + "--rule random", "evaluate", "--rule", "random", "--chains", "3");
        refused(chains + "--rule-class my.Rule", "evaluate", "--rule-class", "my.Rule", "--chains", "3");
        refused("of rule class=my.Rule, got none", "evaluate", "--rule-class", "my.Rule");
    }

    @Test
    void aScenarioThatIsShownCanBePassedBack() throws IOException {
        for (String name : dmsb("scenario", "list").out().strip().split("\\R", -1)) {
            CommandRun shown = dmsb("scenario", "show", name);
            Path file = folder.resolve(name + ".yaml");
            Files.writeString(file, shown.out());
            assertEquals(shown.out(), dmsb("scenario", "show", file.toString()).out(), name);
        }
    }

    @Test
    void anExportedModelIsTheSameFileTwice() throws IOException {
        Path first = folder.resolve("first.onnx");
        Path second = folder.resolve("deeper/second.onnx");
        for (Path file : List.of(first, second)) {
            CommandRun ran = dmsb("export", "--model", model.toString(), "--to", "onnx", "--out", file.toString());
            assertEquals(0, ran.status(), ran.err());
        }
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        refused("expected a file", "export", "--model", model.toString(), "--out", folder.toString());
    }

    @Test
    void simulationIsTheSameFileTwice() throws IOException {
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");
        for (Path file : List.of(first, second)) {
            assertEquals(
                    0,
                    dmsb("simulate", "--episodes", "2", "--out", file.toString())
                            .status());
        }
        assertEquals(Files.readString(first), Files.readString(second));
        List<String> lines = Files.readAllLines(first);
        assertEquals(201, lines.size());
        int columns = lines.get(0).split(",", -1).length;
        assertTrue(lines.stream().allMatch(line -> line.split(",", -1).length == columns));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groundStations=0|key 'groundStations': expected a whole number from 1 to 1000, or a range [low, high] of such numbers,"
                        + " low not above high, got 0",
                "uplinkMHz=[60, 20]|key 'uplinkMHz': expected a range [low, high], each end a number from 1e-9 to 1e9,"
                        + " low not above high, got [60, 20]",
                "uplinkMHz=[-5, 20]|key 'uplinkMHz': expected a range [low, high], each end a number from 1e-9 to 1e9,"
                        + " low not above high, got [-5, 20]",
                "upLinkMHz=[5, 20]|key 'upLinkMHz' is unknown; expected one of groundStations, ",
                "observation=future|key 'observation': expected one of past-bids, current-bids, others-past,"
                        + " others-past-looks, others-past-reveals, got future",
                "persistence=2|key 'persistence'",
                "actions=many|key 'actions': expected a whole number from 1 to 1000, got many"
            })
    void impossibleScenariosAreRefusedByName(String assignment, String message) {
        refused(message, "evaluate", "--rule", "random", "--set", assignment);
    }

    /** A model that is kept is measured as it was when it was trained, and on slots of another number of tasks. */
    @Test
    void aTrainingOfSlotsIsKeptAndMeasuredAgain() {
        List<String> market = List.of("dense", "dense", "--episodes", "1", "--set", "roundsPerEpisode=20");
        List<String> training = new ArrayList<>(market);
        training.addAll(
                List.of("--training-episodes", "20", "--rule", "softmax", "--steps", "60", "--fewest-tasks", "2"));
        training.addAll(List.of("--set", "hidden=8", "--set", "firstUpdate=20", "--out", folder.toString()));
        CommandRun trained = dmsb(training.toArray(String[]::new));
        assertEquals(0, trained.status(), trained.err());
        String file = folder.resolve("softmax-1.safetensors").toString();
        List<String> again = new ArrayList<>(market);
        again.addAll(List.of("--model", file));
        CommandRun measured = dmsb(again.toArray(String[]::new));
        assertEquals(trained.out().replace("softmax", file), measured.out());
        again.addAll(List.of("--set", "tasks=7"));
        assertEquals(0, dmsb(again.toArray(String[]::new)).status());

        refused("softmax: fewestTasks: expected ", "dense", "dense", "--rule", "softmax", "--fewest-tasks", "5");
        refused(
                folder.resolve("softmax-1.safetensors") + ": uavs: expected 1, got 2",
                "dense",
                "city",
                "--model",
                file);
        refused("model key 'agent': expected set-actor, got ", "dense", "dense", "--model", model.toString());
        refused("which is for slots of several tasks", "inspect", "--model", file, "--out", file + ".d");
        refused("key 'hiden' is unknown", "dense", "dense", "--set", "hiden=8");
    }

    /** What a rule cannot do is the user's to change, and no fault of the program. */
    @Test
    void anIntersectionThatARuleCannotPriceIsRefusedByTheRulesName() {
        refused("--rule: expected one of autoregressive, best-constant, ", "dense", "dense", "--rule", "mean-feld");
        refused(
                "linear-filter: linear-filter: expected ",
                "dense",
                "dense",
                "--set",
                "groundStations=1",
                "--set",
                "roundsPerEpisode=10",
                "--training-episodes",
                "3",
                "--rule",
                "linear-filter");
    }

    @Test
    void badFilesAreRefused() throws IOException {
        refused(
                "does not exist",
                "evaluate",
                "--model",
                folder.resolve("nothing").toString());
        byte[] whole = Files.readAllBytes(model);
        Path truncated = folder.resolve("truncated.safetensors");
        Files.write(truncated, Arrays.copyOf(whole, whole.length - 100));
        refused("offset", "evaluate", "--model", truncated.toString());
        refused(
                "expected one for groundStations 4, history 3",
                "evaluate",
                "--model",
                model.toString(),
                "--set",
                "groundStations=4");
        Path yaml = folder.resolve("bad.yaml");
        Files.writeString(yaml, "groundStations: 3\nnoSuchKey: 4\n");
        refused("key 'noSuchKey' is unknown", "evaluate", "--rule", "random", "--scenario", yaml.toString());
        Path file = folder.resolve("file");
        Files.writeString(file, "in the way");
        refused("--out: expected a folder that can be written to", "train", "--out", file + "/run");
        refused("--out: expected a folder that can be written to", "reproduce", "--out", file + "/run");
        refused("--out", "simulate", "--out", folder.toString());
        refused("expected the folder of a sweep, with runs.csv in it", "report", folder.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate",
                "evaluate --rule",
                "evaluate --rule random --model x",
                "evaluate --rule nonsense",
                "evaluate --rule constant=0.5",
                "evaluate --rule constant=x",
                "evaluate --rule random --episodes 0",
                "evaluate --rule random --chains 3",
                "evaluate --rule random --scenario nowhere",
                "evaluate --rule random --set nothing",
                "train",
                "train --out x --agent dreamer",
                "describe weather",
                "train --out x --agent ppo --set diffusionSteps=3",
                "train --out x --agent dqn --scenario load --set discount=0.9",
                "train --out x --steps 0",
                "train --out x --steps many",
                "train --out x --learner nowhere",
                "train --out x --set entropy=-1",
                "train --out x --set discount=1",
                "train --out x --set nStep=3",
                "train --out x --scenario load --set discount=0.9",
                "audit",
                "audit --rule first-best",
                "audit --rule random --episodes 0",
                "price",
                "price nowhere",
                "price spa --learn -1",
                "export",
                "export --model x",
                "export --model x --out y",
                "export --model x --out y --to tflite",
                "scenario",
                "scenario show",
                "scenario show nowhere",
                "simulate",
                "reproduce --preset all",
                "reproduce --jobs 0",
                "report",
                "report nowhere",
                "nonsense",
                "--nonsense"
            })
    void badUsageIsOneClearLine(String words) {
        refused("", words.split(" ", -1));
    }

    private static void refused(String message, String... words) {
        CommandRun ran = dmsb(words);
        assertEquals(2, ran.status(), ran.err());
        assertEquals("", ran.out());
        String[] lines = ran.err().strip().split("\\R", -1);
        assertTrue(lines[0].startsWith("dmsb: ") && lines[0].contains(message), ran.err());
        assertTrue(lines.length == 1 || (lines.length == 2 && lines[1].startsWith("Try 'dmsb")), ran.err());
    }

    @Test
    void helpIsThereForEveryCommand() {
        for (String command : List.of(
                "reproduce",
                "report",
                "scenario",
                "simulate",
                "train",
                "evaluate",
                "audit",
                "price",
                "laws",
                "dense",
                "export")) {
            CommandRun ran = dmsb(command, "--help");
            assertEquals(0, ran.status());
            assertTrue(ran.out().startsWith("Usage: dmsb " + command), ran.out());
        }
        assertTrue(dmsb().out().startsWith("Usage: dmsb"));
        assertTrue(dmsb("--version").out().contains("kernels"));
    }
}
