package dmsb.spark;

import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.RunFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * A folder on any Hadoop file system. A run is executed in a temporary folder of its machine, copied under another name
 * beside its place, and renamed. Where renaming is not atomic, as on object stores, a folder that was cut off is told by its
 * manifest, whose hashes do not hold, and is replaced.
 */
final class HadoopStore implements RunStore {
    private final Path folders;
    private final FileContext files;

    HadoopStore(String address) {
        this.folders = new Path(address);
        try {
            this.files = FileContext.getFileContext(folders.toUri(), new Configuration());
        } catch (IOException e) {
            throw new IllegalArgumentException("--out: expected a file system that Hadoop knows, got " + address, e);
        }
    }

    @Override
    public Optional<String> execute(Run run) throws IOException {
        return inTemporaryFolder(work -> {
            if (isThere(run, work)) {
                return Optional.empty();
            }
            java.nio.file.Path local = work.resolve(run.key());
            Optional<String> failure = RunFolder.attempt(run, local, Rules.BUILT_IN, Progress.SILENT);
            publish(run, local, work);
            return failure;
        });
    }

    @Override
    public void fail(Run run, String reason) throws IOException {
        inTemporaryFolder(work -> {
            java.nio.file.Path local = work.resolve(run.key());
            RunFolder.fail(local, reason);
            publish(run, local, work);
            return reason;
        });
    }

    /** Whether the run's folder is there and its hashes hold. */
    private boolean isThere(Run run, java.nio.file.Path work) throws IOException {
        Path remote = new Path(folders, run.key());
        if (!files.util().exists(remote)) {
            return false;
        }
        java.nio.file.Path copy = Files.createTempDirectory(work, "there");
        try {
            for (FileStatus file : files.util().listStatus(remote)) {
                try (FSDataInputStream in = files.open(file.getPath())) {
                    Files.copy(in, copy.resolve(file.getPath().getName()));
                }
            }
        } catch (FileNotFoundException e) {
            return false; // somebody replaces it just now
        }
        return RunFolder.status(copy, run) == RunFolder.Status.DONE;
    }

    private void publish(Run run, java.nio.file.Path local, java.nio.file.Path work) throws IOException {
        Path target = new Path(folders, run.key());
        Path temporary = new Path(folders, "." + run.key() + "." + UUID.randomUUID() + ".tmp");
        files.mkdir(temporary, null, true);
        try {
            for (java.nio.file.Path file : entries(local)) {
                Path to = new Path(temporary, String.valueOf(file.getFileName()));
                try (FSDataOutputStream out = files.create(to, EnumSet.of(CreateFlag.CREATE))) {
                    Files.copy(file, out);
                }
            }
            while (!moved(temporary, target) && !isThere(run, work)) {
                requireOwn(target);
                files.delete(target, true); // of a run that failed before, or damaged
            }
        } finally {
            files.delete(temporary, true);
        }
    }

    /** Refuses to delete anything that no run writes. */
    private void requireOwn(Path target) throws IOException {
        try {
            for (FileStatus file : files.util().listStatus(target)) {
                if (file.isDirectory() || !RunFolder.isOwn(file.getPath().getName())) {
                    throw new IOException(target + ": expected the folder of a run, got " + file.getPath()
                            + ", which no run writes; it is in the way");
                }
            }
        } catch (FileNotFoundException e) {
            // Somebody else has replaced it meanwhile.
        }
    }

    /** False if there is something in its place. */
    private boolean moved(Path temporary, Path target) throws IOException {
        try {
            files.rename(temporary, target, Options.Rename.NONE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static List<java.nio.file.Path> entries(java.nio.file.Path folder) throws IOException {
        try (Stream<java.nio.file.Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private interface Work<T> {
        T in(java.nio.file.Path folder) throws IOException;
    }

    private static <T> T inTemporaryFolder(Work<T> work) throws IOException {
        java.nio.file.Path folder = Files.createTempDirectory("dmsb");
        try {
            return work.in(folder);
        } finally {
            RunFolder.delete(folder);
        }
    }
}
