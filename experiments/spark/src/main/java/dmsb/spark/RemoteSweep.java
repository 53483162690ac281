package dmsb.spark;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Manifest;
import dmsb.experiments.sweep.RunFolder;
import dmsb.experiments.sweep.RunTable;
import dmsb.experiments.sweep.Study;
import dmsb.experiments.sweep.StudyRow;
import dmsb.experiments.sweep.SweepFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep writes beside its runs on a Hadoop file system: the study's files and the table of runs. No lock can be held
 * there. So another study's files are replaced only if all of its runs, but for those that failed, are this one's too, and at
 * the end only if they are still those that this sweep wrote at its start.
 */
final class RemoteSweep {
    private static final String TABLE = "runs.csv";
    private static final String STUDY = "study.yaml";

    private final String address;
    private final Path target;
    private final FileContext files;
    private final Study study;

    /** The study's files as they were when they were last read or written here. */
    private final Map<String, byte[]> known = new HashMap<>();

    /**
     * The files of a sweep.
     *
     * @throws IOException if the file system cannot be reached
     */
    RemoteSweep(String address, Study study, Configuration configuration) throws IOException {
        this.address = address;
        this.target = new Path(address);
        this.files = FileContext.getFileContext(target.toUri(), configuration);
        this.study = study;
    }

    /** The study's files by name; the study itself comes first, as whoever creates it has claimed the folder. */
    private Map<String, byte[]> studyFiles() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(STUDY, study.text().getBytes(StandardCharsets.UTF_8));
        study.files().forEach((name, text) -> contents.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return contents;
    }

    /**
     * Copies what is there into a local folder, where a sweep judges it.
     *
     * @param folder an empty one
     * @throws UsageException if a sweep of another study is there whose runs may be under way
     */
    void fetch(SweepFolder folder) throws IOException {
        for (String name : studyFiles().keySet()) {
            byte[] there = read(new Path(target, name));
            if (there != null) {
                known.put(name, there);
                Files.write(folder.path().resolve(name), there);
            }
        }
        byte[] table = read(new Path(target, TABLE));
        if (table == null) {
            return;
        }
        Files.write(folder.path().resolve(TABLE), table);
        if (RunTable.isTable(folder.path().resolve(TABLE))) {
            requireNoneUnderWay(folder.table());
            fetchManifests(folder);
        }
    }

    private void requireNoneUnderWay(RunTable recorded) {
        byte[] there = known.get(STUDY);
        if (there != null && Arrays.equals(there, studyFiles().get(STUDY))) {
            return;
        }
        for (StudyRow row : recorded.rows()) {
            if (recorded.statusOf(row) == RunFolder.Status.PENDING
                    && !study.runs().containsKey(row.key())) {
                throw new UsageException("--out: expected a study with all that is begun in " + address
                        + ", got one without " + row.label() + ", run " + row.key()
                        + ", which another sweep may be at; if none is, finish that study first or remove its "
                        + TABLE);
            }
        }
    }

    /** Fetches the manifests of those runs that the study leaves out, by which a sweep finds out why. */
    private void fetchManifests(SweepFolder folder) throws IOException {
        for (StudyRow row : folder.table().rows()) {
            if (!study.runs().containsKey(row.key())) {
                byte[] manifest = read(new Path(target, "runs/" + row.key() + "/" + Manifest.FILE));
                if (manifest != null) {
                    Files.createDirectories(folder.run(row.key()));
                    Files.write(folder.run(row.key()).resolve(Manifest.FILE), manifest);
                }
            }
        }
    }

    private byte @Nullable [] read(Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return in.readAllBytes();
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    /**
     * Writes the study's files where they are not there yet, and the table.
     *
     * @param folder has the table
     * @throws UsageException if somebody else has written the study's files meanwhile
     */
    void publish(SweepFolder folder) throws IOException {
        Map<String, byte[]> contents = studyFiles();
        for (String name : contents.keySet()) {
            byte[] there = read(new Path(target, name));
            if (there != null && !Arrays.equals(there, known.get(name)) && !Arrays.equals(there, contents.get(name))) {
                throw taken(new Path(target, name));
            }
        }
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            Path path = new Path(target, file.getKey());
            byte[] before = known.put(file.getKey(), file.getValue());
            if (before == null) {
                create(path, file.getValue());
            } else if (!Arrays.equals(before, file.getValue())) {
                replace(path, file.getValue());
            }
        }
        replace(new Path(target, TABLE), Files.readAllBytes(folder.path().resolve(TABLE)));
    }

    private UsageException taken(Path file) {
        return new UsageException("--out: expected " + address + " to itself, got another sweep that has written "
                + file + " meanwhile; the runs that are done are in " + address + "/runs");
    }

    /** Of several who create a file at once one succeeds. */
    private void create(Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out =
                files.create(file, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
            out.write(content);
        } catch (FileAlreadyExistsException e) {
            if (!Arrays.equals(content, read(file))) {
                throw taken(file);
            }
        }
    }

    private void replace(Path file, byte[] content) throws IOException {
        Path temporary = new Path(target, "." + file.getName() + "." + UUID.randomUUID() + ".tmp");
        try {
            create(temporary, content);
            files.rename(temporary, file, Options.Rename.OVERWRITE);
        } finally {
            files.delete(temporary, false);
        }
    }
}
