package dmsb.experiments.sweep;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.CsvText;
import dmsb.experiments.csv.StrictCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code runs.csv}: the rows of a study with the key and the status of their runs. Columns are {@code experiment}, {@code
 * method}, {@code seed} (empty for a rule), {@code key}, {@code status}, and one for every scenario key that any experiment
 * varies, empty where it does not.
 *
 * @param rows the rows
 * @param status what became of their runs, by key
 */
public record RunTable(List<StudyRow> rows, Map<String, RunFolder.Status> status) {
    private static final List<String> FIXED = List.of("experiment", "method", "seed", "key", "status");

    /** Copies the list and the map. */
    public RunTable {
        rows = List.copyOf(rows);
        status = Map.copyOf(status);
    }

    /**
     * The status of a row's run.
     *
     * @param row the row
     * @return what became of it
     */
    public RunFolder.Status statusOf(StudyRow row) {
        return status.getOrDefault(row.key(), RunFolder.Status.PENDING);
    }

    void write(Path file) throws IOException {
        Set<String> varied = new LinkedHashSet<>();
        rows.forEach(row -> varied.addAll(row.varied().keySet()));
        AtomicFile.write(file, CsvText.of(csv -> {
            List<String> header = new ArrayList<>(FIXED);
            header.addAll(varied);
            csv.writeRecord(header);
            for (StudyRow row : rows) {
                List<String> fields = new ArrayList<>();
                fields.add(row.experiment());
                fields.add(row.method());
                fields.add(row.seed() == null ? "" : String.valueOf(row.seed()));
                fields.add(row.key());
                fields.add(statusOf(row).id());
                varied.forEach(key -> fields.add(row.varied().getOrDefault(key, "")));
                csv.writeRecord(fields);
            }
        }));
    }

    /**
     * Reads a table.
     *
     * @param file the file
     * @return the table
     * @throws UsageException if it is missing or malformed
     */
    public static RunTable read(Path file) {
        List<StudyRow> rows = new ArrayList<>();
        Map<String, RunFolder.Status> status = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> csv = StrictCsv.reader().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord line : csv) {
                StudyRow row = row(line);
                rows.add(row);
                status.put(row.key(), status(line));
            }
        } catch (CsvParseException e) {
            throw new UsageException(file + ": " + StrictCsv.complaint(e), e);
        } catch (IOException | UncheckedIOException e) {
            throw refusal(file, "a file that " + InputFile.reason(file, e), e);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw refusal(file, String.valueOf(e.getMessage()), e);
        }
        return new RunTable(rows, status);
    }

    private static UsageException refusal(Path file, String got, Exception cause) {
        return new UsageException(file + ": expected the table of runs that a sweep writes, got " + got, cause);
    }

    private static RunFolder.Status status(NamedCsvRecord line) {
        String text = line.getField("status");
        return Stream.of(RunFolder.Status.values())
                .filter(status -> status.id().equals(text))
                .findFirst()
                .orElseThrow(() -> strange(line, "status", text));
    }

    private static IllegalArgumentException strange(NamedCsvRecord line, String column, String text) {
        return new IllegalArgumentException(
                "line " + line.getStartingLineNumber() + ": " + column + " " + Excerpt.of(text));
    }

    private static @Nullable Long seed(NamedCsvRecord line) {
        String text = line.getField("seed");
        try {
            return text.isEmpty() ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw strange(line, "seed", text);
        }
    }

    /**
     * Whether a file is such a table.
     *
     * @param file the file
     * @return true if it begins like one
     * @throws IOException if it could not be read
     */
    public static boolean isTable(Path file) throws IOException {
        return CsvText.begins(file, String.join(",", FIXED));
    }

    private static StudyRow row(NamedCsvRecord line) {
        String key = line.getField("key");
        if (!key.matches("[0-9a-f]{" + Run.KEY_LENGTH + "}")) {
            throw strange(line, "key", key);
        }
        Map<String, String> varied = new LinkedHashMap<>();
        line.getFieldsAsMap().forEach((column, value) -> {
            if (!FIXED.contains(column) && !value.isEmpty()) {
                varied.put(column, value);
            }
        });
        return new StudyRow(line.getField("experiment"), line.getField("method"), seed(line), varied, key);
    }
}
