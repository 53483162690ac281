package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.auction.Auctioneer;
import dmsb.auction.log.BidLog;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.PricingModel;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.log.BidLogReader;
import dmsb.experiments.log.RowRange;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Model;
import dmsb.nn.agent.Inference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command takes a market whose number of stations is a range, by the same code. */
class VaryingStationsCommandsTest {
    private static final String RANGE = " --set groundStations=[2,4] --set roundsPerEpisode=40";

    @TempDir
    static Path folder;

    private static CommandRun dmsb(String words) {
        return CommandRun.dmsb(words.split(" ", -1));
    }

    private static String done(String words) {
        CommandRun ran = dmsb(words);
        assertEquals(0, ran.status(), ran.err());
        return ran.out();
    }

    private static Path log() {
        return folder.resolve("log.csv");
    }

    private static Path filter() {
        return folder.resolve("filter.safetensors");
    }

    @BeforeAll
    static void simulateAndFit() {
        done("simulate --episodes 6 --seed 3 --out " + log() + RANGE);
        done("fit --episodes 40 --out " + filter() + RANGE);
    }

    private static BidLog read(PricingModel model, Path log) throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            return BidLogReader.read(in, "log.csv", model.scenario(), RowRange.ALL, line -> {})
                    .log();
        }
    }

    @Test
    void theLogHasEmptyFieldsWhereThereIsNoStation() throws IOException {
        PricingModel model = Model.pricing(TensorFile.read(filter()), Inference.standard());
        BidLog log = read(model, log());
        List<Integer> numbers = new ArrayList<>();
        List<Integer> drawn = new ArrayList<>();
        for (int market = 0; market < log.markets(); market++) {
            int row = log.marketStart(market);
            numbers.add((int) IntStream.rangeClosed(1, 4)
                    .filter(n -> !Double.isNaN(log.bid(row, n)))
                    .count());
            drawn.add(model.scenario()
                    .stations()
                    .draw(HeldOut.simulation(3).child("episode").child(market)));
        }
        assertEquals(drawn, numbers);
        assertTrue(drawn.stream().distinct().count() > 1);
    }

    private static List<String> auctioneered(PricingModel model, BidLog log) {
        List<String> lines = new ArrayList<>();
        for (int market = 0; market < log.markets(); market++) {
            Auctioneer auctioneer = Auctioneer.trained(model);
            for (int row = log.marketStart(market); row < log.marketStart(market + 1); row++) {
                double[] bids = RowRounds.bids(log, row);
                auctioneer.announce(RowRounds.conditions(log, row), log.estimate(row), log.contract(row));
                int number = row;
                auctioneer.invite(IntStream.rangeClosed(1, 4)
                        .filter(n -> log.isInvited(number, n))
                        .toArray());
                Settlement settlement = auctioneer.clear(bids);
                lines.add(row + 2 + "," + settlement.winner() + "," + Decimal.shortest(settlement.price()) + ","
                        + Decimal.shortest(settlement.rho()));
                if (settlement.uavServes() && log.uavValueKnown(row)) {
                    settlement.reveal(log.uavValue(row));
                }
            }
        }
        return lines;
    }

    private static void assertClearedAsAuctioneered(Path file) throws IOException {
        assertClearedAsAuctioneered(file, log());
    }

    private static void assertClearedAsAuctioneered(Path file, Path log) throws IOException {
        Path cleared = folder.resolve("cleared.csv");
        done("clear --model " + file + " --bids " + log + " --out " + cleared);
        PricingModel model = Model.pricing(TensorFile.read(file), Inference.standard());
        List<String> lines = Files.readAllLines(cleared);
        assertEquals(auctioneered(model, read(model, log)), lines.subList(1, lines.size()));
    }

    @Test
    void aFilterClearsALogAsAnAuctioneerHoldsItsRounds() throws IOException {
        assertClearedAsAuctioneered(filter());
    }

    /** Every seventh row loses its first bid; with {@code marks} the row still says that station 1 was invited. */
    private static Path silenced(String name, boolean marks) throws IOException {
        List<String> lines = Files.readAllLines(log());
        List<String> header = List.of(lines.get(0).split(",", -1));
        int first = header.indexOf("bid1");
        int invited = header.indexOf("invited1");
        StringBuilder silenced = new StringBuilder(lines.get(0) + "\n");
        for (int row = 1; row < lines.size(); row++) {
            String[] fields = lines.get(row).split(",", -1);
            boolean three = !fields[first + 2].isEmpty(); // else there would be fewer than two without its bid
            if (row % 7 == 0 && three) {
                fields[first] = "";
                fields[invited] = marks ? fields[invited] : "0";
            }
            silenced.append(String.join(",", fields) + "\n");
        }
        return Files.writeString(folder.resolve(name), silenced);
    }

    @Test
    void aSilentStationIsToldFromOneThatIsNotInvited() throws IOException {
        Path silent = silenced("silent.csv", true);
        Path absent = silenced("absent.csv", false);
        PricingModel model = Model.pricing(TensorFile.read(filter()), Inference.standard());
        assertNotEquals(auctioneered(model, read(model, silent)), auctioneered(model, read(model, absent)));
        assertClearedAsAuctioneered(filter(), silent);
        assertClearedAsAuctioneered(filter(), absent);
        assertNotEquals(
                done("evaluate --out " + folder.resolve("silent-e.csv") + " --bids " + silent + " --model " + filter())
                        .replace("silent.csv", "absent.csv"),
                done("evaluate --out " + folder.resolve("absent-e.csv") + " --bids " + absent + " --model "
                        + filter()));
    }

    @Test
    void theLogSaysWhoIsInvitedAndReadsTheSameWithoutIt() throws IOException {
        List<String> lines = Files.readAllLines(log());
        List<String> header = List.of(lines.get(0).split(",", -1));
        StringBuilder without = new StringBuilder();
        for (String line : lines) {
            List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
            for (int n = 4; n >= 1; n--) {
                String invited = fields.remove(header.indexOf("invited" + n));
                String bid = fields.get(header.indexOf("bid" + n));
                assertEquals(fields.get(0).equals("episode") ? "invited" + n : bid.isEmpty() ? "0" : "1", invited);
            }
            without.append(String.join(",", fields)).append("\n");
        }
        Path log = Files.writeString(folder.resolve("without.csv"), without);
        assertEquals(
                done("clear --model " + filter() + " --bids " + log()),
                done("clear --model " + filter() + " --bids " + log));
    }

    @Test
    void aLongLogThroughAMappingSaysWhoWasSilent() throws IOException {
        String mapping = "form: long\nauction: lot\nbidder: firm\nbidders: 4\nbid: bid\nbetter: high\noutside: 40\n";
        Path quiet = Files.writeString(folder.resolve("quiet.yaml"), mapping + "missing: [declined]\n");
        Path told = Files.writeString(folder.resolve("told.yaml"), mapping + "silent: [declined]\n");
        StringBuilder rows = new StringBuilder("lot,firm,bid\n");
        StringBuilder own = new StringBuilder("estimate,contract,uavValue,bid1,bid2,bid3,invited3\n");
        for (int lot = 0; lot < 30; lot++) {
            int a = 50 + lot * 7 % 31;
            int b = 40 + lot * 5 % 29;
            rows.append(lot + ",a," + a + "\n" + lot + ",b," + b + "\n" + lot + ",c,declined\n");
            own.append("40,40,40," + a + "," + b + ",,1\n");
        }
        Path log = Files.writeString(folder.resolve("long.csv"), rows);
        Path same = Files.writeString(folder.resolve("own.csv"), own);
        String silent = done("evaluate --model " + filter() + " --bids " + log + " --mapping " + told);
        assertTrue(silent.contains("30 of them invited and silent"), silent);
        assertNotEquals(clearedRhos(log + " --mapping " + told), clearedRhos(log + " --mapping " + quiet));
        assertEquals(clearedRhos(same.toString()), clearedRhos(log + " --mapping " + told));
    }

    /** The factors of a log, row by row; they stand in the last column. */
    private static List<String> clearedRhos(String bids) {
        return done("clear --model " + filter() + " --bids " + bids)
                .lines()
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
    }

    @Test
    void aModelOfARangeReadsALogWithoutColumnsForItsLastStations() throws IOException {
        List<String> narrow = new ArrayList<>();
        List<String> wide = new ArrayList<>();
        for (int row = 0; row < 30; row++) {
            String bids = (50 + row * 7 % 31) + "," + (40 + row * 5 % 29);
            narrow.add("60,10," + bids);
            wide.add("60,10," + bids + ",,");
        }
        Path two = Files.writeString(
                folder.resolve("two.csv"), "estimate,contract,bid1,bid2\n" + String.join("\n", narrow) + "\n");
        Path four = Files.writeString(
                folder.resolve("four.csv"), "estimate,contract,bid1,bid2,bid3,bid4\n" + String.join("\n", wide) + "\n");
        assertEquals(
                done("clear --model " + filter() + " --bids " + four),
                done("clear --model " + filter() + " --bids " + two));
        assertClearedAsAuctioneered(filter(), two);
        assertEquals(done("clear --rho 1.1 --bids " + four), done("clear --rho 1.1 --bids " + two));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            estimate,contract,bid1,bid2,invited1~60,10,5,4,0|column bid1: expected nothing from a station that was not invited, got '5'
            estimate,contract,bid1,bid2,invited1~60,10,5,4,2|column invited1: expected 1 for a station that was invited, 0 for another, got '2'
            estimate,contract,bid1,bid2,invited1~60,10,,4,0|invited: expected 2 to 4 of them, got 1
            estimate,contract,bid1~60,10,5|header: expected a column bid2 (groundStations is [2, 4])
            estimate,contract,bid1,bid2,bid4~60,10,5,4,3|header: expected columns bid1, bid2, ... without a gap, got bid4 without bid3
            estimate,contract,bid1,bid2,bid5~60,10,5,4,3|header: expected bids of groundStations [2, 4], got column bid5
            """)
    void whatDoesNotFitARangeIsTold(String rows, String told) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.csv"), rows.replace('~', '\n') + "\n");
        CommandRun cleared = dmsb("clear --model " + filter() + " --bids " + bad);
        assertEquals(2, cleared.status());
        assertTrue(cleared.err().contains(told), cleared.err());
        assertEquals(1, cleared.err().lines().count(), cleared.err());
        CommandRun evaluated = dmsb("evaluate --rule spa --bids " + bad + RANGE);
        assertTrue(evaluated.err().contains(told), evaluated.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"d2sac", "sac", "dqn", "ppo"})
    void everyAgentIsTrainedEvaluatedAndDeployed(String agent) throws IOException {
        Path run = folder.resolve(agent);
        String small = " --set hidden=8 --evaluations 1 --curve-episodes 1 --quiet";
        String learning = agent.equals("ppo") ? " --steps 1024" : " --steps 200 --set firstUpdate=100";
        done("train --agent " + agent + learning + small + " --out " + run + RANGE);
        Path model = run.resolve("model.safetensors");
        assertClearedAsAuctioneered(model);
        String one = done("evaluate --episodes 2 --model " + model + " --set groundStations=3");
        assertNotEquals(one, done("evaluate --episodes 2 --silent 0.5 --model " + model + " --set groundStations=3"));
        assertTrue(done("evaluate --bids " + log() + " --model " + model).contains("fraction of first best"));
    }

    @Test
    void overTimeEachNumberOfStationsIsAuditedByItself() throws IOException {
        for (String what : List.of("--model " + filter(), "--rule lagged-reserve --set roundsPerEpisode=40")) {
            String words = "audit --dynamic --episodes 1 --json " + what + " --set groundStations=";
            JsonNode audits = new ObjectMapper().readTree(done(words + "[2,4]")).get("byGroundStations");
            assertEquals(3, audits.size());
            for (int n = 2; n <= 4; n++) {
                JsonNode one = new ObjectMapper().readTree(done(words + n));
                JsonNode of = audits.get(n - 2);
                assertEquals(n, of.get("groundStations").asInt());
                assertEquals(one.get("manipulations"), of.get("manipulations"));
                assertEquals(one.get("spoiled"), of.get("spoiled"));
                assertEquals(one.get("uav"), of.get("uav"));
            }
        }
        String text = done("audit --dynamic --episodes 1 --rule lagged-reserve" + RANGE);
        assertTrue(text.startsWith("groundStations 2:\n") && text.contains("\ngroundStations 4:\n"), text);
        Path prices = folder.resolve("prices");
        done("price --episodes 1 --out " + prices + " lagged-reserve spa" + RANGE);
        assertEquals(
                List.of("groundStations", "2", "2", "3", "3", "4", "4"),
                Files.readAllLines(prices.resolve("price.csv")).stream()
                        .map(line -> line.split(",", -1)[1])
                        .toList());
    }

    @Test
    void rulesAreAuditedComparedAndInspected() throws IOException {
        assertTrue(done("audit --episodes 1 --rule lagged-reserve" + RANGE).contains("the UAV gains"));
        assertTrue(done("compare --episodes 2 spa lagged-reserve" + RANGE).contains("spa"));
        Path figures = folder.resolve("figures");
        done("inspect --episodes 1 --model " + filter() + " --out " + figures);
        assertTrue(
                Files.readString(figures.resolve("timeline.csv")).startsWith("round,estimate,contract,uavValue,bid1"));
    }

    /** Long form: the number of bidders differs, and a missing bid is empty for a model of a range. */
    @Test
    void aRaggedLogIsLearnedFromAndClearedInItsOwnTerms() throws IOException {
        StringBuilder rows = new StringBuilder("auction,firm,limit,bid\n");
        for (int auction = 0; auction < 120; auction++) {
            for (int firm = 0; firm < 2 + auction % 3; firm++) {
                rows.append(auction + ",f" + firm + ",100," + (40 + (auction * 7 + firm * 13) % 31) + "\n");
            }
        }
        Path ragged = Files.writeString(folder.resolve("ragged.csv"), rows);
        Path mapping = Files.writeString(
                folder.resolve("mapping.yaml"),
                "form: long\nauction: auction\nbidder: firm\nbidders: 4\nbid: bid\nbetter: low\nreserve: limit\n"
                        + "outside: 0.6 * reserve\n");
        String through = " --bids " + ragged + " --mapping " + mapping;
        Path model = folder.resolve("ragged.safetensors");
        done("fit --out " + model + through + RANGE);
        assertTrue(done("evaluate --model " + model + through).contains("fraction of first best"));
        Path cleared = folder.resolve("ragged-cleared.csv");
        done("clear --model " + model + through + " --out " + cleared);
        assertEquals(121, Files.readAllLines(cleared).size());
        String wider = "evaluate --rule spa --set roundsPerEpisode=40 --set groundStations=";
        assertTrue(done(wider + "[2,9]" + through).contains("fraction of first best"));
        for (String other : List.of("[2,3]", "[5,9]", "3", "5")) {
            assertEquals(
                    "dmsb: " + ragged
                            + ": groundStations: expected 4 or a range with 4 in it, as the mapping has so many"
                            + " bidders, got " + other.replace(",", ", ") + "\n",
                    dmsb(wider + other + through).err());
        }
        Path five = folder.resolve("five.safetensors");
        done("fit --episodes 20 --set groundStations=5 --out " + five);
        CommandRun refused = dmsb("clear --model " + five + through + " --out " + folder.resolve("none.csv"));
        assertTrue(refused.err().contains(": groundStations: expected 4 or a range with 4 in it"), refused.err());
        assertEquals(2, refused.status());
        CommandRun three = dmsb("evaluate --rule spa --set groundStations=[3,4]" + through);
        assertEquals(2, three.status());
        assertTrue(three.err().contains("bids: expected 3 to 4 of them, got 2"), three.err());
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        CommandRun belief = dmsb("fit --belief --set history=6 --out " + folder.resolve("belief") + RANGE);
        assertEquals(2, belief.status(), belief.err());
        assertTrue(
                belief.err().contains("groundStations: expected one whole number with a belief, got [2, 4]"),
                belief.err());
        CommandRun outside = dmsb("evaluate --episodes 1 --model " + filter() + " --set groundStations=5");
        assertEquals(2, outside.status());
        assertTrue(outside.err().contains("model: expected one for groundStations 5"), outside.err());
        CommandRun silent = dmsb("evaluate --episodes 1 --rule spa --silent 2");
        assertTrue(silent.err().contains("--silent: expected a number from 0 to 1"), silent.err());
    }

    /** Of every command that plays a market, in one line: nobody has to report it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulate --out OUT --episodes 1",
                "evaluate --rule spa --episodes 1",
                "train --steps 20 --out OUT",
                "fit --episodes 3 --out OUT",
                "audit --rule spa --episodes 1",
                "compare spa lagged-reserve --episodes 2",
                "inspect --rule spa --out OUT"
            })
    void whatDoesNotGoWithARangeIsRefusedByName(String words) {
        for (String market : List.of("kind=town", "sharedSpectrum=true")) {
            CommandRun run = dmsb(words.replace("OUT", folder.resolve("out").toString()) + RANGE + " --set " + market);
            assertEquals(2, run.status(), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(run.err().contains("groundStations: expected one whole number with "), run.err());
        }
    }

    @Test
    void aBeliefIsRefusedByNameAndARangeWithOneStationIsInspected() {
        CommandRun belief =
                dmsb("train --steps 20 --set forecasts=belief --set history=6 --out " + folder.resolve("b") + RANGE);
        assertEquals(2, belief.status());
        assertEquals(
                "dmsb: forecasts: expected filter with a range of groundStations, got belief",
                belief.err().strip());
        for (int seed = 1; seed <= 5; seed++) {
            CommandRun run = dmsb(
                    "inspect --rule lagged-reserve --set groundStations=[1,2] --set roundsPerEpisode=20 --episodes 1"
                            + " --seed " + seed + " --out " + folder.resolve("i" + seed));
            boolean refused = run.status() == 2 && run.err().contains("two base stations or more only");
            assertTrue(run.status() == 0 || refused, run.err());
        }
    }
}
