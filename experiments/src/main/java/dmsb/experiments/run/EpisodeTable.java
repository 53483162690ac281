package dmsb.experiments.run;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Metric;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.StrictCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code evaluation.csv}: a row a held-out episode, with the means over its scored rounds. Numbers are written such that they
 * read back as the same ones, so statistics of the file are those of the evaluation. On a log two columns more say which share of an
 * episode's rounds rests on an estimate. On slots of several tasks the columns are those that have a meaning there, and the share of
 * tasks that nobody served. Immutable.
 */
public final class EpisodeTable {
    /** The file's usual name. */
    public static final String FILE = "evaluation.csv";

    private static final Map<Metric, String> COLUMNS = columns();

    private static final Map<Metric, String> OF_LOGS = Collections.unmodifiableMap(
            new EnumMap<>(Map.of(Metric.ESTIMATED_SHARE, "estimatedShare", Metric.UNKNOWN_SHARE, "unknownShare")));

    /** What has a meaning for slots of several tasks. */
    private static final Map<Metric, String> OF_SLOTS = ofSlots();

    private final EnumMap<Metric, double[]> means;

    private EpisodeTable(EnumMap<Metric, double[]> means) {
        this.means = means;
    }

    private static Map<Metric, String> columns() {
        Map<Metric, String> columns = new LinkedHashMap<>();
        columns.put(Metric.SURPLUS, "surplus");
        columns.put(Metric.UAV_SURPLUS, "uavSurplus");
        columns.put(Metric.GROUND_SURPLUS, "groundSurplus");
        columns.put(Metric.FIRST_BEST, "firstBest");
        columns.put(Metric.GRID_BEST, "gridBest");
        columns.put(Metric.DELAY, "delaySeconds");
        columns.put(Metric.UAV_SHARE, "uavShare");
        columns.put(Metric.PRICE, "payment");
        columns.put(Metric.RHO, "rho");
        return columns;
    }

    private static Map<Metric, String> ofSlots() {
        Map<Metric, String> columns = columns();
        columns.keySet().removeAll(Set.of(Metric.GRID_BEST, Metric.DELAY, Metric.PRICE, Metric.RHO));
        columns.put(Metric.UNSERVED, "unserved");
        return columns;
    }

    /**
     * The name of a metric's column, which is its name in JSON too.
     *
     * @param metric one of the columns
     * @return the name
     * @throws NullPointerException if the table does not have the metric
     */
    public static String column(Metric metric) {
        return Objects.requireNonNull(COLUMNS.getOrDefault(metric, OF_SLOTS.get(metric)), EpisodeTable::expected);
    }

    private static String expected() {
        return "metric: expected one of " + COLUMNS.keySet();
    }

    /**
     * The table of an evaluation.
     *
     * @param means the means of every episode
     * @return the table
     */
    public static EpisodeTable of(EpisodeMeans means) {
        EnumMap<Metric, double[]> copy = new EnumMap<>(Metric.class);
        COLUMNS.keySet().forEach(metric -> copy.put(metric, means.of(metric)));
        return new EpisodeTable(copy);
    }

    /**
     * The table of an evaluation on a log.
     *
     * @param means the means of every episode
     * @return the table, with the shares of rounds whose surplus, and whose first best, is an estimate
     */
    public static EpisodeTable ofLog(EpisodeMeans means) {
        EpisodeTable table = of(means);
        OF_LOGS.keySet().forEach(metric -> table.means.put(metric, means.of(metric)));
        return table;
    }

    /**
     * The table of an evaluation on slots of several tasks and UAVs.
     *
     * @param means the means of every episode
     * @return the table: without the best on the grid, the latency, the payment and rho, which are of one task, and with the share
     *     of tasks that nobody served
     */
    public static EpisodeTable ofSlots(EpisodeMeans means) {
        EnumMap<Metric, double[]> copy = new EnumMap<>(Metric.class);
        OF_SLOTS.keySet().forEach(metric -> copy.put(metric, means.of(metric)));
        return new EpisodeTable(copy);
    }

    /**
     * Whether the evaluation was one on slots of several tasks and UAVs.
     *
     * @return true if the table has the share of tasks that nobody served
     */
    public boolean isOfSlots() {
        return means.containsKey(Metric.UNSERVED);
    }

    /**
     * Whether the evaluation was one on a log.
     *
     * @return true if the table has the shares of estimates
     */
    public boolean isOfLog() {
        return means.keySet().containsAll(OF_LOGS.keySet());
    }

    /**
     * Reads a table.
     *
     * @param file the file
     * @return the table
     * @throws UsageException if the file is missing or malformed
     */
    public static EpisodeTable read(Path file) {
        List<NamedCsvRecord> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = StrictCsv.reader().ofNamedCsvRecord(file)) {
            csv.forEach(rows::add);
        } catch (CsvParseException e) {
            throw new UsageException(file + ": " + StrictCsv.complaint(e), e);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(file, e);
        }
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0).getHeader();
        EnumMap<Metric, double[]> means = new EnumMap<>(Metric.class);
        columns(header.containsAll(OF_LOGS.values()), header.containsAll(OF_SLOTS.values()))
                .forEach((metric, column) -> {
                    double[] values = new double[rows.size()];
                    for (int e = 0; e < values.length; e++) {
                        values[e] = number(file, rows.get(e), column);
                    }
                    means.put(metric, values);
                });
        return new EpisodeTable(means);
    }

    private static Map<Metric, String> columns(boolean ofLog, boolean ofSlots) {
        if (ofSlots) {
            return OF_SLOTS;
        }
        Map<Metric, String> columns = new LinkedHashMap<>(COLUMNS);
        if (ofLog) {
            columns.putAll(OF_LOGS);
        }
        return columns;
    }

    private static UsageException unreadable(Path file, Exception e) {
        return new UsageException(
                file + ": expected a table of episodes, got a file that " + InputFile.reason(file, e), e);
    }

    private static double number(Path file, NamedCsvRecord row, String column) {
        String text = row.findField(column).orElse("nothing");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UsageException(
                    file + " line " + row.getStartingLineNumber() + ", " + column + ": expected a number, got " + text,
                    e);
        }
    }

    /**
     * Writes the table.
     *
     * @param file the file
     * @throws IOException if it could not be written
     */
    public void write(Path file) throws IOException {
        Map<Metric, String> columns = columns(isOfLog(), isOfSlots());
        StringBuilder text = new StringBuilder("episode");
        columns.values().forEach(column -> text.append(',').append(column));
        text.append('\n');
        for (int e = 0; e < episodes(); e++) {
            text.append(e);
            for (Metric metric : columns.keySet()) {
                text.append(',').append(Decimal.shortest(values(metric)[e]));
            }
            text.append('\n');
        }
        AtomicFile.write(file, text.toString());
    }

    /**
     * The number of episodes.
     *
     * @return how many rows there are
     */
    public int episodes() {
        return values(Metric.SURPLUS).length;
    }

    /**
     * The means of one metric.
     *
     * @param metric one of the columns
     * @return a new array with an element an episode; NaN for what has a column with one task only, and is asked of slots of several
     * @throws NullPointerException if the table does not have the metric
     */
    public double[] of(Metric metric) {
        if (isOfSlots() && COLUMNS.containsKey(metric) && !OF_SLOTS.containsKey(metric)) {
            double[] none = new double[episodes()];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return values(metric).clone();
    }

    private double[] values(Metric metric) {
        return Objects.requireNonNull(means.get(metric), EpisodeTable::expected);
    }
}
