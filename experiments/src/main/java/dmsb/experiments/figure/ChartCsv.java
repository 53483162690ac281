package dmsb.experiments.figure;

import dmsb.core.math.ShortestDecimal;
import dmsb.experiments.csv.CsvText;
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
        return CsvText.of(csv -> rows.forEach(csv::writeRecord));
    }
}
