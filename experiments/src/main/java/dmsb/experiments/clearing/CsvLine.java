package dmsb.experiments.clearing;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dmsb.experiments.csv.StrictCsv;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of CSV as a record of its own, for those who get text line by line. It is read as {@link Clearing} reads it; a
 * record that goes on on the next line is told apart, never taken for a whole one. Reused from line to line, for one thread
 * at a time.
 */
public final class CsvLine {
    /** What a line is. */
    public enum Found {
        /** A whole record. */
        RECORD,
        /** Nothing: it is passed over. */
        BLANK,
        /** A record with text after a closing quote. */
        MALFORMED,
        /** A record that does not end here: a quote is open at the end of the line. */
        OPEN
    }

    private static final class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final List<String> fields = new ArrayList<>();

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            fields.add(new String(buffer, offset, length));
        }

        @Override
        protected Boolean buildRecord() {
            return true;
        }
    }

    private final RecordScanner scanner = new RecordScanner();
    private List<String> fields = List.of();

    /**
     * Reads a line.
     *
     * @param line its bytes, without the line end. Not modified.
     * @return what it is
     */
    public Found read(byte[] line) {
        fields = List.of();
        if (line.length == 0) {
            return Found.BLANK;
        }
        scanner.scanRecord(line, 0, line.length);
        if (scanner.openLine() > 0) {
            return Found.OPEN;
        }
        Handler handler = new Handler();
        try {
            StrictCsv.reader()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .build(handler, new String(line, StandardCharsets.ISO_8859_1))
                    .iterator()
                    .next();
        } catch (CsvParseException e) {
            return Found.MALFORMED;
        }
        fields = handler.fields;
        return Found.RECORD;
    }

    /**
     * The fields of the record that was read, their bytes as characters one for one, in whatever encoding they are.
     *
     * @return a new list; empty unless the line was a record
     */
    public List<String> fields() {
        return fields;
    }
}
