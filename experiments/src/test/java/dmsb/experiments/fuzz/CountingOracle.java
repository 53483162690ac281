package dmsb.experiments.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.auction.log.BidLog;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.experiments.clearing.Blocks;
import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BidLogReader;
import dmsb.experiments.log.RowRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accounts for every row: what goes in comes out as an outcome or is told as a bad row, in order, and numbers read back as
 * those that stand in the input. Rows are counted, and numbers are read, by other means than those of the readers.
 */
final class CountingOracle {
    private static final double RHO = 1.5;
    private static final int BLOCK = 1 << 18;
    private static final int SMALL_BLOCK = 64;
    private static final int COMPLAINTS = 20;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");
    private static final Pattern BAD_ROWS = Pattern.compile("expected well-formed rows, got ([0-9]+) ");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private CountingOracle() {}

    /** What became of an input. */
    private record Cleared(String out, List<String> complaints, ClearingTotals totals, UsageException refusal) {
        static Cleared of(byte[] input, ClearingFormat format, boolean skip, int blockBytes) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            List<String> complaints = new ArrayList<>();
            ClearingTotals totals = null;
            UsageException refusal = null;
            try {
                totals = Blocks.clear(
                        new Clearing(new Pricing.Fixed(RHO), format, skip, 1),
                        input,
                        (bytes, length) -> out.write(bytes, 0, length),
                        complaints::add,
                        blockBytes);
            } catch (UsageException e) {
                refusal = e;
            }
            return new Cleared(out.toString(StandardCharsets.ISO_8859_1), complaints, totals, refusal);
        }

        boolean isRefusedBySize() {
            return refusal != null && refusal.getMessage().contains("expected a record of at most ");
        }
    }

    /** A row as it must come out: what it is known by and its outcome, which is null for a bad row. */
    private record Expected(long line, String name, Outcome outcome) {}

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /**
     * Clears an input with bad rows skipped, without, and by small blocks, and accounts for every row.
     *
     * @return a word on what was accepted
     * @throws UsageException if the input was refused, rightly
     */
    static String clear(byte[] input, ClearingFormat format) throws IOException {
        Cleared skipped = Cleared.of(input, format, true, BLOCK);
        Cleared strict = Cleared.of(input, format, false, BLOCK);
        requirePlain(skipped.complaints());
        requireSameBySmallBlocks(input, format, skipped);
        if (skipped.out().isEmpty() && skipped.refusal() != null) {
            throw skipped.refusal(); // no header
        }
        ReferenceCsv reference = format == ClearingFormat.CSV ? ReferenceCsv.of(input) : null;
        List<Expected> expected = reference == null ? jsonRows(input) : csvRows(reference);
        long end = reference == null ? 0 : refusedLine(reference);
        List<Expected> before = end == 0
                ? expected
                : expected.stream().filter(row -> row.line() < end).toList();
        List<Expected> good =
                before.stream().filter(row -> row.outcome() != null).toList();
        if (end > 0) {
            require(skipped.refusal() != null, "a quote of line " + end + " swallows rows");
            require(
                    skipped.refusal().getMessage().startsWith("line " + quoteLine(reference, end) + ","),
                    "line " + quoteLine(reference, end) + " is not named: "
                            + skipped.refusal().getMessage());
        } else {
            require(skipped.refusal() == null, "refused without a reason: " + skipped.refusal());
            ClearingTotals totals = skipped.totals();
            require(
                    totals.groundRows() + totals.uavRows() + totals.badRows() == before.size(),
                    "rows in: " + before.size() + ", accounted for: " + totals);
            require(totals.groundRows() + totals.uavRows() == good.size(), "good rows: " + good.size() + ", " + totals);
        }
        requireOutcomes(skipped.out(), format, good);
        List<Expected> bad =
                before.stream().filter(row -> row.outcome() == null).toList();
        require(skipped.complaints().size() == Math.min(COMPLAINTS, bad.size()), "bad rows are not told");
        for (int i = 0; i < skipped.complaints().size(); i++) {
            require(
                    skipped.complaints().get(i).startsWith("line " + bad.get(i).line() + ","),
                    "line " + bad.get(i).line() + " is not named: "
                            + skipped.complaints().get(i));
        }
        requireStrict(strict, skipped, bad);
        if (strict.refusal() != null) {
            throw strict.refusal();
        }
        return Math.min(good.size(), 5) + " rows";
    }

    /** The first bad row, or what ends it else, is what is told where bad rows are not skipped. */
    private static void requireStrict(Cleared strict, Cleared skipped, List<Expected> bad) {
        if (!bad.isEmpty()) {
            require(
                    strict.refusal() != null
                            && skipped.complaints()
                                    .get(0)
                                    .equals(strict.refusal().getMessage()),
                    "the first complaint is not the one that ends it");
        } else {
            require((strict.refusal() == null) == (skipped.refusal() == null), "refused in one of two runs");
        }
    }

    /** By many small blocks the outcome is the same, unless a record does not fit. */
    private static void requireSameBySmallBlocks(byte[] input, ClearingFormat format, Cleared large)
            throws IOException {
        if (large.isRefusedBySize() || input.length > 1 << 13) {
            return;
        }
        Cleared small = Cleared.of(input, format, true, SMALL_BLOCK);
        if (small.isRefusedBySize()) {
            require(large.out().startsWith(small.out()), "small blocks begin with other outcomes");
            return;
        }
        require(small.out().equals(large.out()), "small blocks give other outcomes");
        require(small.complaints().equals(large.complaints()), "small blocks give other complaints");
        if (large.refusal() == null) {
            require(small.refusal() == null, "small blocks are refused: " + small.refusal());
            require(
                    small.totals().groundRows() == large.totals().groundRows()
                            && small.totals().uavRows() == large.totals().uavRows()
                            && small.totals().badRows() == large.totals().badRows(),
                    "small blocks give other totals");
        } else {
            require(
                    small.refusal() != null
                            && small.refusal()
                                    .getMessage()
                                    .equals(large.refusal().getMessage()),
                    "small blocks give another refusal: " + small.refusal() + ", large ones " + large.refusal());
        }
    }

    private static void requirePlain(List<String> complaints) {
        for (String complaint : complaints) {
            require(
                    complaint.chars().noneMatch(Character::isISOControl) && complaint.length() < 2_500,
                    "a complaint is long or has a control character");
        }
    }

    /** The line of the first record that hides where rows end, 0 if there is none. */
    private static long refusedLine(ReferenceCsv reference) {
        for (ReferenceCsv.Row record : reference.records) {
            if (record.badQuoteLine() > 0 && record.lines() > 1) {
                return record.line();
            }
        }
        return reference.unclosedLine;
    }

    private static long quoteLine(ReferenceCsv reference, long recordLine) {
        for (ReferenceCsv.Row record : reference.records) {
            if (record.line() == recordLine && record.badQuoteLine() > 0) {
                return record.badQuoteLine();
            }
        }
        return reference.unclosedLine;
    }

    private static List<Expected> csvRows(ReferenceCsv reference) {
        List<String> header = reference.records.get(0).fields();
        int id = header.indexOf("id");
        int contract = header.indexOf("contract");
        List<Integer> bids = new ArrayList<>();
        for (int n = 1; header.contains("bid" + n); n++) {
            bids.add(header.indexOf("bid" + n));
        }
        List<Expected> rows = new ArrayList<>();
        for (ReferenceCsv.Row record : reference.records.subList(1, reference.records.size())) {
            List<String> fields = record.fields();
            Outcome outcome = null;
            if (record.badQuoteLine() == 0 && fields.size() == header.size()) {
                double[] numbers = bids.stream()
                        .mapToDouble(i -> fields.get(i).isEmpty() ? ABSENT : amount(fields.get(i)))
                        .toArray();
                boolean free = contract < 0 || fields.get(contract).isEmpty();
                outcome = outcome(numbers, free ? 0.0 : amount(fields.get(contract)));
            }
            String name = id < 0 || outcome == null ? String.valueOf(record.line()) : fields.get(id);
            rows.add(new Expected(record.line(), name, outcome));
        }
        return rows;
    }

    private static List<Expected> jsonRows(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        String[] lines = LINE_END.split(text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text, -1);
        List<Expected> rows = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].chars().anyMatch(c -> c > ' ')) {
                rows.add(new Expected(i + 1, null, jsonOutcome(lines[i])));
            }
        }
        return rows;
    }

    /** The outcome, or null if the line is no good row. */
    private static Outcome jsonOutcome(String line) {
        try {
            JsonNode row = JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1));
            JsonNode id = row.path("id");
            boolean named = id.isMissingNode()
                    || id.isNumber()
                    || (id.isTextual() && StandardCharsets.UTF_8.newEncoder().canEncode(id.asText()));
            JsonNode bids = row.path("bids");
            if (!row.isObject() || !named || !bids.isArray()) {
                return null;
            }
            double[] numbers = new double[bids.size()];
            for (int b = 0; b < numbers.length; b++) {
                numbers[b] = bids.get(b).isNull() ? ABSENT : number(bids.get(b));
            }
            JsonNode contract = row.path("contract");
            return outcome(numbers, contract.isMissingNode() ? 0.0 : number(contract));
        } catch (IOException e) {
            return null;
        }
    }

    /** An absent station neither wins nor sets a price, as one that bids nothing does. */
    private static final double ABSENT = 0.0;

    private static double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : Double.NaN;
    }

    private static double amount(String text) {
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    /** The outcome, or null if a number is none that may stand there. */
    private static Outcome outcome(double[] bids, double contract) {
        boolean amounts = contract >= 0 && contract <= Double.MAX_VALUE && bids.length > 0;
        for (double bid : bids) {
            amounts &= bid >= 0 && bid <= Double.MAX_VALUE;
        }
        if (!amounts) {
            return null;
        }
        Outcome outcome = new ModifiedSecondBid(RHO).clear(bids);
        return outcome.winner() == 0 ? new Outcome(bids.length, 0, contract) : outcome;
    }

    private static void requireOutcomes(String out, ClearingFormat format, List<Expected> good) throws IOException {
        List<String[]> rows = new ArrayList<>();
        if (format == ClearingFormat.CSV) {
            ReferenceCsv written = ReferenceCsv.of(out.getBytes(StandardCharsets.ISO_8859_1));
            for (ReferenceCsv.Row record : written.records.subList(1, written.records.size())) {
                rows.add(record.fields().toArray(String[]::new));
            }
        } else {
            for (String line : out.split("\n", -1)) {
                if (!line.isEmpty()) {
                    JsonNode row = JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1));
                    rows.add(new String[] {
                        row.path("line").asText(),
                        row.get("winner").asText(),
                        row.get("price").asText()
                    });
                }
            }
        }
        require(rows.size() == good.size(), "outcomes written: " + rows.size() + ", good rows: " + good.size());
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            Expected expected = good.get(i);
            boolean named = format == ClearingFormat.CSV
                    ? row[0].equals(expected.name())
                    : row[0].isEmpty() || row[0].equals(String.valueOf(expected.line()));
            require(named, "outcome " + i + " is of row " + row[0] + ", expected " + expected.name());
            require(
                    Integer.parseInt(row[1]) == expected.outcome().winner()
                            && Double.parseDouble(row[2]) == expected.outcome().price(),
                    "outcome " + i + ": got " + String.join(",", row) + ", expected " + expected.outcome());
        }
    }

    /**
     * Reads a log and accounts for every row: all rows are read, or those without the ones that were complained of.
     *
     * @return a word on what was accepted
     * @throws UsageException if the input was refused, rightly
     */
    static String readLog(byte[] input, Scenario scenario) {
        List<String> complaints = new ArrayList<>();
        try {
            BidLogReader.ReadLog content = logOf(input, scenario, complaints);
            require(complaints.isEmpty(), "it complained and accepted: " + complaints);
            requireWhole(ReferenceCsv.of(input), content.log());
            return content.log().markets() + " markets, " + content.conditions() + " conditions";
        } catch (UsageException e) {
            requirePlain(complaints);
            if (complaints.isEmpty()) {
                throw e;
            }
            requireRestIsWhole(input, scenario, complaints, e);
            throw new UsageException(complaints.get(0), e);
        }
    }

    private static BidLogReader.ReadLog logOf(byte[] input, Scenario scenario, List<String> complaints) {
        return BidLogReader.read(new ByteArrayInputStream(input), "file", scenario, RowRange.ALL, complaints::add);
    }

    /** Without the rows that were complained of the log is accepted, and has all others. */
    private static void requireRestIsWhole(
            byte[] input, Scenario scenario, List<String> complaints, UsageException refusal) {
        ReferenceCsv reference = ReferenceCsv.of(input);
        Matcher count = BAD_ROWS.matcher(refusal.getMessage());
        if (!count.find() || complaints.size() >= COMPLAINTS) {
            return; // refused for more than rows, or with more bad rows than are told
        }
        require(Integer.parseInt(count.group(1)) == complaints.size(), "bad rows are not told");
        Set<String> bad = new HashSet<>();
        for (String complaint : complaints) {
            bad.add(complaint.substring("file: line ".length(), complaint.indexOf(',')));
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        int kept = 0;
        for (ReferenceCsv.Row row : reference.records) {
            if (!bad.remove(String.valueOf(row.line()))) {
                rest.write(input, row.start(), row.bytes());
                kept++;
            }
        }
        require(bad.isEmpty(), "there is no row on lines " + bad);
        List<String> more = new ArrayList<>();
        if (kept > 1) {
            BidLogReader.ReadLog content = logOf(rest.toByteArray(), scenario, more);
            requireWhole(ReferenceCsv.of(rest.toByteArray()), content.log());
        }
    }

    /** Accounts for the rows of a log that was accepted. */
    private static void requireWhole(ReferenceCsv reference, BidLog log) {
        require(reference.unclosedLine == 0, "a quote of line " + reference.unclosedLine + " swallows rows");
        require(
                log.rows() == reference.records.size() - 1,
                "rows in: " + (reference.records.size() - 1) + ", read: " + log.rows());
        List<String> header = reference.records.get(0).fields();
        int estimate = header.indexOf("estimate");
        int market = header.indexOf("market");
        int episode = header.indexOf("episode");
        String before = null;
        int markets = 0;
        for (int row = 0; row < log.rows(); row++) {
            List<String> fields = reference.records.get(row + 1).fields();
            require(amount(fields.get(estimate)) == log.estimate(row), "row " + row + " has another estimate");
            for (int n = 1; n <= log.groundStations(); n++) {
                require(
                        amount(fields.get(header.indexOf("bid" + n))) == log.bid(row, n),
                        "row " + row + " has another bid " + n);
            }
            String key = (market < 0 ? "" : fields.get(market)) + "\n" + (episode < 0 ? "" : fields.get(episode));
            markets += key.equals(before) ? 0 : 1;
            before = key;
        }
        require(log.markets() == markets, "markets in: " + markets + ", read: " + log.markets());
    }
}
