package dmsb.experiments.cli;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.auction.Auctioneer;
import dmsb.auction.round.MarketConditions;
import dmsb.auction.round.Posted;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.run.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogCommandsTest {
    @TempDir
    static Path folder;

    private static Path all = Path.of("");
    private static Path served = Path.of("");

    private static CommandRun done(String words) {
        CommandRun ran = dmsb(words.split(" ", -1));
        assertEquals(0, ran.status(), ran.err());
        return ran;
    }

    @BeforeAll
    static void simulateOnce() {
        all = folder.resolve("all.csv");
        served = folder.resolve("served.csv");
        done("simulate --episodes 12 --seed 4 --out " + all);
        done("simulate --episodes 12 --seed 4 --rule lagged-reserve --reveal served --out " + served);
    }

    private static JsonNode evaluate(String words) throws IOException {
        return new ObjectMapper().readTree(done("evaluate --json " + words).out());
    }

    @Test
    void aLogTellsWhatIsKnownAndWhatIsEstimated() throws IOException {
        JsonNode exact = evaluate("--rule spa --bids " + all);
        assertEquals(12, exact.get("episodes").asInt());
        assertEquals(0, exact.get("estimatedShare").asDouble());
        assertEquals(1200, exact.at("/log/logRows").asInt());
        assertEquals(22, exact.at("/log/measuredConditions").asInt());
        JsonNode estimated = evaluate("--rule spa --bids " + served);
        assertTrue(estimated.get("estimatedShare").asDouble() > 0.02);
        assertTrue(estimated.at("/log/valueError").asDouble() < 0.15);
        // Estimates of some 6 % on a fifth of the rounds: a percent of the surplus is a wide margin.
        assertEquals(
                1, estimated.get("surplus").asDouble() / exact.get("surplus").asDouble(), 0.01);
        JsonNode same = evaluate("--rule lagged-reserve --bids " + served);
        assertEquals(0, same.get("estimatedShare").asDouble());
        assertEquals(
                evaluate("--rule lagged-reserve --bids " + all).get("surplus").asDouble(),
                same.get("surplus").asDouble());
        assertTrue(done("evaluate --rule spa --bids " + served).out().contains("rounds with estimated surplus"));
    }

    @Test
    void twoWaysOfSellingAreComparedOnTheRowsOfALog() throws IOException {
        String rows = " --rows 601- --training-rows 1-600 --bids " + served;
        JsonNode compared = new ObjectMapper()
                .readTree(done("compare best-constant spa --json" + rows).out());
        double best = evaluate("--rule best-constant" + rows).get("surplus").asDouble();
        double spa = evaluate("--rule spa" + rows).get("surplus").asDouble();
        assertEquals(6, compared.get("episodes").asInt());
        assertEquals(best, compared.at("/surplus/a").asDouble());
        assertEquals(spa, compared.at("/surplus/b").asDouble());
        assertEquals(600, compared.at("/log/logRows").asInt());
        assertTrue(compared.get("estimatedShareB").asDouble() > 0);
        assertTrue(done("compare best-constant spa" + rows)
                .out()
                .contains("best-constant against spa: the same 6 episodes of the log, seed 1"));
        CommandRun untrained = dmsb("compare", "best-constant", "spa", "--bids", served.toString());
        assertTrue(untrained.err().startsWith("dmsb: --training-rows: expected rows of the log"), untrained.err());
    }

    @Test
    void rowsSplitALog() throws IOException {
        double first =
                evaluate("--rule spa --rows -600 --bids " + all).get("surplus").asDouble();
        double second =
                evaluate("--rule spa --rows 601- --bids " + all).get("surplus").asDouble();
        double both = evaluate("--rule spa --bids " + all).get("surplus").asDouble();
        assertEquals(both, (first + second) / 2, 1e-9 * both);
        assertEquals(
                6,
                evaluate("--rule best-constant --training-rows 1-600 --rows 601- --bids " + all)
                        .get("episodes")
                        .asInt());
    }

    @Test
    void aModelIsTrainedEvaluatedAndClearsOnTheGridOfItsLog() throws IOException {
        Path run = folder.resolve("quantiles");
        done("train --steps 100 --evaluations 1 --curve-episodes 1 --set hidden=8 --set batch=16 --set firstUpdate=50"
                + " --set evaluationChains=2 --set actions=5 --rho-quantiles --rows 1-900 --bids " + all + " --out "
                + run);
        JsonNode scenario = new ObjectMapper()
                .readTree(Files.readString(run.resolve("manifest.json")))
                .at("/configuration/scenario");
        assertEquals(5, scenario.get("actions").asInt());
        JsonNode grid = scenario.get("rhoGrid");
        assertEquals(5, grid.size());
        assertEquals(1.0, grid.get(0).asDouble());
        Path model = run.resolve("model.safetensors");
        assertEquals(
                3,
                evaluate("--rows 901- --bids " + all + " --model " + model)
                        .get("episodes")
                        .asInt());
        Path outcomes = folder.resolve("quantiles.csv");
        done("clear --bids " + all + " --model " + model + " --out " + outcomes);
        List<String> rows = Files.readAllLines(outcomes);
        int column = List.of(rows.get(0).split(",", -1)).indexOf("rho");
        for (String row : rows.subList(1, rows.size())) {
            double rho = Double.parseDouble(row.split(",", -1)[column]);
            boolean ofTheGrid = false;
            for (JsonNode factor : grid) {
                ofTheGrid |= factor.asDouble() == rho;
            }
            assertTrue(ofTheGrid, row);
        }
        CommandRun other = dmsb("evaluate", "--bids", all.toString(), "--rho-quantiles", "--model", model.toString());
        assertNotEquals(0, other.status());
        assertTrue(other.err().contains("actions 5, rhoGrid [1, "), other.err());
        CommandRun without = dmsb("evaluate", "--rule", "best-constant", "--rho-quantiles");
        assertEquals("dmsb: --rho-quantiles: expected together with --bids only\n", without.err());
    }

    @Test
    void theMapOfATownHasADotForEveryRound() throws IOException {
        Path map = folder.resolve("map.svg");
        Path rounds = folder.resolve("town.csv");
        done("simulate --scenario town --set roundsPerEpisode=20 --episodes 2 --rule lagged-reserve --out " + rounds
                + " --map " + map);
        List<String> rows = Files.readAllLines(rounds);
        int winner = List.of(rows.get(0).split(",", -1)).indexOf("winner");
        long byUav = rows.stream()
                .skip(1)
                .filter(row -> row.split(",", -1)[winner].equals("0"))
                .count();
        String svg = Files.readString(map);
        assertEquals(40, svg.split("<circle", -1).length - 1);
        assertTrue(svg.contains("served by the UAV (" + byUav + ")"));
        CommandRun table = dmsb("simulate", "--out", rounds.toString(), "--map", map.toString());
        assertEquals("dmsb: --map: expected a scenario with places, kind: town, got kind: table\n", table.err());
        Path fresh = folder.resolve("fresh.csv");
        for (Path out : List.of(rounds, fresh)) { // one that is there, and one that is not
            Path again = folder.resolve("..").resolve(folder.getFileName()).resolve(out.getFileName());
            CommandRun same =
                    dmsb("simulate", "--scenario", "town", "--out", out.toString(), "--map", again.toString());
            assertEquals(
                    "dmsb: --map: expected another file than that of --out, got " + again + " for both\n", same.err());
        }
        assertFalse(Files.exists(fresh));
        assertEquals(rows, Files.readAllLines(rounds));
    }

    @Test
    void aMarketOfSeveralInATownHasNoLogOfSlots() {
        for (String key : List.of("tasks=2", "uavs=2", "uavTasksPerEpisode=5")) {
            CommandRun ran = dmsb(
                    "simulate",
                    "--scenario",
                    "town",
                    "--set",
                    key,
                    "--out",
                    folder.resolve("s.csv").toString());
            assertEquals(
                    "dmsb: kind: expected table with several tasks or UAVs or a battery, as a log of slots does not say"
                            + " which vehicle a task is, got town\n",
                    ran.err());
        }
    }

    @Test
    void aCompressedLogThatEndsEarlyIsRefusedAlikeWithAndWithoutAMapping() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(("bid1,bid2\n" + "5,3\n".repeat(1_000)).getBytes(StandardCharsets.UTF_8));
        }
        Path log = folder.resolve("short.csv.gz");
        Files.write(log, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 6));
        Path mapping = Files.writeString(folder.resolve("short.yaml"), "form: wide\nbid: [bid1, bid2]\nbetter: high\n");
        Path out = folder.resolve("short-outcomes.csv");
        String refusal = "dmsb: " + log + ": expected whole gzip data, got an early end\n";
        assertEquals(
                refusal,
                dmsb("clear", "--bids", log.toString(), "--rho", "1", "--out", out.toString())
                        .err());
        CommandRun mapped = dmsb(
                "clear",
                "--bids",
                log.toString(),
                "--mapping",
                mapping.toString(),
                "--rho",
                "1",
                "--out",
                out.toString());
        assertEquals(refusal, mapped.err());
        assertEquals(2, mapped.status());
        assertFalse(Files.exists(out));
    }

    @Test
    void auditSaysWhyItTakesNoLog() {
        for (String option : List.of("--bids", "--mapping")) {
            CommandRun ran = dmsb("audit", "--rule", "lagged-reserve", option, all.toString());
            assertNotEquals(0, ran.status());
            assertTrue(
                    ran.err()
                            .startsWith(
                                    "dmsb: " + option + ": expected a simulated market, got a log: a log has bids and"),
                    ran.err());
        }
    }

    @Test
    void aLogOfBidsAloneIsEnough() throws IOException {
        Path bare = folder.resolve("bare.csv");
        List<String> lines = new ArrayList<>(List.of("bid3,bid1,estimate,bid2,comment"));
        List<String> source = Files.readAllLines(all);
        for (String line : source.subList(1, source.size())) {
            String[] fields = line.split(",", -1);
            lines.add(fields[7] + "," + fields[5] + "," + fields[2] + "," + fields[6] + ",\"a, b\"");
        }
        Files.write(bare, lines);
        JsonNode json = evaluate("--rule lagged-reserve --bids " + bare);
        assertEquals(11, json.get("episodes").asInt()); // one market: 3 rows of history, 11 times 100, 97 left over
        assertEquals(0, json.at("/log/measuredConditions").asInt());
        assertTrue(json.at("/log/valueError").isNull());
        assertFalse(json.has("delaySeconds"));
    }

    @Test
    void trainingOnALogIsTheSameTwiceAndSaysOnWhat() throws IOException {
        for (String run : List.of("run", "again")) {
            done(
                    "train --steps 300 --evaluations 1 --curve-episodes 2 --set hidden=8 --set batch=16 --set firstUpdate=50"
                            + " --set evaluationChains=2 --rows 1-900 --bids " + served + " --out "
                            + folder.resolve(run));
        }
        for (String file : List.of("metrics.csv", "model.safetensors")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("run").resolve(file)),
                    Files.readAllBytes(folder.resolve("again").resolve(file)));
        }
        assertTrue(Files.readString(folder.resolve("run/metrics.csv")).startsWith("steps,updates,"));
        JsonNode manifest = new ObjectMapper().readTree(Files.readString(folder.resolve("run/manifest.json")));
        assertEquals("1-900", manifest.at("/configuration/log/rows").asText());
        assertEquals(900, manifest.at("/configuration/log/logRows").asInt());
        assertTrue(manifest.at("/configuration/logSha256").asText().matches("[0-9a-f]{64}"));
        Path model = folder.resolve("run/model.safetensors");
        assertEquals(
                100,
                evaluate("--episodes 2 --rows 901- --bids " + all + " --model " + model)
                                .at("/log/roundsPerEpisode")
                                .asInt()
                        + 3);
        done("evaluate --episodes 2 --model " + model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bid1,bid2|1,2|header: expected a column estimate",
                "estimate,bid1,bid2|1,2,3|header: expected a column bid3 (groundStations is 3)",
                "estimate,bid1,bid2,bid3,bid4|1,2,3,4,5|header: expected bids of groundStations 3, got column bid4",
                "estimate,bid1,bid2,bid3,bid3|1,2,3,4,5|column bid3: expected once, got twice",
                "estimate,bid1,bid2,bid3|1,2,3|line 2, expected 4 fields as in the header, got 3",
                "estimate,bid1,bid2,bid3|1,2,x,4|line 2, column bid2: expected a finite number from 0, got 'x'",
                "estimate,bid1,bid2,bid3|,2,3,4|line 2, column estimate: expected a finite number from 0, got nothing",
                "estimate,bid1,bid2,bid3,uavValue|1,2,3,4,-5|line 2, column uavValue: expected a finite",
                "estimate,bid1,bid2,bid3,taskBits|1,2,3,4,5|column taskBits: expected a number from 160000000 to 320000000",
                "estimate,bid1,bid2,bid3|1,2,3,4|expected a market of more than 3 rows"
            })
    void malformedLogsAreRefusedByLineAndColumn(String header, String row, String message) throws IOException {
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, header + "\n" + row + "\n");
        CommandRun ran = dmsb("evaluate", "--rule", "spa", "--bids", file.toString());
        assertEquals(2, ran.status(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(message), ran.err());
    }

    @Test
    void aQuoteThatSwallowsRowsOfALogIsRefusedByItsLine() throws IOException {
        String rows = "1,2,3,4,ok\n".repeat(5);
        for (String[] log : new String[][] {
            {rows + "1,2,3,4,\"open\n" + rows, "line 7, expected a closing quote"},
            {rows + "1,2,3,\"\n\",\"open\n" + rows, "line 8, expected a closing quote"},
            {rows + "1,2,3,4,\"open\n" + rows + "1,2,3,4,\"ok\"\n", "line 7, expected quotes around whole fields"}
        }) {
            Path file = folder.resolve("quotes.csv");
            Files.writeString(file, "estimate,bid1,bid2,bid3,note\n" + log[0]);
            for (String command : List.of(
                    "evaluate --rule spa --rows 1-3 --bids " + file,
                    "train --bids " + file + " --out " + folder.resolve("no-run"))) {
                CommandRun ran = dmsb(command.split(" ", -1));
                assertEquals(2, ran.status(), ran.err());
                assertTrue(ran.err().contains(log[1]), ran.err());
            }
        }
    }

    @Test
    void marketsWhoseNamesAreNotUtf8StayApart() throws IOException {
        Path file = folder.resolve("latin1.csv");
        StringBuilder log = new StringBuilder("market,estimate,bid1,bid2,bid3\n");
        for (String market : List.of("K\u00f6ln", "K\u00fcln")) {
            for (int row = 0; row < 50; row++) {
                log.append(market).append(",70,80,60,40\n");
            }
        }
        Files.write(file, log.toString().getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                2,
                evaluate("--rule spa --set roundsPerEpisode=10 --bids " + file)
                        .at("/log/logMarkets")
                        .asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "--rule spa --rows 1-2",
        "--rule spa --training-rows 1-2",
        "--rule spa --bids ALL --rows 5",
        "--rule spa --bids ALL --rows 9-1",
        "--rule spa --bids ALL --rows 5000-",
        "--rule spa --bids ALL --episodes 13",
        "--rule greedy --bids ALL",
        "--rule spa --bids nowhere.csv",
        "--rule spa --bids ALL --set groundStations=4",
        "--rule spa --bids ALL --scenario load",
        "--rule spa --bids ALL --set taskMB=[1,2]"
    })
    void badUsageOfLogsIsRefused(String words) {
        CommandRun ran = dmsb(("evaluate " + words.replace("ALL", all.toString())).split(" ", -1));
        assertEquals(2, ran.status(), ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void clearingAFileAndItsRefusals() throws IOException {
        Path one = folder.resolve("one.csv");
        Path three = folder.resolve("three.csv");
        CommandRun ran = done("clear --rho 1.5 --threads 1 --bids " + all + " --out " + one);
        assertTrue(ran.err().startsWith("1200 rows cleared: "), ran.err());
        done("clear --rho 1.5 --threads 3 --bids " + all + " --out " + three);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(three));
        assertEquals(
                Files.readString(one), done("clear --rho 1.5 --bids " + all).out());
        Path bad = folder.resolve("bad-bids.csv");
        Files.writeString(bad, "bid1,bid2\n4,1\nx,1\n5,1\n");
        Path none = folder.resolve("none.csv");
        CommandRun refused = dmsb("clear", "--rho", "2", "--bids", bad.toString(), "--out", none.toString());
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("line 3, column bid1: expected a finite number from 0, got 'x'"));
        assertFalse(Files.exists(none));
        CommandRun skipped = done("clear --rho 2 --bad-rows skip --bids " + bad);
        assertEquals("line,winner,price,rho\n2,1,2,2\n4,1,2,2\n", skipped.out());
        assertTrue(
                skipped.err().contains("line 3, column bid1") && skipped.err().contains("1 bad rows skipped"));
        for (String words :
                List.of("--rho 0.5 --bids " + bad, "--rho x --bids " + bad, "--rho 1", "--rho 1 --bids nowhere")) {
            assertEquals(2, dmsb(("clear " + words).split(" ", -1)).status(), words);
        }
    }

    /** Some columns of a CSV without quotes, the header first. */
    private static List<String[]> columns(Path file, String... names) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.get(0).split(",", -1));
        return lines.stream()
                .map(line -> line.split(",", -1))
                .map(fields -> Arrays.stream(names)
                        .map(name -> fields[header.indexOf(name)])
                        .toArray(String[]::new))
                .toList();
    }

    @Test
    void byAModelRowsAreClearedAsByAnEmbeddingProgram() throws IOException {
        Path run = folder.resolve("cleared-by");
        done(
                "train --steps 3000 --evaluations 1 --curve-episodes 1 --set hidden=32 --set batch=64 --set firstUpdate=200"
                        + " --set stepsPerUpdate=4 --set actorLearningRate=0.002 --out " + run);
        Path model = run.resolve("model.safetensors");
        List<String[]> rows = columns(all, "episode", "estimate", "contract", "bid1", "bid2", "bid3");
        StringBuilder log = new StringBuilder(String.join(",", rows.get(0))).append('\n');
        for (int i = 0; i < 20; i++) { // more than one block
            rows.subList(1, rows.size())
                    .forEach(row -> log.append(String.join(",", row)).append('\n'));
        }
        Path bids = folder.resolve("no-conditions.csv");
        Files.writeString(bids, log);
        assertTrue(Files.size(bids) > 1.3 * (1 << 20), "bytes: " + Files.size(bids));

        LearnedModel deployed = Model.read(model).deployed();
        Auctioneer auctioneer = Auctioneer.trained(deployed);
        List<String> expected = new ArrayList<>(List.of("line,winner,price,rho"));
        String episode = "";
        for (String line : log.toString().lines().skip(1).toList()) {
            String[] row = line.split(",", -1);
            if (!row[0].equals(episode)) {
                episode = row[0];
                auctioneer = Auctioneer.trained(deployed);
            }
            Posted posted = auctioneer
                    .announce(
                            new MarketConditions(deployed.scenario()),
                            Double.parseDouble(row[1]),
                            Double.parseDouble(row[2]))
                    .post();
            Settlement clearing =
                    posted.clear(Double.parseDouble(row[3]), Double.parseDouble(row[4]), Double.parseDouble(row[5]));
            expected.add(1 + expected.size() + "," + clearing.winner() + "," + Decimal.shortest(clearing.price()) + ","
                    + Decimal.shortest(posted.rho()));
        }
        String cleared = done("clear --model " + model + " --bids " + bids).out();
        assertEquals(expected, cleared.lines().toList());
        assertEquals(
                cleared,
                done("clear --threads 3 --model " + model + " --bids " + bids).out());
        long rhos = expected.stream()
                        .map(line -> line.replaceFirst(".*,", ""))
                        .distinct()
                        .count()
                - 1;
        assertTrue(rhos > 1, "rhos: " + rhos);
    }

    @Test
    void aModelIsNotUsedOnRowsThatItCannotPrice() throws IOException {
        Path run = folder.resolve("refused-by");
        String small = " --steps 100 --evaluations 1 --curve-episodes 1 --set hidden=8 --out ";
        done("train" + small + run);
        String model = " --model " + run.resolve("model.safetensors") + " --bids ";
        Path bids = folder.resolve("rows.csv");
        Map<String, String> refusals = new LinkedHashMap<>();
        refusals.put("bid1,bid2,bid3,contract\n1,2,3,4\n", "line 1, header: expected a column estimate");
        refusals.put("bid1,bid2,bid3,estimate\n1,2,3,4\n", "line 1, header: expected a column contract");
        refusals.put("bid1,bid2,estimate,contract\n1,2,3,4\n", "line 1, header: expected a column bid3");
        refusals.put(
                "bid1,bid2,bid3,bid4,estimate,contract\n1,2,3,4,5,6\n",
                "line 1, header: expected bids of groundStations 3, got column bid4");
        refusals.put(
                "bid1,bid2,bid3,estimate,contract\n1,2,3,4,5\n1,2,3,4,\n",
                "line 3, column contract: expected a finite number from 0, got nothing");
        refusals.put(
                "bid1,bid2,bid3,estimate,contract,taskBits\n1,2,3,4,5,6\n",
                "line 2, column taskBits: expected a number");
        for (Map.Entry<String, String> refusal : refusals.entrySet()) {
            Files.writeString(bids, refusal.getKey());
            CommandRun ran = dmsb(("clear" + model + bids).split(" ", -1));
            assertEquals(2, ran.status(), ran.err());
            assertTrue(ran.err().contains(refusal.getValue()), ran.err());
        }
        assertTrue(dmsb(("clear --format jsonl" + model + bids).split(" ", -1))
                .err()
                .contains("--format: expected csv together with --model"));
        Path sighted = folder.resolve("sighted");
        done("train --set observation=current-bids" + small + sighted);
        CommandRun ran =
                dmsb(("clear --model " + sighted.resolve("model.safetensors") + " --bids " + bids).split(" ", -1));
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("cannot be posted before them"), ran.err());
    }

    @Test
    void aClearingThatIsKilledLeavesNoFile() throws IOException, InterruptedException {
        for (boolean forcibly : new boolean[] {false, true}) {
            Path place = Files.createDirectory(folder.resolve("killed" + forcibly));
            Path target = place.resolve("out.csv");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "clear",
                            "--rho",
                            "1.5",
                            "--bids",
                            "-",
                            "--out",
                            target.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream bids = process.getOutputStream()) {
                byte[] rows = "10.5,20.25\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
                bids.write("bid1,bid2\n".getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i < 16; i++) { // 11 MB: more than it may have read without having cleared a block
                    bids.write(rows);
                }
                bids.flush();
                assertTrue(files(place) > 0, "it was writing");
                if (forcibly) {
                    process.destroyForcibly();
                } else {
                    process.destroy();
                }
                process.waitFor();
            } catch (IOException e) {
                assertFalse(process.isAlive(), "the pipe broke with the process only");
            }
            assertFalse(Files.exists(target));
            if (!forcibly) {
                assertEquals(0, files(place));
            }
        }
    }

    private static long files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    @Test
    void whatSimulateWritesDependsOnTheRuleOnlyInWhatBecameKnown() throws IOException {
        List<String> full = Files.readAllLines(all);
        List<String> partial = Files.readAllLines(served);
        assertEquals(full.get(0) + ",rho,winner,price", partial.get(0));
        for (int i = 1; i < full.size(); i++) {
            String[] a = full.get(i).split(",", -1);
            String[] b = partial.get(i).split(",", -1);
            boolean uavServed = b[b.length - 2].equals("0");
            assertEquals(uavServed ? a[4] : "", b[4]);
            a[4] = b[4];
            assertArrayEquals(a, Arrays.copyOf(b, a.length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rho", "--model"})
    void aFaultOfAMappingIsToldOfTheMappingAlone(String option) throws IOException {
        Path mapping = Files.writeString(folder.resolve("shape.yaml"), "form: tall\n");
        String value = option.equals("--rho") ? "1" : all.toString();
        CommandRun ran = dmsb("clear", "--bids", all.toString(), "--mapping", mapping.toString(), option, value);
        assertNotEquals(0, ran.status());
        assertEquals("dmsb: " + mapping + ": key 'form': expected one of wide, long, got tall\n", ran.err());
    }
}
