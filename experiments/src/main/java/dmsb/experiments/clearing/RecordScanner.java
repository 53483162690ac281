package dmsb.experiments.clearing;

/**
 * Where lines and records end: the one reading of them, by which a stream is cut into blocks, lines are counted, and a
 * malformed record is passed over. It agrees with the parser of CSV.
 *
 * <p>A line ends with LF, CR LF, or CR. A record ends with a line, but for a line end within quotes if quotes are heeded, as
 * those of CSV are: a quote opens at the start of a field only, and a doubled one stands for itself.
 */
final class RecordScanner {
    private int end;
    private long lines;
    private long openLine;
    private long textAfterQuoteLine;
    private long quoteLine;

    /** Where the last whole record that was seen ends, 0 if none does. */
    int end() {
        return end;
    }

    /** How many lines there are up to {@link #end}. */
    long lines() {
        return lines;
    }

    /** The line, from 1, of the quote that is open where the bytes end; 0 if none is. */
    long openLine() {
        return openLine;
    }

    /** The line, from 1, of the first text after a closing quote; 0 if there is none. */
    long textAfterQuoteLine() {
        return textAfterQuoteLine;
    }

    /** The line of the quote that opens the field of {@link #textAfterQuoteLine}. */
    long quoteLine() {
        return quoteLine;
    }

    /**
     * Whether a line ends with a byte.
     *
     * @param input where it stands. Not modified.
     * @param i its index
     * @param length where the bytes end
     * @param last whether no bytes come after them; if some do, a CR at the end may be half a line end, and is none yet
     */
    static boolean endsLine(byte[] input, int i, int length, boolean last) {
        if (input[i] == '\n') {
            return true;
        }
        return input[i] == '\r' && (i + 1 < length ? input[i + 1] != '\n' : last);
    }

    /**
     * Looks for the last whole record.
     *
     * @param input starts with a record. Not modified.
     * @param length where the bytes end
     * @param last whether no bytes come after them
     * @param quotes whether quotes are heeded
     */
    void scan(byte[] input, int length, boolean last, boolean quotes) {
        clear();
        for (int i = 0; i < length; i++) {
            byte b = input[i];
            if (b > '"') {
                continue;
            }
            if (endsLine(input, i, length, last)) {
                lines++;
                end = i + 1;
            } else if (b == '"' && quotes) {
                scanQuoted(input, end, length, last, false);
                return;
            }
        }
    }

    /**
     * Looks for the end of the first record of CSV.
     *
     * @param input holds whole records. Not modified.
     * @param start where the record starts
     * @param length where the bytes end
     */
    void scanRecord(byte[] input, int start, int length) {
        clear();
        end = length; // the last line may have no end
        scanQuoted(input, start, length, true, true);
    }

    private void clear() {
        end = 0;
        lines = 0;
        openLine = 0;
        textAfterQuoteLine = 0;
        quoteLine = 0;
    }

    /** The slow way, from a record's start on. */
    private void scanQuoted(byte[] input, int start, int length, boolean last, boolean one) {
        long line = lines + 1;
        long opened = 0;
        boolean fieldStart = true;
        boolean quoted = false;
        boolean closed = false;
        for (int i = start; i < length; i++) {
            byte b = input[i];
            boolean lineEnd = endsLine(input, i, length, last);
            if (quoted) {
                if (b == '"') {
                    boolean doubled = i + 1 < length && input[i + 1] == '"';
                    quoted = doubled;
                    closed = !doubled;
                    i += doubled ? 1 : 0;
                }
            } else if (b == '"' && fieldStart) {
                quoted = true;
                fieldStart = false;
                opened = line;
            } else {
                fieldStart = b == ',' || b == '\n' || b == '\r';
                if (closed && !fieldStart && textAfterQuoteLine == 0) {
                    textAfterQuoteLine = line;
                    quoteLine = opened;
                }
                closed = false;
                if (lineEnd) {
                    end = i + 1;
                    lines = line;
                    if (one) {
                        return;
                    }
                }
            }
            line += lineEnd ? 1 : 0;
        }
        openLine = quoted ? opened : 0;
        if (one) {
            lines = line;
        }
    }
}
