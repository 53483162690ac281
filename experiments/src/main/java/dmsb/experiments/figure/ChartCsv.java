package dmsb.experiments.figure;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dmsb.core.math.ShortestDecimal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The numbers of a chart as CSV, unrounded; what is missing is blank. */
final class ChartCsv {
    private final List<List<String>> rows = new ArrayList<>();

    ChartCsv(String... header) {
        rows.add(List.of(header));
    }

    /** Begins a row with texts; numbers follow. */
    ChartCsv row(String... texts) {
        rows.add(new ArrayList<>(List.of(texts)));
        return this;
    }

    ChartCsv number(double value) {
        rows.get(rows.size() - 1).add(Double.isNaN(value) ? "" : ShortestDecimal.of(value));
        return this;
    }

    String text() {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
