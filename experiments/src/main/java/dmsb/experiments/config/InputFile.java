package dmsb.experiments.config;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are read. Pipes and devices are files too; folders are not. */
public final class InputFile {
    private InputFile() {}

    /**
     * A file, if it can be read.
     *
     * @param what what it is for, in words that begin a complaint, such as {@code --bids}
     * @param file the file
     * @return the file
     * @throws UsageException if it is missing, a folder, or may not be read
     */
    public static Path require(String what, Path file) {
        String trouble = trouble(file);
        if (!trouble.isEmpty()) {
            throw new UsageException(what + ": expected a file, got " + file + ", which " + trouble);
        }
        return file;
    }

    /**
     * What keeps a file from being read.
     *
     * @param file the file
     * @return words that follow {@code which}, empty if it can be read
     */
    public static String trouble(Path file) {
        if (Files.isDirectory(file)) {
            return "is a folder";
        }
        if (!Files.exists(file)) {
            return Files.isSymbolicLink(file) ? "is a link to nothing" : "does not exist";
        }
        return Files.isReadable(file) ? "" : "may not be read";
    }
}
