package dmsb.experiments.dense;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.CsvText;
import dmsb.experiments.csv.StrictCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a run of a trial has given. Its file has a row for each held-out episode, and is written whole or not at all.
 *
 * @param slots the slots that were played in training, 0 for a rule without a network
 * @param trainingSeconds the CPU time of the training's thread, without the filter's
 * @param decisionMicroseconds the CPU time of a decision, the median of the episodes' means
 * @param surplus the mean surplus of the slots of each episode
 * @param firstBest the same of the best assignment in full knowledge
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrialResult(
        long slots, double trainingSeconds, double decisionMicroseconds, double[] surplus, double[] firstBest) {
    static final List<String> COLUMNS = List.of(
            "stage",
            "market",
            "method",
            "proposals",
            "seed",
            "candidate",
            "slots",
            "trainingSeconds",
            "decisionMicroseconds",
            "episode",
            "surplus",
            "firstBest");

    /** The mean surplus over the mean first best. */
    double fraction() {
        return Arrays.stream(surplus).sum() / Arrays.stream(firstBest).sum();
    }

    /** Writes the file of a run. */
    void write(TrialRun run, Path file) throws IOException {
        AtomicFile.write(file, CsvText.of(csv -> {
            csv.writeRecord(COLUMNS);
            for (int e = 0; e < surplus.length; e++) {
                csv.writeRecord(
                        run.stage().toString(),
                        run.market(),
                        run.method(),
                        String.valueOf(run.proposals()),
                        String.valueOf(run.seed()),
                        String.valueOf(run.candidate()),
                        String.valueOf(slots),
                        Decimal.fixed(trainingSeconds, 3),
                        Decimal.fixed(decisionMicroseconds, 2),
                        String.valueOf(e),
                        Decimal.shortest(surplus[e]),
                        Decimal.shortest(firstBest[e]));
            }
        }));
    }

    /**
     * Reads the file of a run.
     *
     * @throws UsageException if it is no such file
     */
    static TrialResult read(Path file) {
        try (CsvReader<NamedCsvRecord> csv = StrictCsv.reader().ofNamedCsvRecord(file)) {
            List<NamedCsvRecord> rows = csv.stream().toList();
            if (rows.isEmpty() || !rows.get(0).getHeader().equals(COLUMNS)) {
                throw new UsageException(file + ": expected rows with the columns " + String.join(",", COLUMNS));
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

    private static double[] numbers(List<NamedCsvRecord> rows, String column) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.getField(column)))
                .toArray();
    }
}
