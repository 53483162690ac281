package dmsb.experiments.dense;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.CsvText;
import dmsb.experiments.csv.StrictCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a run of a trial has given. Its file has a row for each held-out episode, and is written whole or not at all.
 *
 * @param slots the slots that were played in training, 0 for a rule without a network and for a run that failed
 * @param trainingSeconds the CPU time of the training's thread, without the filter's
 * @param decisionMicroseconds the CPU time of a decision, the median of the episodes' means
 * @param surplus the mean surplus of the slots of each episode
 * @param firstBest the same of the best assignment in full knowledge
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrialResult(
        long slots, double trainingSeconds, double decisionMicroseconds, double[] surplus, double[] firstBest) {
    static final List<String> COLUMNS = Stream.of(
                    TrialRun.COLUMNS,
                    List.of("slots", "trainingSeconds", "decisionMicroseconds", "episode", "surplus", "firstBest"))
            .flatMap(List::stream)
            .toList();

    private static final int LONGEST_FIELD = 100;

    /** The mean surplus over the mean first best. */
    double fraction() {
        return Arrays.stream(surplus).sum() / Arrays.stream(firstBest).sum();
    }

    /** Those of a network's runs that did not fail: a training that has come to its end has played slots. */
    static List<TrialResult> trained(List<TrialResult> runs) {
        return runs.stream().filter(run -> run.slots() > 0).toList();
    }

    /**
     * The time that networks are trained for where it is equal.
     *
     * @param networks the runs of each network
     * @return the longest mean training time, in seconds, over the runs that did not fail; 0 if all failed
     */
    static double slowest(List<List<TrialResult>> networks) {
        return networks.stream()
                .mapToDouble(runs -> trained(runs).stream()
                        .mapToDouble(TrialResult::trainingSeconds)
                        .average()
                        .orElse(0.0))
                .max()
                .orElse(0.0);
    }

    /** Writes the file of a run. */
    void write(TrialRun run, Path file) throws IOException {
        AtomicFile.write(file, CsvText.of(csv -> {
            csv.writeRecord(COLUMNS);
            for (int e = 0; e < surplus.length; e++) {
                List<String> row = new ArrayList<>(run.fields());
                row.add(String.valueOf(slots));
                row.add(Decimal.fixed(trainingSeconds, 3));
                row.add(Decimal.fixed(decisionMicroseconds, 2));
                row.add(String.valueOf(e));
                row.add(Decimal.shortest(surplus[e]));
                row.add(Decimal.shortest(firstBest[e]));
                csv.writeRecord(row);
            }
        }));
    }

    /**
     * Reads the file of a run.
     *
     * @throws UsageException if it is no such file, or that of another run
     */
    static TrialResult read(TrialRun run, Path file) {
        try (CsvReader<NamedCsvRecord> csv = StrictCsv.reader().ofNamedCsvRecord(file)) {
            List<NamedCsvRecord> rows = csv.stream().toList();
            if (rows.isEmpty() || !rows.get(0).getHeader().equals(COLUMNS)) {
                throw new UsageException(file + ": expected rows with the columns " + String.join(",", COLUMNS));
            }
            for (NamedCsvRecord row : rows) {
                requireRun(run, row, file);
            }
            NamedCsvRecord first = rows.get(0);
            return new TrialResult(
                    Long.parseLong(first.getField("slots")),
                    Double.parseDouble(first.getField("trainingSeconds")),
                    Double.parseDouble(first.getField("decisionMicroseconds")),
                    numbers(rows, "surplus"),
                    numbers(rows, "firstBest"));
        } catch (CsvParseException e) {
            throw new UsageException(file + ": " + StrictCsv.complaint(e), e);
        } catch (NumberFormatException e) {
            throw new UsageException(file + ": expected numbers, got " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new UsageException(file + ": expected a table, got a file that " + InputFile.reason(file, e), e);
        }
    }

    private static void requireRun(TrialRun run, NamedCsvRecord row, Path file) {
        List<String> found = row.getFields().subList(0, TrialRun.COLUMNS.size());
        if (!found.equals(run.fields())) {
            throw new UsageException(
                    file + ": expected a run of " + told(run.fields()) + ", got one of " + told(found));
        }
    }

    private static String told(List<String> fields) {
        return IntStream.range(0, fields.size())
                .mapToObj(column -> TrialRun.COLUMNS.get(column) + " " + Excerpt.of(fields.get(column), LONGEST_FIELD))
                .collect(Collectors.joining(", "));
    }

    private static double[] numbers(List<NamedCsvRecord> rows, String column) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.getField(column)))
                .toArray();
    }
}
