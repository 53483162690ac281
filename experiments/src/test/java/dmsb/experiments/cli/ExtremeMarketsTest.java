package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markets at the ends of what is allowed work, and what is beyond them is refused by name: nothing in between. */
class ExtremeMarketsTest {
    @TempDir
    private Path folder;

    private static CommandRun dmsb(String words) {
        return CommandRun.dmsb(words.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groundHitRate=[1,1]", // accuracy R at its ceiling
                "groundHitRate=[0,0] --set uavHitRate=[0,0]", // and at its floor: every bid is what beta makes of no
                // hit
                "pixels=1",
                "uplinkMHz=[0.000001,0.000001] --set downlinkMHz=[0.000001,0.000001]", // 1 Hz
                "groundStations=1",
                "groundStations=1000 --set window=1 --set history=1", // fewer slots, as each has a thousand stations
                "channelGainDb=[-120,-120]",
                "channelGainDb=[300,300]",
                "taskMB=[1e-9,1e9]",
                // fewer slots and stations, as each draws a million pixels
                "omega1=1e9 --set omega2=1e9 --set beta=20 --set pixels=1000000"
                        + " --set groundStations=1 --set window=1 --set history=1",
                "omega1=1e-9 --set omega2=1e-9 --set beta=0",
                "uavNoise=10",
                "uavBargainingPower=1e9",
                "uavBargainingPower=1e-9",
                "actions=1",
                "persistence=1 --set window=1",
                "slotSeconds=1e9"
            })
    void extremeButLegalMarketsAreSimulatedEvaluatedAndLearned(String set) throws IOException {
        String market = " --set " + set + " --set roundsPerEpisode=5";
        Path log = folder.resolve("log.csv");
        CommandRun simulated = dmsb("simulate --episodes 2 --out " + log + market);
        assertEquals(0, simulated.status(), simulated.err());
        String rows = Files.readString(log);
        assertFalse(rows.contains("NaN") || rows.contains("Infinity"), rows);
        for (String rule : List.of("spa", "lagged-reserve", "myopic-msb", "optimal-msb")) {
            CommandRun evaluated = dmsb("evaluate --json --episodes 3 --rule " + rule + market);
            assertEquals(0, evaluated.status(), evaluated.err());
            JsonNode result = new ObjectMapper().readTree(evaluated.out());
            for (String key : List.of("surplus", "firstBestFraction", "delaySeconds")) {
                assertTrue(result.get(key).isNumber(), rule + " " + key + ": " + result.get(key));
            }
        }
        Path run = folder.resolve("run");
        CommandRun trained = dmsb("train --steps 60 --evaluations 1 --curve-episodes 1 --set hidden=8 --set batch=8"
                + " --set firstUpdate=20 --set stepsPerUpdate=4 --out " + run + market);
        assertEquals(0, trained.status(), trained.err());
        List<String> metrics = Files.readAllLines(run.resolve("metrics.csv"));
        assertFalse(metrics.get(2).contains("NaN") || metrics.get(2).contains("Infinity"), metrics.get(2));
    }

    /** 1 + SNR rounds to 1: nothing ever arrives, serving is worth nothing, and there is nothing to learn. */
    @Test
    void aMarketWithoutALinkIsSimulatedAndRefusedByTheLearner() throws IOException {
        String market = " --set channelGainDb=[-300,-300] --set roundsPerEpisode=5";
        Path log = folder.resolve("log.csv");
        assertEquals(0, dmsb("simulate --episodes 2 --out " + log + market).status());
        List<String> rows = Files.readAllLines(log);
        List<String> header = List.of(rows.get(0).split(",", -1));
        String[] row = rows.get(1).split(",", -1);
        assertEquals("0", row[header.indexOf("uavValue")]);
        assertEquals("Infinity", row[header.indexOf("latencySeconds0")]);
        CommandRun trained = dmsb("train --steps 60 --out " + folder.resolve("run") + market);
        assertEquals(2, trained.status());
        assertEquals(
                "dmsb: scenario: expected a market in which serving is worth something, got a mean first best of 0",
                trained.err().strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groundStations=0",
                "groundStations=1001",
                "uplinkMHz=[0,1]",
                "uplinkMHz=[1e-10,1]",
                "groundHitRate=[0,1.0000001]",
                "channelGainDb=[-301,0]",
                "omega1=0",
                "omega2=1e300",
                "beta=20.1",
                "uavNoise=NaN",
                "actions=0",
                "taskMB=[2,1]"
            })
    void whatIsBeyondIsRefusedByName(String set) {
        CommandRun ran = dmsb("simulate --episodes 1 --out " + folder.resolve("log.csv") + " --set " + set);
        assertEquals(2, ran.status());
        String key = set.substring(0, set.indexOf('='));
        String line = ran.err().lines().findFirst().orElse("");
        assertTrue(line.contains(key) && line.contains("expected") && line.contains("got"), line);
    }

    /** Three bids of every magnitude, cleared by a file; the oracle is exact arithmetic. */
    @Test
    void bidsOfEveryMagnitudeAreClearedExactly() throws IOException {
        List<String> amounts = List.of("0", "1e-300", "1.5e-300", "1", "1.5", "1e300", "1.5e300");
        StringBuilder csv = new StringBuilder("bid1,bid2,contract\n");
        List<String> winners = new ArrayList<>();
        for (String first : amounts) {
            for (String second : amounts) {
                csv.append(first).append(',').append(second).append(",1e-300\n");
                BigDecimal one = new BigDecimal(Double.parseDouble(first));
                BigDecimal two = new BigDecimal(Double.parseDouble(second));
                BigDecimal rho = new BigDecimal(1.25);
                winners.add(
                        one.compareTo(two.multiply(rho)) > 0 ? "1" : two.compareTo(one.multiply(rho)) > 0 ? "2" : "0");
            }
        }
        Path bids = folder.resolve("bids.csv");
        Path out = folder.resolve("out.csv");
        Files.writeString(bids, csv);
        CommandRun ran = dmsb("clear --bids " + bids + " --rho 1.25 --out " + out);
        assertEquals(0, ran.status(), ran.err());
        List<String> rows = Files.readAllLines(out);
        List<String> header = List.of(rows.get(0).split(",", -1));
        for (int i = 0; i < winners.size(); i++) {
            String[] row = rows.get(i + 1).split(",", -1);
            assertEquals(winners.get(i), row[header.indexOf("winner")], rows.get(i + 1));
            double price = Double.parseDouble(row[header.indexOf("price")]);
            assertTrue(Double.isFinite(price) && price >= 0, rows.get(i + 1));
        }
        for (String bad : List.of("1e309", "-1e-300", "NaN", "1e300000")) {
            Files.writeString(bids, "bid1,bid2\n1," + bad + "\n");
            CommandRun refused = dmsb("clear --bids " + bids + " --rho 1.25 --out " + out);
            assertEquals(2, refused.status(), bad);
            assertTrue(refused.err().toLowerCase(Locale.ROOT).contains("bid2"), refused.err());
        }
    }
}
