package dmsb.experiments.cli;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The check, before any work is done, that there is somewhere to put its result. */
final class OutputFolder {
    private OutputFolder() {}

    /** Makes the folder if needed and tries to write into it. */
    static Path require(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".dmsb", ".tmp"));
            return folder;
        } catch (IOException e) {
            throw new UsageException(
                    "--out: expected a folder that can be written to, got " + folder + " (" + e + ")", e);
        }
    }

    /** The same for the folder of a file. */
    static Path requireFor(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(file)) {
            throw new UsageException("--out: expected a file, got " + file);
        }
        require(parent);
        return file;
    }
}
