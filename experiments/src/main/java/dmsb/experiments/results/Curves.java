package dmsb.experiments.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.results.LearningCurve.CurveQuantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        List<String> keys = results.experiments().stream()
                .flatMap(experiment -> experiment.keys().stream())
                .distinct()
                .toList();
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
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
                        write(csv, outcome, run, run.curve(), keys);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(
            CsvWriter csv, MethodResult outcome, StudyRun run, @Nullable LearningCurve curve, List<String> keys) {
        for (int point = 0; curve != null && point < curve.points(); point++) {
            List<String> row = new ArrayList<>(List.of(outcome.experiment(), outcome.method()));
            keys.forEach(key -> row.add(outcome.cell().varied().getOrDefault(key, "")));
            row.add(String.valueOf(run.manifest().configuration().toMap().getOrDefault("seed", "")));
            for (CurveQuantity quantity : CurveQuantity.values()) {
                row.add(Decimal.rounded(curve.of(quantity)[point], DIGITS));
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
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEADER.length()), StandardCharsets.UTF_8).equals(HEADER);
        }
    }
}
