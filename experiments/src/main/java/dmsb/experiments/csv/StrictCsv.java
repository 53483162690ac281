package dmsb.experiments.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dmsb.core.tensorfile.Excerpt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one place where readers of CSV are made. FastCSV takes the end of the file for a missing closing quote by default, and
 * so gives all rows after a stray quote as one field.
 */
public final class StrictCsv {
    /** What is wrong with a field that goes on after its closing quote. */
    public static final String TEXT_AFTER_QUOTE = "expected quotes around whole fields, got text after a closing quote";

    /** What is wrong with a field whose quote is never closed. */
    public static final String UNCLOSED =
            "expected a closing quote for the one that opens on this line, got the end of the file";

    private static final Pattern LONGER =
            Pattern.compile("starting at line ([0-9]+) has surpassed the maximum limit of ([0-9]+(?: [a-z]+)?)");
    private static final Pattern LINE = Pattern.compile(" \\(record starting at line ([0-9]+)\\)$");

    private StrictCsv() {}

    /**
     * Settings of a reader that refuses a quote left open, text after a closing quote, and rows of other lengths than the
     * header.
     *
     * @return new settings, to which others may be added
     */
    public static CsvReader.CsvReaderBuilder reader() {
        return CsvReader.builder().allowUnclosedQuote(false);
    }

    /**
     * Whether input was refused because it ends within quotes.
     *
     * @param refusal what a reader threw
     * @return true if a quote is left open
     */
    public static boolean isUnclosed(CsvParseException refusal) {
        return message(refusal).startsWith("Unclosed quoted field");
    }

    /**
     * Why a reader refused its input.
     *
     * @param refusal what it threw
     * @return the line on which the record begins, as far as it is known, what was expected and what came
     */
    public static String complaint(CsvParseException refusal) {
        String message = message(refusal);
        Matcher line = LINE.matcher(message);
        String where = line.find() ? "line " + line.group(1) + ", " : "";
        if (isUnclosed(refusal)) {
            return where + UNCLOSED;
        }
        if (message.startsWith("Unexpected character after closing quote")) {
            return where + TEXT_AFTER_QUOTE;
        }
        if (message.startsWith("The maximum buffer size")) {
            return where + "expected a field of at most 16 million characters, got a longer one; is a quote left open?";
        }
        Matcher longer = LONGER.matcher(message);
        if (longer.find()) {
            return "line " + longer.group(1) + ", expected a record of at most " + longer.group(2)
                    + ", got a longer one";
        }
        Throwable cause = refusal.getCause();
        return "expected CSV, got " + Excerpt.of(message + (cause == null ? "" : ": " + cause.getMessage()), 1_000);
    }

    private static String message(CsvParseException refusal) {
        return String.valueOf(refusal.getMessage());
    }
}
