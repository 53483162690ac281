package dmsb.experiments.sweep;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of a sweep: {@code study.yaml} and the files it names, {@code runs.csv}, and {@code runs/KEY} for every run.
 *
 * @param path where it is
 */
public record SweepFolder(Path path) {
    static final String STUDY = "study.yaml";
    private static final String TABLE = "runs.csv";
    private static final String RUNS = "runs";

    /**
     * Whether a sweep has been recorded here.
     *
     * @return true if there is a table of runs
     */
    public boolean isRecorded() {
        return Files.isRegularFile(path.resolve(TABLE));
    }

    /**
     * The table of runs.
     *
     * @return the rows with their status
     * @throws UsageException if there is none, or it is malformed
     */
    public RunTable table() {
        return RunTable.read(path.resolve(TABLE));
    }

    /**
     * The folder that the runs' folders are in.
     *
     * @return where it is
     */
    public Path runs() {
        return path.resolve(RUNS);
    }

    /**
     * A run's folder.
     *
     * @param key the run's key
     * @return where it is, or would be
     */
    public Path run(String key) {
        return runs().resolve(key);
    }

    void write(Study study) throws IOException {
        AtomicFile.write(path.resolve(STUDY), study.text());
        for (Map.Entry<String, String> file : study.files().entrySet()) {
            AtomicFile.write(path.resolve(file.getKey()), file.getValue());
        }
    }

    void write(RunTable table) throws IOException {
        table.write(path.resolve(TABLE));
    }
}
