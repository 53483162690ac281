package dmsb.experiments.run;

import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What has been measured of a training so far: the rows of its two tables, and the curve. */
public final class TrainingRecord implements Checkpointed {
    private final int columns;
    private final List<TrainingRun.Point> points = new ArrayList<>();
    private final StringBuilder metrics;
    private final StringBuilder timing = new StringBuilder("steps,seconds,stepsPerSecond\n");

    /**
     * A curve without points.
     *
     * @param columns what is measured, by the names of its columns in {@code metrics.csv}: the surplus, the fraction of first
     *     best, and anything else
     */
    public TrainingRecord(List<String> columns) {
        this.columns = columns.size();
        this.metrics = new StringBuilder("steps,updates," + String.join(",", columns) + "\n");
    }

    /**
     * Adds a point.
     *
     * @param steps the steps done
     * @param updates the updates of the weights
     * @param seconds the time spent, which goes into {@code timing.csv}
     * @param numbers what was measured, a number for each column. Not modified.
     * @throws IllegalArgumentException if there are not as many
     */
    public void add(long steps, long updates, double seconds, double... numbers) {
        Require.size("numbers", numbers.length, columns);
        points.add(new TrainingRun.Point(steps, numbers[1]));
        metrics.append(steps).append(',').append(updates);
        for (double number : numbers) {
            metrics.append(',').append(Decimal.rounded(number, 9));
        }
        metrics.append('\n');
        timing.append(steps + "," + Decimal.fixed(seconds, 3) + "," + Decimal.fixed(steps / seconds, 1) + "\n");
    }

    /**
     * The points of a {@code metrics.csv}.
     *
     * @param file the file
     * @return the points
     * @throws UsageException if it is no such table
     */
    public static List<TrainingRun.Point> read(Path file) {
        List<String> lines = InputFile.text(file).lines().toList();
        List<TrainingRun.Point> points = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            try {
                points.add(new TrainingRun.Point(Long.parseLong(fields[0]), Double.parseDouble(fields[3])));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new UsageException(
                        file + " line " + (i + 1) + ": expected the row of a learning curve, got "
                                + Excerpt.of(lines.get(i)),
                        e);
            }
        }
        if (points.isEmpty()) {
            throw new UsageException(file + ": expected a learning curve, got no rows");
        }
        return points;
    }

    /** {@code metrics.csv}. */
    String metrics() {
        return metrics.toString();
    }

    /** {@code timing.csv}. */
    String timing() {
        return timing.toString();
    }

    List<TrainingRun.Point> points() {
        return points;
    }

    /** The last point in a few words, none if there is none. */
    String describe() {
        return points.isEmpty()
                ? ""
                : Decimal.fixed(points.get(points.size() - 1).firstBestFraction(), 3) + " of first best";
    }

    @Override
    public void save(StateWriter state) {
        double[] fractions = new double[points.size()];
        long[] steps = new long[points.size()];
        for (int i = 0; i < fractions.length; i++) {
            steps[i] = points.get(i).steps();
            fractions[i] = points.get(i).firstBestFraction();
        }
        state.put("points", (long) fractions.length);
        state.put("steps", steps);
        state.put("firstBestFraction", fractions);
        state.putText("metrics", metrics.toString());
        state.putText("timing", timing.toString());
    }

    @Override
    public void restore(StateReader state) {
        int count = state.wholeNumber("points", 0, Integer.MAX_VALUE);
        long[] steps = state.longs("steps", count);
        double[] fractions = state.doubles("firstBestFraction", count);
        points.clear();
        for (int i = 0; i < count; i++) {
            points.add(new TrainingRun.Point(steps[i], fractions[i]));
        }
        metrics.replace(0, metrics.length(), state.text("metrics"));
        timing.replace(0, timing.length(), state.text("timing"));
    }
}
