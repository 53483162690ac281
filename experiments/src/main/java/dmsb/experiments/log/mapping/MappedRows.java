package dmsb.experiments.log.mapping;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of CSV as bytes in UTF-8: fields that need quotes get them, lines end with a line feed. */
final class MappedRows {
    private final StringWriter text = new StringWriter();
    private final CsvWriter csv =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);

    /** Writes a row. */
    void write(List<String> fields) {
        csv.writeRecord(fields);
    }

    /** The rows that were written since this was last called. */
    byte[] take() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.getBuffer().setLength(0);
        return bytes;
    }
}
