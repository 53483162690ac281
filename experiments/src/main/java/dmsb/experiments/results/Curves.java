package dmsb.experiments.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.csv.CsvText;
import dmsb.experiments.results.LearningCurve.CurveQuantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code curves.csv}: all learning curves of a study in one file, a row a point of a training. Columns: experiment, method,
 * the varied keys, seed, then those of {@link CurveQuantity}.
 */
public final class Curves {
    /** The file's name in the folder of a study. */
    public static final String FILE = "curves.csv";

    private static final String HEADER = "experiment,method,";
    private static final int DIGITS = 9;

    private Curves() {}

    /**
     * Writes the file whole or not at all.
     *
     * @param results what was found
     * @param folder the folder of the study
     * @throws IOException if it could not be written
     */
    public static void write(StudyResults results, Path folder) throws IOException {
        AtomicFile.write(folder.resolve(FILE), text(results));
    }

    /**
     * The file's text.
     *
     * @param results what was found
     * @return a header and a line a point
     */
    public static String text(StudyResults results) {
        List<String> keys = results.keys();
        return CsvText.of(csv -> {
            List<String> header = new ArrayList<>(List.of("experiment", "method"));
            header.addAll(keys);
            header.add("seed");
            for (CurveQuantity quantity : CurveQuantity.values()) {
                header.add(quantity.column());
            }
            csv.writeRecord(header);
            for (ExperimentResult experiment : results.experiments()) {
                for (MethodResult outcome : experiment.outcomes()) {
                    for (StudyRun run : outcome.runs()) {
                        LearningCurve curve = run.curve();
                        if (curve != null) {
                            write(csv, outcome, run, curve, keys);
                        }
                    }
                }
            }
        });
    }

    private static void write(
            CsvWriter csv, MethodResult outcome, StudyRun run, LearningCurve curve, List<String> keys) {
        List<double[]> columns =
                Stream.of(CurveQuantity.values()).map(curve::of).toList();
        for (int point = 0; point < curve.points(); point++) {
            List<String> row = new ArrayList<>(List.of(outcome.experiment(), outcome.method()));
            keys.forEach(key -> row.add(outcome.cell().varied().getOrDefault(key, "")));
            row.add(String.valueOf(run.manifest().configuration().toMap().getOrDefault("seed", "")));
            for (double[] column : columns) {
                row.add(Decimal.rounded(column[point], DIGITS));
            }
            csv.writeRecord(row);
        }
    }

    /**
     * Whether a file is such a table.
     *
     * @param file the file
     * @return true if it begins like one
     * @throws IOException if it could not be read
     */
    public static boolean isCurves(Path file) throws IOException {
        return CsvText.begins(file, HEADER);
    }
}
