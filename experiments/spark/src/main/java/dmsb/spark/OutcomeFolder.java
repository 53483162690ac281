package dmsb.spark;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a clearing's outcomes: whole or not there. It is filled under a name of its own beside its place, and renamed
 * if there is nothing in its place. Nothing but what is under that name is ever deleted.
 */
final class OutcomeFolder implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final FileSystem files;
    private boolean published;

    private OutcomeFolder(Path target, Path temporary, FileSystem files) {
        this.target = target;
        this.temporary = temporary;
        this.files = files;
    }

    /**
     * A folder to be filled.
     *
     * @param address where it is to be
     * @param configuration of Hadoop
     * @return the folder, of which only the temporary one is there
     * @throws UsageException if something is there already
     * @throws IOException if the temporary folder could not be made
     */
    static OutcomeFolder of(String address, Configuration configuration) throws IOException {
        Path given = new Path(address);
        FileSystem files = given.getFileSystem(configuration);
        Path target = files.makeQualified(given);
        if (files.exists(target)) {
            throw new UsageException("--out: expected a folder that does not exist yet, got " + address);
        }
        Path temporary = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".dmsb.tmp");
        files.mkdirs(temporary);
        files.deleteOnExit(temporary); // who is ended by a signal gets no finally
        return new OutcomeFolder(target, temporary, files);
    }

    /** Where outcomes are written. */
    String temporary() {
        return temporary.toString();
    }

    /**
     * Gives the folder its name.
     *
     * @throws UsageException if something has that name meanwhile; it stays as it is
     * @throws IOException if the folder could not be renamed
     */
    void publish() throws IOException {
        try {
            if (files.getScheme().equals("file")) {
                // Hadoop would move it into a folder that has appeared there.
                Files.move(
                        java.nio.file.Path.of(temporary.toUri()),
                        java.nio.file.Path.of(target.toUri()),
                        StandardCopyOption.ATOMIC_MOVE);
            } else {
                FileContext.getFileContext(target.toUri(), files.getConf())
                        .rename(temporary, target, Options.Rename.NONE);
            }
            published = true;
        } catch (FileSystemException | FileAlreadyExistsException e) {
            if (files.exists(target)) {
                throw new UsageException(
                        "--out: expected a folder that does not exist yet, got " + target
                                + ", which somebody else has made meanwhile",
                        e);
            }
            throw e;
        }
    }

    /** Removes what was written unless it was published. */
    @Override
    public void close() throws IOException {
        files.delete(temporary, true);
        files.cancelDeleteOnExit(temporary);
    }

    /** Removes what has been written since it was closed, unless it was published. Only its own temporary folder, as before. */
    void removeAgain() throws IOException {
        if (!published) {
            files.delete(temporary, true);
        }
    }
}
