package dmsb.experiments.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/** A small CSV file as text, whole in memory. Lines end with a line feed on every system. */
public final class CsvText {
    private CsvText() {}

    /**
     * The text of some rows.
     *
     * @param rows writes the rows, the header first
     * @return the file's text
     */
    public static String of(Consumer<CsvWriter> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            rows.accept(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Whether a file begins as a table of some kind does.
     *
     * @param file the file
     * @param header the begin of the kind's header
     * @return true if it is a regular file that begins so
     * @throws IOException if it could not be read
     */
    public static boolean begins(Path file, String header) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        byte[] begin = header.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(begin, in.readNBytes(begin.length));
        }
    }
}
