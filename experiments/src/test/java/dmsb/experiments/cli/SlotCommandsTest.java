package dmsb.experiments.cli;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train}, {@code evaluate}, {@code compare} and {@code verify} on slots of several tasks. */
class SlotCommandsTest {
    private static final String MARKET = " --set roundsPerEpisode=20";
    private static final String SETTINGS = MARKET + " --set hidden=8 --set firstUpdate=50 --set batch=32";

    @TempDir
    static Path folder;

    private static Path model = Path.of("");

    private static CommandRun run(String words) {
        return dmsb(words.strip().split(" +"));
    }

    private static CommandRun done(String words) {
        CommandRun ran = run(words);
        assertEquals(0, ran.status(), ran.err());
        return ran;
    }

    private static void refused(String message, String words) {
        CommandRun ran = run(words);
        assertEquals(2, ran.status(), ran.err() + ran.out());
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("dmsb: ") && ran.err().contains(message), ran.err());
    }

    @BeforeAll
    static void trainOnce() {
        done("train --scenario dense --agent softmax --steps 200 --evaluations 2 --curve-episodes 1" + SETTINGS
                + " --out " + folder.resolve("run"));
        model = folder.resolve("run/model.safetensors");
    }

    /** One loop: what {@code dense} trains and what {@code train} does are the same file. */
    @Test
    void denseAndTrainGiveTheSameModel() throws IOException {
        done("dense dense --rule softmax --steps 200 --episodes 1" + SETTINGS + " --out " + folder.resolve("models"));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("models/softmax-1.safetensors")), Files.readAllBytes(model));
        List<String> metrics = Files.readAllLines(folder.resolve("run/metrics.csv"));
        assertEquals(
                "steps,updates,surplus,firstBestFraction,uavSurplus,groundSurplus,uavShare,unserved", metrics.get(0));
        assertEquals(4, metrics.size());
        assertTrue(metrics.get(3).startsWith("200,19,"), metrics.get(3)); // one every 8 slots once 50 are remembered
        assertTrue(done("verify " + folder.resolve("run")).out().startsWith("All hashes hold: 1 run, 2 files"));
    }

    /** The figures are those of {@code dense}, and the parts add up. */
    @Test
    void evaluateMeasuresWhatDenseDoes() throws IOException {
        Path csv = folder.resolve("episodes.csv");
        JsonNode json = new ObjectMapper()
                .readTree(done("evaluate --model " + model + " --episodes 3 --json --out " + csv)
                        .out());
        String row = done("dense dense --episodes 3 --model " + model + MARKET).out();
        String fraction = String.format(
                java.util.Locale.ROOT, "%.4f", json.get("firstBestFraction").asDouble());
        assertTrue(row.contains("| " + fraction + " |"), row + fraction);
        assertEquals(
                json.get("surplus").asDouble(),
                json.get("uavSurplus").asDouble() + json.get("groundSurplus").asDouble(),
                1e-9); // sums in another order
        assertEquals(List.of("gridBestFraction", "delaySeconds", "payment"), text(json.get("leftOut")));
        assertTrue(!json.has("payment") && !json.has("gridBestFractionLow"));
        List<String> rows = Files.readAllLines(csv);
        assertEquals("episode,surplus,uavSurplus,groundSurplus,firstBest,uavShare,unserved", rows.get(0));
        assertEquals(4, rows.size());

        String rule = done("evaluate --scenario battery --rule dual-price --episodes 2" + MARKET)
                .out();
        String same =
                done("dense battery --rule dual-price --episodes 2" + MARKET).out();
        String figure = rule.lines()
                .filter(line -> line.startsWith("fraction of first best"))
                .findFirst()
                .orElseThrow();
        assertTrue(same.contains(figure.replaceAll(" \\[.*", "").replaceAll(".* ", "")), same + figure);
        assertTrue(rule.contains("left out   gridBestFraction, delaySeconds, payment"), rule);
    }

    private static List<String> text(JsonNode list) {
        List<String> texts = new java.util.ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    @Test
    void compareIsPairedByEpisode() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(done("compare " + model + " " + model + " --episodes 3 --json")
                        .out());
        assertEquals(0.0, json.at("/surplus/difference").asDouble());
        assertEquals(3, json.get("episodesLevel").asInt());
        assertTrue(json.has("unserved") && !json.has("delaySeconds"));
        String rules = done("compare sell-all keep-all --scenario dense --episodes 2" + MARKET)
                .out();
        assertTrue(rules.contains("of one task only, left out: delaySeconds, payment"), rules);
    }

    @Test
    void whatDoesNotGoWithSeveralTasksIsRefusedByName() {
        String train = "train --scenario city --steps 10 --out " + folder.resolve("refused");
        refused("--agent: expected one of softmax, diffusion", train + " --agent sac");
        refused("--set: key 'hiden' is unknown", train + " --set hiden=8");
        refused("--bids: expected no log with slots of several tasks", train + " --bids " + model);
        refused("--reward: expected none with slots of several tasks", train + " --reward class=my.Reward");
        refused("fewest-tasks: expected", train + " --fewest-tasks 9");
        refused("learner: batch: expected", train + " --set batch=2" + MARKET);
        refused("--agent: expected one of d2sac", "train --agent softmax --out " + folder.resolve("refused"));
        refused(
                "--fewest-tasks: expected with slots of several",
                "train --fewest-tasks 2 --out " + folder.resolve("r"));
        refused("--chains: expected none with slots", "evaluate --chains 2 --model " + model);
        refused("--silent: expected 0 with slots", "evaluate --silent 0.5 --scenario city --rule sell-all");
        refused("--training-rows: expected none", "evaluate --training-rows 1-2 --scenario city --rule sell-all");
        refused("rule: expected one of sell-all, keep-all", "evaluate --scenario city --rule spa");
        refused("expected a rule without a network, got softmax", "compare softmax keep-all --scenario city");
        refused("groundStations: expected one whole number", "evaluate --set groundStations=[2,4] --model " + model);
        refused("model: uavs: expected 1, got 2", "evaluate --scenario city --model " + model);
        refused("--model: uavs: expected 1, got 2", "audit --scenario city --episodes 1 --model " + model);
        refused("dmsb: model: expected one for history 3", "evaluate --set history=4 --episodes 1 --model " + model);
        refused("'observation': expected past-bids", "dense dense --set observation=others-past --rule planner");
        refused("'observation': expected past-bids", train + " --set observation=current-bids");
        refused("--rows: expected together with --bids", train + " --rows 1-2");
        refused("--rho-quantiles: expected together", "evaluate --rho-quantiles --episodes 1 --model " + model);
        refused("--mapping: expected together", "compare sell-all keep-all --scenario city --mapping " + model);
        refused("--learn: expected a market of one task", "audit --dynamic --learn 5 --episodes 1 --model " + model);
        refused("--rule: expected one of sell-all, keep-all", "audit --scenario dense --rule spa");
        refused("got set-actor, which is for slots of several tasks", "distil --out x --model " + model);
        for (String option : List.of("--steps 9", "--fewest-tasks 1", "--out " + folder, "--set hidden=8")) {
            refused("that is a network only", "dense dense --rule planner " + option);
            refused("that is a network only", "dense dense --model " + model + " " + option);
        }
        refused("'tasks': expected 1 for a market of one task, got 4", "price spa --scenario dense");
    }
}
