package dmsb.experiments.log.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import dmsb.experiments.log.BadRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappedBidsTest {
    private static final String PROCUREMENT = """
            form: long
            auction: auction
            bidder: firm
            bidders: 3
            bid: bid
            better: low
            reserve: limit
            """;
    private static final String ROWS = """
            day,auction,firm,limit,bid
            1,A,f7,100,90
            1,A,f2,100,80
            1,A,f9,100,85
            2,B,f2,50,45
            3,C,f7,20,25
            4,D,f7,30,20
            4,D,f7,30,18
            4,D,f2,30,24
            """;

    private static LogMapping mapping(String yaml) {
        return LogMapping.of(ConfigSection.of("m.yaml", Yaml.parse(yaml, "m.yaml")));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String mapped(String yaml, String log) throws IOException {
        try (MappedBids bids = new MappedBids(stream(log), mapping(yaml), null, auction -> {})) {
            return new String(bids.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String cleared(String yaml, String log, double rho) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MappedOutcomes outcomes = new MappedOutcomes(mapping(yaml), (bytes, length) -> out.write(bytes, 0, length));
        new Clearing(new Pricing.Fixed(rho), ClearingFormat.CSV, false, 1)
                .run(
                        new MappedBids(stream(log), mapping(yaml), null, outcomes::expect),
                        outcomes::write,
                        complaint -> {},
                        read -> {});
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLongLogOfLowBidsBecomesSavingsWithTheBestBidOfEachBidder() throws IOException {
        assertEquals("""
                id,market,estimate,contract,uavValue,bid1,bid2,bid3
                1,,0,0,0,10,20,15
                2,,0,0,0,5,0,0
                3,,0,0,0,0,0,0
                4,,0,0,0,12,6,0
                """, mapped(PROCUREMENT, ROWS));
    }

    @Test
    void whoWasInvitedAndSilentIsTold() throws IOException {
        String yaml = PROCUREMENT + "missing: [NA]\nsilent: [declined, '']\n";
        String log = """
                day,auction,firm,limit,bid
                1,A,f7,100,declined
                1,A,f2,100,80
                2,B,f2,50,NA
                2,B,f3,50,
                3,C,f7,20,
                3,C,f7,20,15
                """;
        assertEquals("""
                id,market,estimate,contract,uavValue,bid1,bid2,bid3,invited1,invited2,invited3
                1,,0,0,0,0,20,0,1,1,0
                2,,0,0,0,0,0,0,1,0,0
                3,,0,0,0,5,0,0,1,0,0
                """, mapped(yaml, log));
        assertEquals("""
                auction,winner,bidder,price,rho
                A,2,f2,100,1
                B,0,,50,1
                C,1,f7,20,1
                """, cleared(yaml, log, 1.0));
        String wide = "form: wide\nbid: [red, green]\nbetter: high\nsilent: ['-']\n";
        assertEquals("""
                id,market,estimate,contract,uavValue,bid1,bid2,invited1,invited2
                1,,0,0,0,0,3,1,1
                2,,0,0,0,0,0,0,1
                """, mapped(wide, "red,green\n-,3\n,-\n"));
    }

    @Test
    void aTextIsMissingOrSilentAndNotBoth() {
        UsageException refusal = assertThrows(
                UsageException.class, () -> mapping(PROCUREMENT + "missing: [NA]\nsilent: [declined, NA]\n"));
        assertTrue(
                String.valueOf(refusal.getMessage())
                        .startsWith("m.yaml: key 'silent': expected texts that are not among"),
                refusal.getMessage());
    }

    @Test
    void textsOfTheLogComeOutAsTheyWentInWhateverTheyAre() throws IOException {
        String yaml = "form: long\nauction: lot\nbidder: firm\nbid: bid\nbidders: 2\nbetter: high\nmarket: city\n";
        String log = """
                lot,firm,bid,city
                "a, ""b"" ","c
                d",5,"e, ""f"" "
                "#g"," h ",6,i
                """;
        assertEquals("""
                id,market,estimate,contract,uavValue,bid1,bid2
                1,"e, ""f"" ",0,0,0,5,0
                2,i,0,0,0,6,0
                """, mapped(yaml, log));
        assertEquals("""
                auction,winner,bidder,price,rho
                "a, ""b"" ",1,"c
                d",0,1
                "#g",1, h ,0,1
                """, cleared(yaml, log, 1.0));
    }

    @Test
    void outcomesAreToldInTheLogsOwnTerms() throws IOException {
        assertEquals("""
                auction,winner,bidder,price,rho
                A,2,f2,85,1
                B,1,f2,50,1
                C,0,,20,1
                D,1,f7,24,1
                """, cleared(PROCUREMENT, ROWS, 1.0));
    }

    @Test
    void aPriceScalingFactorAsksForMoreSavings() throws IOException {
        // A: 20 > 1.3 * 15, and the winner saves 19.5; D: 12 > 1.3 * 6, saving 7.8
        assertEquals("""
                auction,winner,bidder,price,rho
                A,2,f2,80.5,1.3
                B,1,f2,50,1.3
                C,0,,20,1.3
                D,1,f7,22.2,1.3
                """, cleared(PROCUREMENT, ROWS, 1.3));
    }

    @Test
    void aWideLogOfHighBidsHasMissingOnesAndAnOutsideOptionOfItsOwn() throws IOException {
        String yaml = """
                form: wide
                auction: no
                bid: [red, green, blue]
                better: high
                outside: floor
                missing: [NA]
                """;
        String log = "no,red,green,blue,floor\n\"x,1\",7,,9,2\ny,NA,4,NA,3\n";
        assertEquals("""
                id,market,estimate,contract,uavValue,bid1,bid2,bid3
                1,,2,2,2,7,0,9
                2,,3,3,3,0,4,0
                """, mapped(yaml, log));
        assertEquals("auction,winner,bidder,price,rho\n\"x,1\",3,blue,7,1\ny,2,green,0,1\n", cleared(yaml, log, 1.0));
    }

    @ParameterizedTest
    @CsvSource({"reserve / bid, 1.25, 2", "1 / bid, 0.0125, 0.02", "reserve - bid, 20, 50"})
    void lowBidsCanBeComparedByOtherAmounts(String amount, String first, String second) throws IOException {
        String rows = mapped(
                PROCUREMENT + "amount: " + amount + "\n", "day,auction,firm,limit,bid\n1,A,a,100,80\n1,A,b,100,50\n");
        assertTrue(rows.endsWith("," + first + "," + second + ",0\n"), rows);
    }

    @Test
    void aShareOfTheReserveIsAnOutsideOptionInBids() throws IOException {
        String rows = mapped(PROCUREMENT + "outside: 0.75 * reserve\n", "day,auction,firm,limit,bid\n1,A,a,100,80\n");
        assertTrue(rows.endsWith("1,,25,25,25,20,0,0\n"), rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "1,A,a,100,8x # line 2, column bid: expected a finite number from 0, got '8x'",
                "1,A,a,,80 # line 2, column limit: expected a finite number from 0, got nothing",
                "1,A,a,100 # line 2, expected 5 fields as in the header, got 4",
                "1,A,a,100,80 | 1,A,b,90,70 # line 3, column limit: expected one reserve in an auction, 100, got '90'",
                "1,A,a,9,8 | 1,B,b,9,7 | 1,A,c,9,6 # line 4, column auction: expected the rows of an auction together, in one place, got 'A'",
                "1,A,a,9,8 | 1,,b,9,7 | 1,,c,9,6 # line 3, column auction: expected the auction of the bid, got nothing",
                "1,A,a,9,8 | 1,A,b,9,8 | 1,A,c,9,8 | 1,A,d,9,8 # line 5, auction A: expected at most bidders: 3 bids, got more",
            })
    void aMalformedRowIsRefusedInOneLineWithItsPlace(String rows, String complaint) {
        UsageException refusal = assertThrows(
                UsageException.class,
                () -> mapped(PROCUREMENT, "day,auction,firm,limit,bid\n" + rows.replace(" | ", "\n")));
        assertEquals(complaint, refusal.getMessage());
    }

    /** A stream of two pieces that always says that there is more. */
    private static InputStream neverWaiting(String first, String second) {
        return new SequenceInputStream(stream(first), stream(second)) {
            @Override
            public int available() {
                return 1;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theAuctionsBeforeAMalformedOneAreClearedBeforeItIsRefused(boolean wide) {
        String yaml = wide
                ? "form: wide\nauction: lot\nbid: [red, green]\nbetter: high\n"
                : "form: long\nauction: lot\nbid: bid\nbidders: 2\nbetter: high\n";
        String log = wide ? "lot,red,green\nA,9,7\nB,5,8\nC,x,3\n" : "lot,bid\nA,9\nA,7\nB,5\nB,8\nC,x\nC,3\n";
        for (int cut = log.indexOf('\n'); cut <= log.length(); cut++) {
            InputStream pieces = neverWaiting(log.substring(0, cut), log.substring(cut));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            MappedOutcomes outcomes = new MappedOutcomes(mapping(yaml), (bytes, length) -> out.write(bytes, 0, length));
            UsageException refusal = assertThrows(
                    UsageException.class,
                    () -> new Clearing(new Pricing.Fixed(1.0), ClearingFormat.CSV, false, 1)
                            .run(
                                    new MappedBids(pieces, mapping(yaml), null, outcomes::expect),
                                    outcomes::write,
                                    complaint -> {},
                                    read -> {}));
            assertEquals(
                    wide
                            ? "line 4, column red: expected a finite number from 0, got 'x'"
                            : "line 6, column bid: expected a finite number from 0, got 'x'",
                    refusal.getMessage());
            assertEquals(
                    "auction,winner,bidder,price,rho\nA,1," + (wide ? "red" : "1") + ",7,1\nB,2,"
                            + (wide ? "green" : "2") + ",5,1\n",
                    out.toString(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 1000})
    void aReadThatMeetsAMalformedAuctionHandsOutTheRowsBeforeItFirst(int length) throws IOException {
        byte[] piece = new byte[length];
        String log = "day,auction,firm,limit,bid\n1,A,a,9,8\n1,B,b,9,7\n1,C,b,9,x\n";
        MappedBids bids = new MappedBids(neverWaiting(log, "1,C,c,9,6\n"), mapping(PROCUREMENT), null, auction -> {});
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        UsageException refusal = assertThrows(UsageException.class, () -> {
            while (true) {
                read.write(piece, 0, bids.read(piece, 0, length));
            }
        });
        assertEquals("""
                id,market,estimate,contract,uavValue,bid1,bid2,bid3
                1,,0,0,0,1,0,0
                2,,0,0,0,2,0,0
                """, read.toString(StandardCharsets.UTF_8));
        assertEquals("line 4, column bid: expected a finite number from 0, got 'x'", refusal.getMessage());
        assertEquals(refusal, assertThrows(UsageException.class, bids::read));
    }

    @Test
    void aMalformedAuctionCanBeSkippedWhole() throws IOException {
        List<BadRow> skipped = new ArrayList<>();
        String log = "day,auction,firm,limit,bid\n1,A,a,9,8\n1,B,b,9,x\n1,B,c,9,7\n1,C,c,9,6\n";
        MappedBids bids = new MappedBids(stream(log), mapping(PROCUREMENT), skipped::add, auction -> {});
        String rows = new String(bids.readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("id,market,estimate,contract,uavValue,bid1,bid2,bid3\n1,,0,0,0,1,0,0\n2,,0,0,0,3,0,0\n", rows);
        assertEquals(1, skipped.size());
        assertEquals(3, skipped.get(0).line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x # line 3, column cost: expected a finite number from 0, got 'x'",
                "95 # line 3, outside option: expected one that is no worse than the reserve, got 95",
            })
    void anAuctionThatIsSkippedForItsOutsideOptionTakesNoBidOfTheNextOne(String cost, String complaint)
            throws IOException {
        List<String> skipped = new ArrayList<>();
        String log = "auction,firm,limit,bid,cost\nA,a,90,80,85\nB,b,90,70," + cost + "\nC,c,90,60,85\nC,d,90,50,85\n";
        MappedBids bids = new MappedBids(
                stream(log),
                mapping(PROCUREMENT + "outside: cost\n"),
                row -> skipped.add(row.toString()),
                auction -> {});
        assertEquals("""
                id,market,estimate,contract,uavValue,bid1,bid2,bid3
                1,,5,5,5,10,0,0
                2,,5,5,5,30,40,0
                """, new String(bids.readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(List.of(complaint), skipped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "form: tall # m.yaml: key 'form': expected one of wide, long, got tall",
                "form: long | auction: a | bidders: 2 | bid: b # m.yaml: key 'better': expected one of high, low, got nothing",
                "form: long | auction: a | bidders: 2 | bid: b | better: high | amount: 1 / bid # m.yaml: key 'amount': expected one by which the highest bid is best, got 1 / bid",
                "form: long | auction: a | bidders: 2 | bid: b | better: low | amount: reserve - bid # m.yaml: key 'reserve': expected a column, which amount reserve - bid needs, got nothing",
                "form: long | auction: a | bidders: 2 | bid: b | better: high | outside: -1 # m.yaml: key 'outside': expected a number, a column, or a share such as 0.95 * reserve, got -1",
                "form: long | auction: a | bidders: 0 | bid: b | better: high # m.yaml: key 'bidders': expected a whole number from 1 to 1000, got 0",
                "form: long | auction: a | bidders: 1001 | bid: b | better: high # m.yaml: key 'bidders': expected a whole number from 1 to 1000, got 1001",
                "form: wide | bid: [a, a] | better: high # m.yaml: key 'bid': expected a list of texts, each once, got [a, a]",
                "form: long | auction: a | bidders: 2 | bid: b | better: high | interleaved: true # m.yaml: key 'market': expected a column, which interleaved markets need, got nothing",
            })
    void aMalformedMappingIsRefusedInOneLineWithItsKey(String yaml, String complaint) {
        UsageException refusal = assertThrows(UsageException.class, () -> mapping(yaml.replace(" | ", "\n") + "\n"));
        assertEquals(complaint, refusal.getMessage());
    }

    @Test
    void aColumnThatTheLogLacksIsRefused() {
        UsageException refusal = assertThrows(UsageException.class, () -> mapped(PROCUREMENT, "auction,firm,bid\n"));
        assertEquals("line 1: expected a column limit as the mapping says, got auction,firm,bid", refusal.getMessage());
    }

    @Test
    void changedBytesNeverDoAnythingButReadOrRefuse() throws IOException {
        RandomStream random = SeedTree.of(8).stream();
        byte[] good = ROWS.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5_000; i++) {
            byte[] changed = good.clone();
            for (int k = random.nextInt(5); k >= 0; k--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                new MappedBids(new ByteArrayInputStream(changed), mapping(PROCUREMENT), null, auction -> {})
                        .readAllBytes();
            } catch (UsageException refusal) {
                assertFalse(String.valueOf(refusal.getMessage()).contains("\n"), refusal.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.", "-0.0", "1", "1.0", "1e2", "floor", "0.9 * floor"})
    void aMappingThatIsPrintedAndReadAgainIsTheSame(String outside) {
        String yaml = "form: wide\nbid: [red, green]\nbetter: high\nreserve: floor\noutside: " + outside + "\n";
        assertEquals(mapping(yaml), mapping(Yaml.print(mapping(yaml).source())));
    }
}
