package dmsb.experiments.log;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dmsb.auction.log.BidLog;
import dmsb.auction.log.BidLogBuilder;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.IoReason;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.StrictCsv;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a log of auctions from CSV in one pass, without a string for a number. */
public final class BidLogReader {
    private static final int COMPLAINTS = 20;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /**
     * What was read.
     *
     * @param log the rows of the range
     * @param conditions how many of the market conditions have a column
     */
    public record ReadLog(BidLog log, int conditions) {}

    private BidLogReader() {}

    /**
     * Reads a stream to its end.
     *
     * @param stream plain or compressed by gzip: CSV with a header, in UTF-8 or another encoding that has ASCII in it
     * @param source what to call it in messages
     * @param scenario gives the number of bids and the ranges of the market conditions
     * @param rows which rows are wanted; the others are not looked at, but for the number of their fields
     * @param complaints told of the first malformed rows, a line each
     * @return the log
     * @throws UsageException if the stream cannot be read, has a malformed row or header, or no row in the range
     */
    public static ReadLog read(
            InputStream stream, String source, Scenario scenario, RowRange rows, Consumer<String> complaints) {
        return read(stream, source, scenario, rows, complaints, false);
    }

    /**
     * The same of a log in which the rows of markets may stand between one another.
     *
     * @param stream as above
     * @param source what to call it in messages
     * @param scenario gives the number of bids and the ranges of the market conditions
     * @param rows which rows are wanted
     * @param complaints told of the first malformed rows, a line each
     * @param interleaved whether rows with the same text in {@code market} and {@code episode} are of one market wherever they
     *     stand; otherwise a market begins where the text changes
     * @return the log
     * @throws UsageException if the stream cannot be read, has a malformed row or header, or no row in the range
     */
    public static ReadLog read(
            InputStream stream,
            String source,
            Scenario scenario,
            RowRange rows,
            Consumer<String> complaints,
            boolean interleaved) {
        Handler handler = new Handler(source, scenario, rows, complaints, interleaved);
        try (CsvReader<Boolean> csv = StrictCsv.reader()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // the handler counts fields and tells which line
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(handler, bytesAsCharacters(BidFile.text(stream)))) {
            for (boolean goOn : csv) {
                if (!goOn) {
                    break;
                }
            }
        } catch (CsvParseException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UsageException || cause instanceof IllegalStateException) { // the latter of a full log
                throw new UsageException(source + ": " + cause.getMessage(), e);
            }
            String complaint = StrictCsv.isUnclosed(e)
                    ? new BadRow(handler.line(), StrictCsv.UNCLOSED).toString()
                    : StrictCsv.complaint(e);
            throw new UsageException(source + ": " + complaint, e);
        } catch (UsageException e) {
            throw new UsageException(source + ": " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(source, e);
        }
        return handler.content();
    }

    /**
     * Bytes pass through one for one, so that texts are the same only if their bytes are, in whatever encoding they are; what
     * is quoted in a complaint is decoded there.
     */
    private static Reader bytesAsCharacters(InputStream stream) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(stream, BYTE_ORDER_MARK.length);
        byte[] start = bytes.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            bytes.unread(start);
        }
        return new InputStreamReader(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String decoded(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static UsageException unreadable(String source, Exception e) {
        return new UsageException("--bids: expected a readable file, got " + source + " (" + IoReason.of(e) + ")", e);
    }

    private static final class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final String source;
        private final LogColumns columns;
        private final RowRange rows;
        private final Consumer<String> complaints;
        private final BidLogBuilder builder;
        private final List<String> header = new ArrayList<>();
        private final boolean interleaved;
        private final Map<List<String>, Integer> marketNumbers = new HashMap<>();
        private final List<Integer> marketOfRow = new ArrayList<>();
        private boolean headerRead;
        private @Nullable String headerComplaint;
        private String[] market = {};
        private boolean newMarket;
        private boolean wanted;
        private @Nullable String complaint;
        private long rowNumber;
        private long added;
        private long bad;
        private boolean blank;
        private long linesInRecord;

        Handler(String source, Scenario scenario, RowRange rows, Consumer<String> complaints, boolean interleaved) {
            this.interleaved = interleaved;
            this.source = source;
            this.columns = new LogColumns(scenario);
            this.rows = rows;
            this.complaints = complaints;
            this.builder = new BidLogBuilder(scenario.stations(), columns.conditionCount());
        }

        @Override
        protected void handleBegin(long line) {
            complaint = null;
            blank = false;
            linesInRecord = 0;
            wanted = headerRead && rows.contains(rowNumber + 1);
            if (wanted) {
                columns.begin();
            }
        }

        @Override
        protected void handleEmpty() {
            blank = true;
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (quoted) {
                linesInRecord += lineEnds(buffer, offset, length);
            }
            if (!headerRead) {
                header.add(decoded(new String(buffer, offset, length)));
            } else if (wanted && complaint == null && column < columns.count()) {
                if (columns.isMarket(column)) {
                    noteMarket(column, buffer, offset, length);
                } else {
                    String refused = columns.field(column, buffer, offset, length);
                    complaint = refused == null ? null : decoded(refused);
                }
            }
        }

        /** The line on which the next field of the current record begins. */
        long line() {
            return getStartingLineNumber() + linesInRecord;
        }

        private static long lineEnds(char[] buffer, int offset, int length) {
            long lines = 0;
            for (int i = offset; i < offset + length; i++) {
                boolean crLf = buffer[i] == '\r' && i + 1 < offset + length && buffer[i + 1] == '\n';
                lines += buffer[i] == '\n' || (buffer[i] == '\r' && !crLf) ? 1 : 0;
            }
            return lines;
        }

        private void noteMarket(int column, char[] buffer, int offset, int length) {
            if (!market[column].contentEquals(CharBuffer.wrap(buffer, offset, length))) {
                market[column] = new String(buffer, offset, length);
                newMarket = true;
            }
        }

        @Override
        protected Boolean buildRecord() {
            if (blank) {
                return true;
            }
            if (!headerRead) {
                takeHeader();
                return headerComplaint == null;
            }
            rowNumber++;
            if (getFieldCount() != columns.count()) {
                complaint = BadRow.count(columns.count(), String.valueOf(getFieldCount()));
                wanted = true;
            }
            if (wanted) {
                takeRow();
            }
            return true;
        }

        private void takeHeader() {
            headerRead = true;
            String refused = columns.header(header);
            if (refused != null) { // not thrown from in here: FastCSV would wrap it
                headerComplaint = "line " + getStartingLineNumber() + ", " + refused;
            }
            market = new String[header.size()];
            Arrays.fill(market, "");
        }

        private void takeRow() {
            complaint = complaint == null ? columns.incomplete() : complaint;
            if (complaint != null) {
                bad++;
                if (bad <= COMPLAINTS) {
                    complaints.accept(source + ": " + new BadRow(getStartingLineNumber(), complaint));
                }
                return;
            }
            if (bad > 0) {
                return; // the log is refused already
            }
            if (newMarket && !interleaved) {
                builder.beginMarket();
            }
            newMarket = false;
            if (interleaved) {
                marketOfRow.add(marketNumbers.computeIfAbsent(List.of(market), known -> marketNumbers.size()));
            }
            builder.add(
                    columns.bids(),
                    columns.invited(),
                    columns.number(LogColumns.ESTIMATE),
                    columns.number(LogColumns.CONTRACT),
                    columns.number(LogColumns.UAV_VALUE),
                    columns.conditions(),
                    columns.latencies());
            added++;
        }

        ReadLog content() {
            if (headerComplaint != null) {
                throw new UsageException(source + ": " + headerComplaint);
            }
            if (bad > 0) {
                throw new UsageException(source + ": expected well-formed rows, got " + bad + " that "
                        + (bad == 1 ? "is" : "are") + " not");
            }
            if (added == 0) {
                throw new UsageException(
                        source + ": expected a row among rows " + rows + ", got " + rowNumber + " rows in all");
            }
            BidLog log = builder.build();
            return new ReadLog(
                    interleaved
                            ? log.byMarket(marketOfRow.stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray())
                            : log,
                    columns.measuredConditions());
        }
    }
}
