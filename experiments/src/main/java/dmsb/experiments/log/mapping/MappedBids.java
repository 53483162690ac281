package dmsb.experiments.log.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.StrictCsv;
import dmsb.experiments.log.Amount;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.NumberParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log of any shape as bytes of the library's own: CSV with the columns {@code id} (the number of the auction), {@code
 * market}, {@code estimate}, {@code contract}, {@code uavValue} and {@code bid1} to {@code bidN}; with a mapping that knows silence
 * also {@code invited1} to {@code invitedN}, 1 for those who have bid and those who were silent. A missing bid is 0
 * there: it never wins and raises no price, so winners and prices are exact. Rows come out as auctions are complete: in wide form at once, in long form with the first row of the next one.
 *
 * <p>Of several bids of a bidder in an auction the best counts: the others would set the price that he pays.
 *
 * <p>Memory is that of one auction and of the texts of the last {@value #REMEMBERED} auctions, by which a long log is refused
 * whose auctions are torn apart.
 */
public final class MappedBids extends InputStream {
    private static final int REMEMBERED = 65_536;

    private final LogMapping mapping;
    private final InputStream raw;
    private final Iterator<CsvRecord> records;
    private final Columns columns;
    private final @Nullable Consumer<BadRow> skipped;
    private final Consumer<MappedAuction> auctions;
    private final MappedRows rows = new MappedRows();
    private final Set<String> seen = new LinkedHashSet<>();
    private byte[] pending;
    private int position;

    /** A row that was read and is of no auction yet; null if the next one is still to be waited for. */
    private @Nullable CsvRecord next;

    /** Why the log ends where it does; told when the rows before are out. */
    private @Nullable UsageException refusal;

    private long number;
    private long missing;
    private long silences;
    private long worse;
    private long repeated;
    private final String missingBid;
    private int fewest = Integer.MAX_VALUE;
    private int most;

    /** Where the columns of a mapping stand in a header. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Columns(int auction, int market, int bidder, int reserve, int outside, int[] bids, int count) {}

    /** A number in the log that is none: the row is bad. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient BadRow row;

        Refused(BadRow row) {
            super(row.toString(), null, false, false);
            this.row = row;
        }
    }

    /**
     * A log through a mapping.
     *
     * @param raw its text, decompressed: CSV with a header
     * @param mapping what its columns mean
     * @param skipped told of malformed auctions, which are left out; null if the first one ends the reading
     * @param auctions told of each auction before its row comes out
     * @throws UsageException if the header lacks a column of the mapping
     * @throws IOException if it could not be read
     */
    public MappedBids(
            InputStream raw, LogMapping mapping, @Nullable Consumer<BadRow> skipped, Consumer<MappedAuction> auctions)
            throws IOException {
        this(raw, mapping, "0", skipped, auctions);
    }

    /**
     * The same where a missing bid is something else than 0.
     *
     * @param raw its text, decompressed: CSV with a header
     * @param mapping what its columns mean
     * @param missingBid what a missing bid becomes: {@code 0}, or empty text for readers who know missing bids
     * @param skipped told of malformed auctions, which are left out; null if the first one ends the reading
     * @param auctions told of each auction before its row comes out
     * @throws UsageException if the header lacks a column of the mapping
     * @throws IOException if it could not be read
     */
    public MappedBids(
            InputStream raw,
            LogMapping mapping,
            String missingBid,
            @Nullable Consumer<BadRow> skipped,
            Consumer<MappedAuction> auctions)
            throws IOException {
        this.missingBid = missingBid;
        this.raw = raw;
        this.mapping = mapping;
        this.skipped = skipped;
        this.auctions = auctions;
        this.records = StrictCsv.reader()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new InputStreamReader(raw, StandardCharsets.UTF_8))
                .iterator();
        CsvRecord header = record();
        if (header == null) {
            throw new UsageException("line 1: expected a header, got an empty file");
        }
        columns = columns(header);
        rows.write(header());
        pending = rows.take();
    }

    private @Nullable CsvRecord record() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw new IOException(io.getMessage(), io);
            }
            if (e.getCause() instanceof UsageException refusal) { // of the compressed data
                throw refusal;
            }
            throw new UsageException(StrictCsv.complaint(e), e);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Columns columns(CsvRecord header) {
        List<String> names = new ArrayList<>(header.getFields());
        if (names.get(0).startsWith("\uFEFF")) {
            names.set(0, names.get(0).substring(1));
        }
        return new Columns(
                column(names, mapping.auction()),
                column(names, mapping.market()),
                column(names, mapping.bidder()),
                column(names, mapping.reserve()),
                column(names, mapping.outside().column()),
                mapping.bids().stream().mapToInt(name -> column(names, name)).toArray(),
                names.size());
    }

    /** The place of a column, -1 if the mapping has none. */
    private static int column(List<String> names, String name) {
        if (name.isEmpty()) {
            return -1;
        }
        int place = names.indexOf(name);
        if (place < 0 || place != names.lastIndexOf(name)) {
            throw new UsageException("line 1: expected a column " + Excerpt.of(name) + " as the mapping says, got "
                    + (place < 0 ? Excerpt.of(String.join(",", names)) : "it twice"));
        }
        return place;
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("id", "market", "estimate", "contract", "uavValue"));
        for (int n = 1; n <= mapping.bidders(); n++) {
            header.add("bid" + n);
        }
        for (int n = 1; n <= mapping.bidders() && !mapping.silent().isEmpty(); n++) {
            header.add("invited" + n);
        }
        return header;
    }

    /** Makes the next row; false at the end of the log. */
    private boolean advance() throws IOException {
        while (true) {
            if (next == null) {
                next = record();
            }
            CsvRecord first = next;
            if (first == null) {
                return false;
            }
            try {
                if (mapping.isLong()) {
                    takeLong(first);
                } else {
                    takeWide(first);
                }
                return true;
            } catch (Refused e) {
                if (skipped == null) {
                    throw new UsageException(e.row.toString(), e);
                }
                skipped.accept(e.row);
                skipAuction(first);
            }
        }
    }

    /** Makes the next row; false too if there is none that can be made, and bytes of others to be handed out first. */
    private boolean advanceAfter(int count) throws IOException {
        try {
            return advance();
        } catch (UsageException e) {
            refusal = e;
            if (count == 0) {
                throw e;
            }
            return false;
        }
    }

    /** Leaves out the rows of an auction that is refused; in wide form, one row. */
    private void skipAuction(CsvRecord first) throws IOException {
        next = null;
        if (!mapping.isLong() || first.getFieldCount() <= columns.auction()) {
            return;
        }
        String auction = first.getField(columns.auction());
        do {
            next = record();
        } while (next != null
                && next.getFieldCount() == columns.count()
                && next.getField(columns.auction()).equals(auction));
    }

    private void takeWide(CsvRecord record) throws IOException {
        requireFields(record);
        double reserve = reserve(record);
        String outside = Decimal.shortest(outside(record, reserve));
        double[] amounts = new double[columns.bids().length];
        boolean[] silent = new boolean[amounts.length];
        for (int n = 0; n < amounts.length; n++) {
            amounts[n] = amount(record, n, reserve);
            silent[n] = isSilent(record, n);
        }
        String auction = columns.auction() < 0 ? String.valueOf(number + 1) : record.getField(columns.auction());
        write(record, outside, amounts, silent, new MappedAuction(auction, mapping.bids(), reserve));
        next = null;
    }

    private void takeLong(CsvRecord first) throws IOException {
        requireFields(first);
        String auction = first.getField(columns.auction());
        if (auction.isEmpty()) {
            throw refused(first, mapping.auction(), "the auction of the bid", auction);
        }
        if (seen.contains(auction)) {
            throw refused(first, mapping.auction(), "the rows of an auction together, in one place", auction);
        }
        double reserve = reserve(first);
        String outside = Decimal.shortest(outside(first, reserve));
        double[] amounts = new double[mapping.bidders()];
        Arrays.fill(amounts, Double.NaN);
        boolean[] silent = new boolean[amounts.length];
        List<String> names = new ArrayList<>();
        int count = 0;
        CsvRecord record = first;
        while (record != null) {
            requireFields(record);
            if (!record.getField(columns.auction()).equals(auction)) {
                break;
            }
            if (reserve(record) != reserve && !Double.isNaN(reserve)) {
                throw refused(
                        record,
                        mapping.reserve(),
                        "one reserve in an auction, " + Decimal.shortest(reserve),
                        record.getField(columns.reserve()));
            }
            double amount = amount(record, 0, reserve);
            String name = columns.bidder() < 0 ? "" : record.getField(columns.bidder());
            int again = name.isEmpty() ? -1 : names.indexOf(name);
            if (again >= 0 && Double.isNaN(amounts[again])) { // silent so far
                amounts[again] = amount;
            } else if (again >= 0) {
                repeated++;
                amounts[again] = Double.isNaN(amount) ? amounts[again] : Math.max(amounts[again], amount);
            } else if (!Double.isNaN(amount) || isSilent(record, 0)) {
                if (count == amounts.length) {
                    throw new Refused(new BadRow(
                            record.getStartingLineNumber(),
                            "auction " + Excerpt.of(auction) + ": expected at most bidders: " + amounts.length
                                    + " bids, got more"));
                }
                names.add(name.isEmpty() ? String.valueOf(count + 1) : name);
                silent[count] = Double.isNaN(amount);
                amounts[count++] = amount;
            }
            record = record();
            next = record;
        }
        remember(auction);
        write(first, outside, amounts, silent, new MappedAuction(auction, names, reserve));
    }

    private void remember(String auction) {
        seen.add(auction);
        if (seen.size() > REMEMBERED) {
            Iterator<String> oldest = seen.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private void requireFields(CsvRecord record) {
        if (record.getFieldCount() != columns.count()) {
            throw new Refused(new BadRow(
                    record.getStartingLineNumber(),
                    BadRow.count(columns.count(), String.valueOf(record.getFieldCount()))));
        }
    }

    private double reserve(CsvRecord record) {
        return columns.reserve() < 0 ? Double.NaN : number(record, columns.reserve(), mapping.reserve());
    }

    /** The amount in the n-th column of bids, NaN if the bid was not made or is worse than the reserve allows. */
    private double amount(CsvRecord record, int n, double reserve) {
        int column = columns.bids()[n];
        String text = record.getField(column);
        if (text.isEmpty()
                || mapping.missing().contains(text)
                || mapping.silent().contains(text)) {
            return Double.NaN;
        }
        double amount =
                mapping.amount().amount(number(record, column, mapping.bids().get(n)), reserve);
        if (!Amount.is(amount)) {
            worse++;
            return Double.NaN;
        }
        return amount;
    }

    /** Whether the n-th column of bids says that a bidder was invited and has not bid. */
    private boolean isSilent(CsvRecord record, int n) {
        return mapping.silent().contains(record.getField(columns.bids()[n]));
    }

    private double number(CsvRecord record, int column, String name) {
        String text = record.getField(column);
        double value = NumberParser.parse(text.toCharArray(), 0, text.length());
        if (!Amount.is(value)) {
            throw refused(record, name, Amount.EXPECTED, text);
        }
        return value;
    }

    private Refused refused(CsvRecord record, String column, String expected, String got) {
        return new Refused(new BadRow(record.getStartingLineNumber(), BadRow.field(column, expected, got)));
    }

    private double outside(CsvRecord record, double reserve) {
        Outside outside = mapping.outside();
        if (!outside.isThere()) {
            return 0.0;
        }
        double bid = outside.column().isEmpty()
                ? outside.factor() * (outside.ofReserve() ? reserve : 1.0)
                : number(record, columns.outside(), outside.column());
        double amount = mapping.amount().amount(bid, reserve);
        if (!Amount.is(amount)) {
            throw new Refused(new BadRow(
                    record.getStartingLineNumber(),
                    "outside option: expected one that is no worse than the reserve, got " + Decimal.shortest(bid)));
        }
        return amount;
    }

    private void write(CsvRecord record, String outside, double[] amounts, boolean[] silent, MappedAuction auction) {
        number++;
        int count = 0;
        for (int n = 0; n < amounts.length; n++) {
            boolean bid = !Double.isNaN(amounts[n]);
            count += bid ? 1 : 0;
            silences += silent[n] && !bid ? 1 : 0;
        }
        missing += amounts.length - count;
        fewest = Math.min(fewest, count);
        most = Math.max(most, count);
        List<String> fields = new ArrayList<>(List.of(
                String.valueOf(number),
                columns.market() < 0 ? "" : record.getField(columns.market()),
                outside,
                outside,
                outside));
        for (double amount : amounts) {
            fields.add(Double.isNaN(amount) ? missingBid : Decimal.shortest(amount));
        }
        for (int n = 0; n < amounts.length && !mapping.silent().isEmpty(); n++) {
            fields.add(silent[n] || !Double.isNaN(amounts[n]) ? "1" : "0");
        }
        rows.write(fields);
        pending = rows.take();
        position = 0;
        auctions.accept(auction);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Reads rows: as many as fit while more input is there at once, else those that are complete.
     *
     * @throws UsageException at a malformed auction, unless such are skipped; the rows before it came out of reads before
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (refusal != null) {
            throw refusal;
        }
        int count = 0;
        while (count < length) {
            if (position == pending.length && ((count > 0 && raw.available() == 0) || !advanceAfter(count))) {
                break;
            }
            int part = Math.min(length - count, pending.length - position);
            System.arraycopy(pending, position, target, offset + count, part);
            position += part;
            count += part;
        }
        return count == 0 ? -1 : count;
    }

    @Override
    public int available() throws IOException {
        return pending.length - position > 0 ? pending.length - position : raw.available();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    /**
     * What was read so far, in a line.
     *
     * @return how many auctions with how many bids, and how many bids were missing or worse than the reserve
     */
    public String describe() {
        return number + " auctions of " + (number == 0 ? 0 : fewest) + " to " + most + " bids, " + missing
                + " of " + number * mapping.bidders() + " places without one"
                + (silences == 0 ? "" : ", " + silences + " of them invited and silent") + "; amount "
                + mapping.amount().formula()
                + (worse == 0 ? "" : "; " + worse + " bids worse than the reserve count as missing")
                + (repeated == 0 ? "" : "; of " + repeated + " further bids of a bidder in an auction the best counts");
    }
}
