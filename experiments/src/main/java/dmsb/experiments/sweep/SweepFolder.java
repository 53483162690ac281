package dmsb.experiments.sweep;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Manifest;
import dmsb.experiments.run.SettingDifference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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

    /**
     * Refuses a study whose files would take the place of somebody else's, or that leaves out runs which are done here.
     *
     * @param study the study
     * @param replace whether runs that are done may be left out of the table
     * @throws UsageException if the folder is not that of a sweep and has a file under one of its names, or runs would be left out
     */
    void require(Study study, boolean replace) throws IOException {
        Path table = path.resolve(TABLE);
        if (Files.exists(table, LinkOption.NOFOLLOW_LINKS)) {
            if (!RunTable.isTable(table)) {
                throw foreign(table);
            }
            if (!replace) {
                requireKept(table(), study);
            }
            return;
        }
        for (Map.Entry<String, String> file : files(study).entrySet()) {
            Path there = path.resolve(file.getKey());
            if (Files.exists(there, LinkOption.NOFOLLOW_LINKS) && !has(there, file.getValue())) {
                throw foreign(there);
            }
        }
    }

    private UsageException foreign(Path file) {
        return new UsageException("--out: expected a new folder, or that of a sweep, got " + path + ", in which " + file
                + " was not written by one");
    }

    private static boolean has(Path file, String content) throws IOException {
        return Files.isRegularFile(file)
                && Arrays.equals(Files.readAllBytes(file), content.getBytes(StandardCharsets.UTF_8));
    }

    private void requireKept(RunTable recorded, Study study) {
        List<StudyRow> left = recorded.rows().stream()
                .filter(row -> recorded.statusOf(row) == RunFolder.Status.DONE)
                .filter(row -> !isIn(row, study))
                .toList();
        if (!left.isEmpty()) {
            StudyRow first = left.get(0);
            throw new UsageException("--out: expected a study with all that is done in " + path + ", got one without "
                    + left.size() + " rows of it, the first of them " + first.label() + ": " + difference(first, study)
                    + "; --replace gives them up");
        }
    }

    /** Whether a study has a recorded row, be it that another build of the code made it: then it is made anew. */
    private boolean isIn(StudyRow row, Study study) {
        if (study.runs().containsKey(row.key())) {
            return true;
        }
        String build = Manifest.read(run(row.key())).codeVersion();
        return study.runs().values().stream().anyMatch(run -> run.key(build).equals(row.key()));
    }

    /** What a study has in a recorded row's place. */
    private String difference(StudyRow row, Study study) {
        return study.rows().stream()
                .filter(other -> other.label().equals(row.label()))
                .findFirst()
                .map(other ->
                        difference(row, Objects.requireNonNull(study.runs().get(other.key()))))
                .orElse("the study has no such row");
    }

    private String difference(StudyRow row, Run now) {
        Manifest manifest = Manifest.read(run(row.key()));
        return SettingDifference.between(manifest.configuration().toMap(), now.toMap())
                .map(difference -> difference.told("recorded"))
                .orElse("the study has it under another name");
    }

    private static Map<String, String> files(Study study) {
        Map<String, String> files = new TreeMap<>(study.files());
        files.put(STUDY, study.text());
        return files;
    }

    void write(Study study) throws IOException {
        for (Map.Entry<String, String> file : files(study).entrySet()) {
            AtomicFile.write(path.resolve(file.getKey()), file.getValue());
        }
    }

    void write(RunTable table) throws IOException {
        table.write(path.resolve(TABLE));
    }
}
