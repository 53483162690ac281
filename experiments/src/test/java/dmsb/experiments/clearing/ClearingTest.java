package dmsb.experiments.clearing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClearingTest {
    private record Cleared(String text, List<String> complaints, ClearingTotals totals) {}

    private static Cleared clear(String input, double rho, ClearingFormat format, boolean skip, int threads)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> complaints = new ArrayList<>();
        ClearingTotals totals = new Clearing(new Pricing.Fixed(rho), format, skip, threads)
                .run(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        (bytes, length) -> out.write(bytes, 0, length),
                        complaints::add,
                        read -> {});
        return new Cleared(out.toString(StandardCharsets.UTF_8), complaints, totals);
    }

    private static String csv(String input) throws IOException {
        return clear(input, 1.5, ClearingFormat.CSV, false, 1).text();
    }

    @Test
    void aTableByHand() throws IOException {
        assertEquals(
                "line,winner,price,rho\n2,1,60,1.5\n3,0,0,1.5\n4,3,0,1.5\n5,0,0,1.5\n",
                csv("bid1,bid2,bid3\n80,40,1\n80,60,1\n0,0,7\n9,9,2\n"));
        assertEquals(
                "id,winner,price,rho\na,0,12.5,1.5\nb,2,15,1.5\n",
                csv("bid2,more,id,contract,bid1\n5,x,a,12.5,6\n20,,b,,10\n"));
    }

    @Test
    void idsAndLineEndsOfAnyKindComeThrough() throws IOException {
        assertEquals(
                "id,winner,price,rho\n\"a,\"\"b\"\"\nc\",1,0,1.5\nm\u00fcnchen \u4e2d,1,0,1.5\n\" x\",1,0,1.5\n",
                csv("\ufeffid,bid1\r\n\"a,\"\"b\"\"\nc\",1\r\n\r\nm\u00fcnchen \u4e2d,2\n\" x\",3"));
        assertEquals("line,winner,price,rho\n4,1,0,1.5\n", csv("x,bid1\n\n\n\"\n\n\",1\n"));
    }

    @Test
    void anEmptyBidIsAnAbsentStation() throws IOException {
        assertEquals(
                "line,winner,price,rho\n2,1,60,1.5\n3,3,0,1.5\n4,0,7,1.5\n5,0,0,1.5\n6,0,0,1.5\n",
                csv("bid1,bid2,bid3,contract\n80,,40,\n,,12,5\n50,,40,7\n,,,\n\"\",0,,\n"));
        assertEquals(
                "{\"line\":1,\"winner\":1,\"price\":60,\"rho\":1.5}\n{\"line\":2,\"winner\":0,\"price\":0,\"rho\":1.5}\n",
                clear("{\"bids\":[80,null,40]}\n{\"bids\":[null]}\n", 1.5, ClearingFormat.JSONL, false, 1)
                        .text());
    }

    @Test
    void jsonLinesByHand() throws IOException {
        Cleared cleared = clear(
                "{\"id\":\"a\\n\u00fc\",\"bids\":[80,40,1]}\n\n{\"bids\":[3.5e1],\"contract\":2,\"x\":{\"bids\":[1]}}\n"
                        + "{\"id\":7,\"contract\":2,\"bids\":[3,2.5]}",
                1.5,
                ClearingFormat.JSONL,
                false,
                1);
        assertEquals(
                "{\"id\":\"a\\n\u00fc\",\"winner\":1,\"price\":60,\"rho\":1.5}\n{\"line\":3,\"winner\":1,\"price\":0,\"rho\":1.5}\n"
                        + "{\"id\":7,\"winner\":0,\"price\":2,\"rho\":1.5}\n",
                cleared.text());
        assertEquals(new ClearingTotals(2, 1, 0, 60), cleared.totals());
    }

    /** 120,000 names: by comparing each with each this would take hours. */
    @Test
    void aHeaderOfAMegabyteIsTakenInOnePass() throws IOException {
        StringBuilder header = new StringBuilder("bid1");
        StringBuilder row = new StringBuilder("2");
        for (int n = 2; n <= 100_000; n++) {
            header.append(",bid").append(n);
            row.append(",1");
        }
        assertEquals("line,winner,price,rho\n2,1,1.5,1.5\n", csv(header + "\n" + row + "\n"));
        assertEquals(
                "line 1: expected columns bid1, bid2, ... without a gap, got bid100002 without bid100001",
                assertThrows(UsageException.class, () -> csv(header + ",bid100002\n" + row + ",1\n"))
                        .getMessage());
    }

    @Test
    void whatJacksonRefusesByItsLimitsIsABadRowToo() {
        for (String row : List.of(
                "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                "{\"bids\":[" + "1".repeat(5_000) + "]}",
                "{\"" + "x".repeat(60_000) + "\":1}")) {
            String message = String.valueOf(
                    assertThrows(UsageException.class, () -> clear(row, 1.5, ClearingFormat.JSONL, false, 1))
                            .getMessage());
            assertTrue(message.startsWith("line 1, ") && message.length() < 300, message);
        }
    }

    /** About four blocks, in which quotes, blank lines and bad rows fall anywhere. */
    private static String long4(ClearingFormat format, StringBuilder expected) {
        RandomStream random = SeedTree.of(6).stream();
        StringBuilder input = new StringBuilder();
        if (format == ClearingFormat.CSV) {
            input.append("id,bid1,bid2,bid3\n");
            expected.append("id,winner,price,rho\n");
        }
        for (int i = 0; input.length() < 4 * Clearing.BLOCK_BYTES; i++) {
            double[] bids = {100 * random.nextDouble(), 100 * random.nextDouble(), random.nextInt(100)};
            Outcome outcome = new ModifiedSecondBid(1.25).clear(bids);
            String price = Decimal.shortest(outcome.price());
            boolean quoted = i % 5 == 0;
            if (i % 1000 == 77) {
                input.append(format == ClearingFormat.CSV ? "x,1,y,2\n" : "{\"bids\":[1,\"y\"]}\n");
            } else if (i % 1000 == 78) {
                input.append(format == ClearingFormat.CSV ? "\"x\"y,1,1,2\n" : "nonsense\n");
            } else if (format == ClearingFormat.CSV) {
                String id = quoted ? "\"" + i + ",\n\"\"\"" : String.valueOf(i);
                input.append(id + "," + bids[0] + "," + bids[1] + "," + bids[2] + "\n");
                expected.append(id + "," + outcome.winner() + "," + price + ",1.25\n");
            } else {
                input.append("{\"bids\":[" + bids[0] + "," + bids[1] + "," + bids[2] + "],\"id\":" + i + "}\n");
                expected.append("{\"id\":" + i + ",\"winner\":" + outcome.winner() + ",\"price\":" + price
                        + ",\"rho\":1.25}\n");
            }
        }
        return input.toString();
    }

    @Test
    void everyNumberOfThreadsWritesWhatTheMechanismSaysRowByRow() throws IOException {
        for (ClearingFormat format : List.of(ClearingFormat.CSV, ClearingFormat.JSONL)) {
            StringBuilder expected = new StringBuilder();
            String input = long4(format, expected);
            Cleared one = clear(input, 1.25, format, true, 1);
            assertEquals(expected.toString(), one.text());
            assertTrue(one.totals().badRows() > 20, "bad rows");
            assertEquals(RecordBlock.DESCRIBED, one.complaints().size());
            for (int threads : new int[] {2, 5}) {
                assertEquals(one, clear(input, 1.25, format, true, threads));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b^1,2|line 1: expected a header with columns bid1, bid2, ..., got a,b",
                "bid1,bid3^1,2|line 1: expected columns bid1, bid2, ... without a gap, got bid3 without bid2",
                "bid1,bid1^1,2|line 1, column bid1: expected once, got twice",
                "bid1,bid2^1,2^1|line 3, expected 2 fields as in the header, got 1",
                "bid1,bid2^1,2,3|line 2, expected 2 fields as in the header, got 3",
                "bid1,bid2^^1,-2|line 3, column bid2: expected a finite number from 0, got '-2'",
                "bid1,bid2^1,x|line 2, column bid2: expected a finite number from 0, got 'x'",
                "bid1,bid2^1,NaN|line 2, column bid2: expected a finite number from 0, got 'NaN'",
                "bid1,bid2^1,1e999|line 2, column bid2: expected a finite number from 0, got '1e999'",
                "bid1,contract^1,x|line 2, column contract: expected a finite number from 0, got 'x'",
                "bid1,id^1,\"x\"y|line 2, expected quotes around whole fields, got text after a closing quote"
            })
    void malformedCsvIsNamedByLineAndColumn(String input, String message) {
        refused(ClearingFormat.CSV, input, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bids\":[1]}^[1]|line 2, expected a JSON object, got a list",
                "{\"bids\":[]}|line 1, field bids: expected an array of numbers, got nothing",
                "{\"id\":1}|line 1, field bids: expected an array of numbers, got nothing",
                "{\"bids\":3}|line 1, column bids: expected an array of numbers, got '3'",
                "{\"bids\":[1,-2]}|line 1, column bids[1]: expected a finite number from 0, got '-2'",
                "{\"bids\":[1],\"id\":null}|line 1, column id: expected text or a number, got 'null'",
                "{\"bids\":[1],\"contract\":\"2\"}|line 1, column contract: expected a finite number",
                "{\"bids\":[1],\"bids\":[2]}|line 1, expected JSON, got Duplicate field 'bids'",
                "{\"bids\":[1]|line 1, expected JSON, got an early end",
                "{\"bids\":[1}|line 1, expected JSON, got Unexpected close marker '}': expected ']'",
                "{\"bids\":[1]} {}|line 1, expected one JSON object a line"
            })
    void malformedJsonIsNamedByLineAndField(String input, String message) {
        refused(ClearingFormat.JSONL, input, message);
    }

    private static void refused(ClearingFormat format, String input, String message) {
        String text = input.replace('^', '\n');
        UsageException refusal = assertThrows(UsageException.class, () -> clear(text, 2, format, false, 2));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(message), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bid1,note^1,a^2,\"open^3,b^|2|line 3, expected a closing quote for the one that opens on this line",
                "bid1,note^1,a^2,\"^|2|line 3, expected a closing quote",
                "bid1,note,more^1,\"a^b\",\"open^3,b,c^||line 3, expected a closing quote",
                "bid1,note^1,a^\"open^3,b^|2|line 3, expected a closing quote",
                "bid1,\"note^1,a^||line 1, expected a closing quote",
                "bid1,note^1,a^2,\"open^3,b^4,\"c\"^5,d^|2|line 3, expected quotes around whole fields, got text after a closing quote on line 5",
                "bid1,note^1,\"x\"y,\"a^b\"^2,c^||line 2, expected quotes around whole fields, got text after a closing quote; the row goes on"
            })
    void aQuoteThatMaySwallowRowsIsRefusedByItsLineEvenWhereBadRowsAreSkipped(
            String input, String before, String message) {
        String expected = before == null ? "" : before + ",1,0,2\n";
        for (String end : List.of("\n", "\r\n", "\r")) {
            byte[] bytes = input.replace("^", end).getBytes(StandardCharsets.UTF_8);
            for (boolean skip : new boolean[] {false, true}) {
                for (int threads : new int[] {1, 3}) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    UsageException refusal = assertThrows(
                            UsageException.class,
                            () -> new Clearing(new Pricing.Fixed(2), ClearingFormat.CSV, skip, threads)
                                    .run(
                                            new ByteArrayInputStream(bytes),
                                            (row, length) -> out.write(row, 0, length),
                                            line -> {},
                                            read -> {}));
                    assertTrue(String.valueOf(refusal.getMessage()).startsWith(message), refusal.getMessage());
                    assertEquals(expected, out.toString(StandardCharsets.UTF_8).replaceFirst("^.*rho\n", ""));
                }
            }
        }
    }

    @Test
    void linesEndWithAnyOfThreeEndsAndAreCountedOnce() throws IOException {
        SeedTree seeds = SeedTree.of(9);
        RandomStream random = seeds.stream();
        StringBuilder csv = new StringBuilder("bid1,note\n");
        StringBuilder json = new StringBuilder();
        StringBuilder lines = new StringBuilder();
        StringBuilder jsonLines = new StringBuilder();
        int line = 2;
        int jsonLine = 1;
        while (csv.length() < 2 * Clearing.BLOCK_BYTES) {
            String end = List.of("\n", "\r\n", "\r", "\n\r\n", "\r\r").get(random.nextInt(5));
            boolean two = random.nextInt(3) == 0;
            csv.append("1,").append(two ? "\"a" + end.strip() + "\r\nb\"" : "").append(end);
            json.append("{\"bids\":[1]}").append(end);
            lines.append(line).append(",1,0,2\n");
            jsonLines.append("{\"line\":").append(jsonLine).append(",\"winner\":1,\"price\":0,\"rho\":2}\n");
            int ends = end.equals("\n\r\n") || end.equals("\r\r") ? 2 : 1;
            line += ends + (two ? 1 : 0);
            jsonLine += ends;
        }
        for (int threads : new int[] {1, 3}) {
            assertEquals(
                    "line,winner,price,rho\n" + lines,
                    clear(csv.toString(), 2, ClearingFormat.CSV, false, threads).text());
            assertEquals(
                    jsonLines.toString(),
                    clear(json.toString(), 2, ClearingFormat.JSONL, false, threads)
                            .text());
        }
    }

    @Test
    void aFileWhoseLinesEndWithCarriageReturnsIsClearedWhateverItsLength() throws IOException {
        String input = "bid1\r" + "1\r".repeat(Clearing.BLOCK_BYTES);
        assertEquals(
                Clearing.BLOCK_BYTES,
                clear(input, 2, ClearingFormat.CSV, false, 2).totals().groundRows());
    }

    @Test
    void theHeaderMayComeAfterABlockOfBlankLines() throws IOException {
        assertEquals("line,winner,price,rho\n1500002,1,0,1.5\n", csv("\n".repeat(1_500_000) + "bid1\n1\n"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(UsageException.class, () -> csv(""));
        assertThrows(UsageException.class, () -> new Clearing(new Pricing.Fixed(0.5), ClearingFormat.CSV, false, 1));
        assertThrows(UsageException.class, () -> new Clearing(new Pricing.Fixed(1), ClearingFormat.CSV, false, 0));
        String endless = "id,bid1\n\"" + "x\n".repeat(Clearing.BLOCK_BYTES);
        UsageException refusal = assertThrows(UsageException.class, () -> csv(endless));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("line 2: expected a record of at most"));
    }

    @Test
    void rowsBeforeABadOneAreWritten() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThrows(
                UsageException.class,
                () -> new Clearing(new Pricing.Fixed(1), ClearingFormat.CSV, false, 2)
                        .run(
                                new ByteArrayInputStream("bid1\n1\n2\nx\n3\n".getBytes(StandardCharsets.UTF_8)),
                                (bytes, length) -> out.write(bytes, 0, length),
                                line -> {},
                                read -> {}));
        assertEquals("line,winner,price,rho\n2,1,0,1\n3,1,0,1\n", out.toString(StandardCharsets.UTF_8));
    }
}
