package dmsb.experiments.results;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.StrictCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small CSV file with a header, whole in memory. */
final class CsvTable {
    private final Path file;
    private final List<String> header;
    private final List<Map<String, String>> rows;

    private CsvTable(Path file, List<String> header, List<Map<String, String>> rows) {
        this.file = file;
        this.header = header;
        this.rows = rows;
    }

    /**
     * Reads a file.
     *
     * @throws UsageException if it cannot be read, is no CSV, or lacks one of the columns
     */
    static CsvTable read(Path file, List<String> columns) {
        List<String> header = List.of();
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = StrictCsv.reader().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord record : csv) {
                header = record.getHeader();
                rows.add(new LinkedHashMap<>(record.getFieldsAsMap()));
            }
        } catch (CsvParseException e) {
            throw new UsageException(file + ": " + StrictCsv.complaint(e), e);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(file, e);
        }
        for (String column : columns) {
            if (!header.contains(column)) {
                throw new UsageException(file + ": expected rows with a column " + column + ", got "
                        + (rows.isEmpty() ? "no rows" : String.join(",", header)));
            }
        }
        return new CsvTable(file, header, rows);
    }

    private static UsageException unreadable(Path file, Exception e) {
        return new UsageException(file + ": expected a table, got a file that " + InputFile.reason(file, e), e);
    }

    List<String> header() {
        return header;
    }

    List<Map<String, String>> rows() {
        return rows;
    }

    /**
     * A column of numbers.
     *
     * @throws UsageException if one is none
     */
    double[] numbers(String column) {
        double[] numbers = new double[rows.size()];
        for (int i = 0; i < numbers.length; i++) {
            String text = rows.get(i).getOrDefault(column, "");
            try {
                numbers[i] = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new UsageException(
                        file + " row " + (i + 1) + ": expected a number in column " + column + ", got '" + text + "'",
                        e);
            }
        }
        return numbers;
    }
}
