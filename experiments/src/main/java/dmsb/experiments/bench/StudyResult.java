package dmsb.experiments.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.figure.LineChart;
import dmsb.experiments.figure.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * What a study found: the time at every size, and what follows from it.
 *
 * @param study the study
 * @param machine where it was made
 * @param points a measurement for every size of the study, in its order
 */
public record StudyResult(CostStudy study, Machine machine, List<Measurement> points) {
    private static final double MIN_UNIT = 1e3;

    /** Copies the points. */
    public StudyResult {
        points = List.copyOf(points);
    }

    /** Finds the measurement of every size. */
    static StudyResult of(CostStudy study, Measurements measurements) {
        List<Measurement> points = new ArrayList<>();
        for (int size : study.sizes()) {
            points.add(measurements.list().stream()
                    .filter(row -> study.setting(size).equals(row.settings().get(study.parameter())))
                    .findFirst()
                    .orElseThrow(() -> new UsageException(study.title() + ": expected a measurement with "
                            + study.parameter() + " " + study.setting(size) + ", got none")));
        }
        return new StudyResult(study, measurements.machine(), points);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param study the study
     * @param folder the folder
     * @return its result
     * @throws UsageException if the file cannot be read or holds another study
     */
    static StudyResult read(CostStudy study, Path folder) {
        return of(study, Measurements.read(json(study, folder)));
    }

    static Path json(CostStudy study, Path folder) {
        return folder.resolve(study.title() + ".json");
    }

    /**
     * Writes the measurements as JSON and CSV and the figure as SVG, each named for the study.
     *
     * @param folder where they go
     * @throws IOException if one could not be written
     */
    public void write(Path folder) throws IOException {
        new Measurements(machine, points).write(json(study, folder));
        AtomicFile.write(folder.resolve(study.title() + ".csv"), this::writeCsv);
        AtomicFile.write(folder.resolve(study.title() + ".svg"), chart().svgFile());
    }

    private void writeCsv(OutputStream out) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord("size", study.parameter(), "work", "nanoseconds", "error", "bytes");
        for (int i = 0; i < points.size(); i++) {
            int size = study.sizes()[i];
            Measurement point = points.get(i);
            csv.writeRecord(
                    String.valueOf(size),
                    study.setting(size),
                    Decimal.shortest(study.work(size)),
                    Decimal.shortest(point.nanoseconds()),
                    Decimal.shortest(point.error()),
                    Decimal.shortest(point.bytes()));
        }
        csv.flush();
    }

    private double[] sizes() {
        return Arrays.stream(study.sizes()).asDoubleStream().toArray();
    }

    private double[] work() {
        return Arrays.stream(study.sizes()).mapToDouble(study::work).toArray();
    }

    private double[] times() {
        return points.stream().mapToDouble(Measurement::nanoseconds).toArray();
    }

    /** The exponent of the time in the size. */
    PowerLaw timeLaw() {
        return PowerLaw.of(sizes(), times());
    }

    /** The exponent of the counted work in the size, over the same sizes. */
    PowerLaw workLaw() {
        return PowerLaw.of(sizes(), work());
    }

    /** The line time = a + b work, by least squares, in nanoseconds. */
    SimpleRegression line() {
        SimpleRegression line = new SimpleRegression();
        double[] work = work();
        double[] times = times();
        for (int i = 0; i < work.length; i++) {
            line.addData(work[i], times[i]);
        }
        return line;
    }

    /** Measured times with their intervals, and the line through the counted work. */
    LineChart chart() {
        double[] y = times();
        double largest = Arrays.stream(y).max().orElse(1);
        double unit = largest >= MIN_UNIT * MIN_UNIT ? MIN_UNIT * MIN_UNIT : largest >= MIN_UNIT ? MIN_UNIT : 1;
        String name = unit > MIN_UNIT ? "ms" : unit > 1 ? "us" : "ns";
        double[] low = new double[y.length];
        double[] high = new double[y.length];
        double[] fitted = new double[y.length];
        SimpleRegression line = line();
        for (int i = 0; i < y.length; i++) {
            double error = points.get(i).error();
            low[i] = (y[i] - error) / unit;
            high[i] = (y[i] + error) / unit;
            fitted[i] = line.predict(study.work(study.sizes()[i])) / unit;
            y[i] /= unit;
        }
        return new LineChart(
                        "Time of " + study.operation() + " against " + study.axis(),
                        study.axis(),
                        "time (" + name + ")",
                        List.of(
                                new Series("measured", sizes(), y, low, high),
                                Series.of("fixed cost + counted work", sizes(), fitted)))
                .withInterval("95 % interval");
    }
}
