package dmsb.experiments.clearing;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.StrictCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clears blocks of CSV. Numbers are read out of FastCSV's buffer and written into the block's output.
 */
final class CsvClearer implements BlockClearer {
    private static final String ID = "id";

    /** The names of the columns, and the words for the line on which they stand. */
    record Header(List<String> names, String where) {
        /** The header of what is written, by the names of the columns behind the one that says which row it is of. */
        byte[] ofOutcomes(List<String> columns) {
            return ((names.contains(ID) ? ID : "line") + "," + String.join(",", columns) + "\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private final int columns;
    private final int idColumn;
    private final boolean skipBadRows;
    private final CsvRows rows;
    private final Output name = new Output();
    private final RecordScanner scanner = new RecordScanner();

    /** A clearer of rows under a header. */
    CsvClearer(Header header, CsvRows rows, boolean skipBadRows) {
        this.columns = header.names().size();
        this.idColumn = header.names().indexOf(ID);
        this.skipBadRows = skipBadRows;
        this.rows = rows;
    }

    /** The header in a block, null if there is no record. */
    static @Nullable Header header(RecordBlock block) {
        HeaderHandler handler = new HeaderHandler();
        try {
            Iterator<Boolean> records = reader(handler, new LatinReader(block.input, 0, block.length))
                    .iterator();
            while (records.hasNext()) {
                if (records.next()) {
                    return new Header(handler.names, "line " + (block.firstLine + handler.line - 1));
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw new UsageException(
                    "line " + (block.firstLine + handler.line - 1) + ": " + StrictCsv.TEXT_AFTER_QUOTE, e);
        }
    }

    private static <T> CsvReader<T> reader(AbstractBaseCsvCallbackHandler<T> handler, LatinReader text) {
        return StrictCsv.reader()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(Clearing.BLOCK_BYTES + 1)
                .build(handler, text);
    }

    /** Text whose bytes were passed through as Latin-1. */
    static String decoded(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public void clear(RecordBlock block) {
        readRows(block);
        rows.flush(block);
    }

    private void readRows(RecordBlock block) {
        RowHandler handler = new RowHandler(block);
        int start = 0;
        while (start < block.length) {
            try (CsvReader<Boolean> csv = reader(handler, new LatinReader(block.input, start, block.length))) {
                for (boolean goOn : csv) {
                    if (!goOn) {
                        return;
                    }
                }
                return;
            } catch (CsvParseException e) {
                if (e.getCause() != null) {
                    throw e; // not the parser's: something of ours went wrong in a callback
                }
                start = afterMalformed(block, handler, start);
                if (start < 0) {
                    return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e); // there is no stream behind it that could fail
            }
        }
    }

    /**
     * Where to go on after a record with text after a closing quote; -1 if there is no going on. A record of several lines is
     * refused even where bad rows are skipped: it may be a quote in the wrong place that swallows rows.
     */
    private int afterMalformed(RecordBlock block, RowHandler handler, int start) {
        int recordStart = afterLines(block, start, handler.linesBeforeRecord());
        scanner.scanRecord(block.input, recordStart, block.length);
        if (scanner.lines() <= 1) {
            block.addBadRow(handler.line(), StrictCsv.TEXT_AFTER_QUOTE);
            handler.goOnAfter(handler.linesBeforeRecord() + 1);
            return skipBadRows ? scanner.end() : -1;
        }
        long quoteLine = handler.line() + scanner.quoteLine() - 1;
        long textLine = handler.line() + scanner.textAfterQuoteLine() - 1;
        block.refuse(
                quoteLine,
                StrictCsv.TEXT_AFTER_QUOTE
                        + (textLine == quoteLine ? "" : " on line " + textLine)
                        + "; the row goes on over several lines, so where it ends is not known");
        return -1;
    }

    /** Where the text goes on after a number of lines. */
    private static int afterLines(RecordBlock block, int start, int lines) {
        int left = lines;
        int i = start;
        while (i < block.length && left > 0) {
            left -= RecordScanner.endsLine(block.input, i, block.length, true) ? 1 : 0;
            i++;
        }
        return i;
    }

    private static final class HeaderHandler extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final List<String> names = new ArrayList<>();
        private long line;
        private boolean blank;

        @Override
        protected void handleBegin(long startingLine) {
            line = startingLine;
            blank = false;
        }

        @Override
        protected void handleEmpty() {
            blank = true;
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            names.add(new String(buffer, offset, length));
        }

        @Override
        protected Boolean buildRecord() {
            return !blank;
        }
    }

    private final class RowHandler extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final RecordBlock block;
        private final ClearingRow row = rows.row();
        private boolean header;
        private long firstLine;
        private long recordLine;
        private boolean blank;

        RowHandler(RecordBlock block) {
            this.block = block;
            this.header = block.hasHeader;
            this.firstLine = block.firstLine;
        }

        /** The line of the input on which the current record begins. */
        long line() {
            return firstLine + recordLine - 1;
        }

        /** The lines from the start of the text to the line on which the current record begins. */
        int linesBeforeRecord() {
            return (int) recordLine - 1;
        }

        void goOnAfter(int lines) {
            firstLine += lines;
        }

        @Override
        protected void handleBegin(long line) {
            recordLine = line;
            blank = false;
            row.begin();
        }

        @Override
        protected void handleEmpty() {
            blank = true;
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (column >= columns || header) {
                return;
            }
            if (column == idColumn) {
                name.clear();
                name.addField(buffer, offset, length);
            } else {
                row.text(column, buffer, offset, length);
            }
        }

        @Override
        protected Boolean buildRecord() {
            if (blank) {
                return true;
            }
            if (header) {
                header = false;
                return true;
            }
            if (getFieldCount() != columns) {
                row.wrongCount(String.valueOf(getFieldCount()));
            }
            String complaint = row.complaint();
            if (complaint != null) {
                block.addBadRow(line(), complaint);
                return skipBadRows;
            }
            if (idColumn < 0) {
                name.clear();
                name.add(line());
            }
            String refused = rows.clear(name.toByteArray(), block);
            if (refused != null) {
                block.addBadRow(line(), refused);
                return skipBadRows;
            }
            return true;
        }
    }
}
