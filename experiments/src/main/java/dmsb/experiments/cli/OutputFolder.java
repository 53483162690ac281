package dmsb.experiments.cli;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.IoReason;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The check, before any work is done, that there is somewhere to put its result, and that nothing is lost by it. */
final class OutputFolder {
    private OutputFolder() {}

    /** Makes the folder if needed and tries to write into it. */
    static Path require(Path folder) {
        return require("--out", folder);
    }

    /** The same for the folder of another option. */
    static Path require(String option, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".dmsb", ".tmp"));
            return folder;
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException && Files.isDirectory(folder)
                    ? "no file can be made in it"
                    : IoReason.of(e);
            throw new UsageException(
                    option + ": expected a folder that can be written to, got " + folder + " (" + reason + ")", e);
        }
    }

    /**
     * The same for a file that a command writes beside another one.
     *
     * @param option the option that names it
     * @param file the file, or a device or a FIFO
     * @param inputs what is read, whether it is there or not
     * @param otherOption the option that names the other one
     * @param other the other one, for which {@link #requireFor} has been called
     */
    static Path requireBeside(String option, Path file, List<Path> inputs, String otherOption, Path other) {
        requireFor(option, file, inputs);
        try {
            if (AtomicFile.folderOf(file).isPresent() && place(file).equals(place(other))) {
                throw new UsageException(
                        option + ": expected another file than that of " + otherOption + ", got " + file + " for both");
            }
        } catch (IOException e) {
            throw new UsageException(
                    option + ": expected a file that can be written to, got " + file + " (" + IoReason.of(e) + ")", e);
        }
        return file;
    }

    /** Where a file is or will be, with links resolved. Its folder is there. */
    private static Path place(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        return Files.exists(whole)
                ? whole.toRealPath()
                : Objects.requireNonNull(whole.getParent()).toRealPath().resolve(whole.getFileName());
    }

    /**
     * The same for a file, which is none of the files that the command reads.
     *
     * @param option the option that names it
     * @param file the file, or a device or a FIFO
     * @param inputs what is read, whether it is there or not
     */
    static Path requireFor(String option, Path file, List<Path> inputs) {
        try {
            for (Path input : inputs) {
                if (Files.isRegularFile(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                    throw new UsageException(
                            option + ": expected another file than the one that is read, got " + file + " for both");
                }
            }
            Optional<Path> folder = AtomicFile.folderOf(file);
            if (folder.isPresent()) {
                require(option, folder.get());
            } else if (!Files.isWritable(file)) {
                throw new UsageException(option + ": expected a file that may be written to, got " + file);
            }
            return file;
        } catch (IOException e) {
            throw new UsageException(
                    option + ": expected a file that can be written to, got " + file + " (" + e.getMessage() + ")", e);
        }
    }
}
