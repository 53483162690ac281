package dmsb.experiments.clearing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dmsb.auction.Auctioneer;
import dmsb.auction.market.ConditionScale;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.TrainingRun;
import dmsb.nn.agent.Inference;
import dmsb.nn.agent.PolicyFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedClearingTest {
    private static final String[] RESOURCES = {
        "uplinkHz", "downlinkHz", "gpuBitPerSecond", "cpuBitPerSecond", "powerWatts"
    };

    @TempDir
    static Path folder;

    private static byte[] model = {};
    private static String log = "";

    @BeforeAll
    static void trainAndSimulate() throws IOException {
        model = train("past-bids");
        Path file = folder.resolve("log.csv");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        // About three blocks.
        String[] words = ("simulate --episodes 40 --seed 4 --out " + file).split(" ");
        assertEquals(
                0,
                dmsb.experiments.cli.Main.run(new ByteArrayOutputStream(), errors, List.of(), words),
                () -> errors.toString(StandardCharsets.UTF_8));
        log = Files.readString(file);
        assertTrue(log.length() > 2 * Clearing.BLOCK_BYTES);
    }

    private static byte[] train(String observation) throws IOException {
        Scenario scenario = Presets.SCENARIOS.load("paper", Map.of("observation", observation));
        Map<String, Object> tiny = Map.of("hidden", 8, "batch", 16, "firstUpdate", 50);
        Path run = Files.createDirectories(folder.resolve(observation));
        new TrainingRun(scenario, Learners.of("d2sac").load("standard", tiny), 400, 3, 1, 1).run(run, Progress.SILENT);
        return Files.readAllBytes(run.resolve("model.safetensors"));
    }

    private static String clear(String input, Pricing pricing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Clearing(pricing, ClearingFormat.CSV, false, 2)
                .run(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        (bytes, length) -> out.write(bytes, 0, length),
                        complaint -> {},
                        read -> {});
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What an embedding program does: an auctioneer a market, one auction after the other. */
    private static String oracle(String input, Inference inference) throws IOException {
        TensorFile file = TensorFile.parse(model);
        LearnedModel learned = LearnedModel.of(file, PolicyFile.read(file, inference));
        int n = learned.groundStations();
        ConditionScale scale = new ConditionScale(learned.scenario());
        Auctioneer auctioneer = Auctioneer.trained(learned);
        double[] conditions = new double[auctioneer.terms().conditionCount()];
        StringBuilder expected = new StringBuilder("line,winner,price,rho\n");
        String episode = "";
        for (NamedCsvRecord row : CsvReader.builder().ofNamedCsvRecord(input)) {
            if (!row.getField("episode").equals(episode)) {
                episode = row.getField("episode");
                auctioneer = Auctioneer.trained(learned);
            }
            conditions[0] = scale.fraction(0, number(row, "taskBits"));
            conditions[1] = scale.fraction(1, number(row, "userPowerWatts"));
            for (int i = 2; i < conditions.length; i++) {
                conditions[i] = scale.fraction(i, number(row, RESOURCES[(i - 2) % 5] + (i - 2) / 5));
            }
            scale.arrange(conditions);
            double estimate = number(row, "estimate");
            auctioneer.announce(conditions, estimate, number(row, "contract"));
            double[] bids = new double[n];
            Arrays.setAll(bids, i -> number(row, "bid" + (i + 1)));
            Settlement cleared = auctioneer.clear(bids);
            if (cleared.uavServes()) {
                cleared.reveal(number(row, "uavValue"));
            }
            expected.append(row.getStartingLineNumber() + "," + cleared.winner() + ","
                    + Decimal.shortest(cleared.price()) + "," + Decimal.shortest(cleared.rho()) + "\n");
        }
        return expected.toString();
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    @Test
    void aLogIsClearedAsAnAuctioneerWouldClearEachMarket() throws IOException {
        Inference inference = Inference.noiseless();
        String cleared = clear(log, new Pricing.Learned(model, inference));
        assertEquals(oracle(log, inference), cleared);
        long rhos = cleared.lines()
                .skip(1)
                .map(line -> line.replaceAll(".*,", ""))
                .distinct()
                .count();
        assertTrue(rhos > 1, "one rho");
    }

    @Test
    void marketsWhoseRowsStandBetweenOneAnotherAreClearedAsIfTheyDidNot() throws IOException {
        List<String> lines = new ArrayList<>(log.lines().toList());
        String header = lines.remove(0);
        int markets = 40;
        int length = lines.size() / markets;
        List<Integer> order = new ArrayList<>(); // the first rows of all markets, then the second ones, ...
        for (int round = 0; round < length; round++) {
            for (int market = 0; market < markets; market++) {
                order.add(market * length + round);
            }
        }
        String mixed = header + "\n" + order.stream().map(lines::get).collect(Collectors.joining("\n"));
        List<String> expected = clear(log, new Pricing.Learned(model, Inference.noiseless()))
                .lines()
                .skip(1)
                .map(LearnedClearingTest::withoutLine)
                .toList();
        List<String> came = clear(mixed, new Pricing.Learned(model, Inference.noiseless(), true))
                .lines()
                .skip(1)
                .map(LearnedClearingTest::withoutLine)
                .toList();
        assertEquals(order.stream().map(expected::get).toList(), came);
    }

    private static String withoutLine(String outcome) {
        return outcome.substring(outcome.indexOf(','));
    }

    @Test
    void marketsOfAnyLengthSpanWindowsAndBlocks() throws IOException {
        // Markets of 1, 2, 3, ... rows in one order, then one market of all rows.
        List<String> lines = new ArrayList<>(log.lines().toList());
        String header = lines.remove(0);
        List<String> renamed = new ArrayList<>(List.of(header));
        int market = 0;
        int left = 1;
        for (String line : lines) {
            renamed.add(market + line.substring(line.indexOf(',')));
            if (--left == 0) {
                market++;
                left = market + 1;
            }
        }
        String growing = renamed.stream().collect(Collectors.joining("\n", "", "\n"));
        Inference chains = Inference.meanOf(2);
        assertEquals(oracle(growing, chains), clear(growing, new Pricing.Learned(model, chains)));
        String one = header + "\n"
                + lines.stream()
                        .map(line -> "0" + line.substring(line.indexOf(',')))
                        .collect(Collectors.joining("\n"));
        assertEquals(oracle(one, Inference.noiseless()), clear(one, new Pricing.Learned(model, Inference.noiseless())));
    }

    @Test
    void whatAModelCannotPriceIsRefused() throws IOException {
        Pricing pricing = new Pricing.Learned(model, Inference.noiseless());
        for (String refused : List.of(
                "bid1,bid2,bid3\n1,2,3\n",
                "estimate,contract,bid1\n1,2,3\n",
                "estimate,bid1,bid2,bid3\n1,2,3,4\n",
                "estimate,contract,bid1,bid2,bid3\n1,2,x,3,4\n",
                "estimate,contract,bid1,bid2,bid3\n1,,3,4,5\n")) {
            assertThrows(UsageException.class, () -> clear(refused, pricing), refused);
        }
        assertThrows(UsageException.class, () -> new Clearing(pricing, ClearingFormat.JSONL, false, 1));
        assertThrows(UsageException.class, () -> new Pricing.Learned(new byte[] {1, 2, 3}, Inference.noiseless()));
        assertTrue(
                clear("estimate,contract,bid1,bid2,bid3\n1,2,3,4,5\n", pricing).startsWith("line,"));
        byte[] sighted = train(ObservationMode.CURRENT_BIDS.toString());
        assertThrows(UsageException.class, () -> new Pricing.Learned(sighted, Inference.noiseless()));
    }
}
