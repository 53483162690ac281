package dmsb.experiments.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * CSV read slowly, character by character, by nothing that the product uses: what records there are, and on which lines. It is
 * the oracle for readers, which must account for every record.
 */
final class ReferenceCsv {
    /**
     * A record that is not blank.
     *
     * @param line the line on which it begins, from 1
     * @param lines how many lines it has
     * @param start where it begins, in bytes
     * @param bytes how many bytes it has, with its line end
     * @param fields its fields, a character a byte
     * @param badQuoteLine the line of the first quote whose field goes on after it is closed, 0 if there is none
     */
    record Row(long line, long lines, int start, int bytes, List<String> fields, long badQuoteLine) {}

    /** All records that are whole, in order. */
    final List<Row> records = new ArrayList<>();

    /** The line of the quote that the text ends in, 0 if it does not end within quotes. */
    long unclosedLine;

    private final String text;
    private final int mark;
    private int at;
    private long line = 1;

    private ReferenceCsv(String text, int mark) {
        this.text = text;
        this.mark = mark;
    }

    static ReferenceCsv of(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int mark = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0; // the byte order mark
        ReferenceCsv csv = new ReferenceCsv(text.substring(mark), mark);
        while (csv.at < csv.text.length() && csv.unclosedLine == 0) {
            csv.record();
        }
        return csv;
    }

    private boolean isAt(String mark) {
        return text.startsWith(mark, at);
    }

    /** Takes the line end that stands here, if one does. */
    private boolean takeLineEnd() {
        int length = isAt("\r\n") ? 2 : isAt("\r") || isAt("\n") ? 1 : 0;
        at += length;
        line += length > 0 ? 1 : 0;
        return length > 0;
    }

    private void record() {
        int start = at;
        long firstLine = line;
        long badQuote = 0;
        List<String> fields = new ArrayList<>();
        if (takeLineEnd()) {
            return;
        }
        while (true) {
            long fieldLine = line;
            StringBuilder field = new StringBuilder();
            if (isAt("\"")) {
                if (!quoted(field)) {
                    unclosedLine = fieldLine;
                    return;
                }
                boolean ends = at == text.length() || isAt(",") || isAt("\r") || isAt("\n");
                badQuote = badQuote == 0 && !ends ? fieldLine : badQuote;
            }
            while (at < text.length() && !isAt(",") && !isAt("\r") && !isAt("\n")) {
                field.append(text.charAt(at++));
            }
            fields.add(field.toString());
            if (isAt(",")) {
                at++;
                continue;
            }
            long lines = line - firstLine + 1;
            takeLineEnd();
            records.add(new Row(firstLine, lines, mark + start, at - start, fields, badQuote));
            return;
        }
    }

    /** Takes a field in quotes; false if they are not closed. */
    private boolean quoted(StringBuilder field) {
        at++;
        while (at < text.length()) {
            if (isAt("\"\"")) {
                field.append('"');
                at += 2;
            } else if (isAt("\"")) {
                at++;
                return true;
            } else {
                int before = at;
                if (!takeLineEnd()) {
                    at++;
                }
                field.append(text, before, at);
            }
        }
        return false;
    }
}
