package dmsb.experiments.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
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
     * The text of a file.
     *
     * @param file a file in UTF-8
     * @return its content
     * @throws UsageException if it cannot be read, or has other bytes
     */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UsageException(file + ": expected a file in UTF-8, got one that " + reason(file, e), e);
        }
    }

    /**
     * Why a file could not be read.
     *
     * @param file the file
     * @param failure what reading it has thrown
     * @return words that follow {@code which}
     */
    public static String reason(Path file, Exception failure) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (cause instanceof CharacterCodingException) {
            return "has other bytes";
        }
        String trouble = trouble(file);
        return trouble.isEmpty() ? "cannot be read: " + failure.getMessage() : trouble;
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
