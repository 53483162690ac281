package dmsb.experiments.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Why files could not be read or written, in words for users: without names of classes. */
public final class IoReason {
    private IoReason() {}

    /**
     * The reason alone, for messages that name the file.
     *
     * @param error what was thrown
     * @return the words
     */
    public static String of(Exception error) {
        if (error instanceof UncheckedIOException unchecked) {
            return of(Objects.requireNonNull(unchecked.getCause()));
        }
        if (error instanceof FileSystemException file) {
            return of(file);
        }
        String message = error.getMessage();
        return error instanceof IOException && message != null ? message : error.toString();
    }

    private static String of(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something else is there already";
        }
        if (e instanceof NotDirectoryException) {
            return "not a folder";
        }
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }
}
