package dmsb.core.tensorfile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files whole or not at all: into a temporary file beside the target, forced to disk, then renamed over it. */
public final class AtomicFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it.
         *
         * @param out where to; buffered, closed by the caller
         * @throws IOException if it could not be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces a file's content, of any length, creating its folder where needed.
     *
     * @param file the file
     * @param content writes the whole new content
     * @throws IOException if the content could not be written; the file is then as it was
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException(file + ": expected a file, got the root of a file system");
        }
        Files.createDirectories(folder);
        // Not createTempFile: the file that is left would be readable by its owner only.
        Path temporary = folder.resolve("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + ".tmp");
        // Whoever ends the process by a signal gets no exception and no finally.
        Thread cleaner = new Thread(() -> temporary.toFile().delete(), "remove " + temporary.getFileName());
        try {
            atShutdown(cleaner, true);
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            atShutdown(cleaner, false);
            Files.deleteIfExists(temporary);
        }
    }

    private static void atShutdown(Thread cleaner, boolean wanted) {
        try {
            if (wanted) {
                Runtime.getRuntime().addShutdownHook(cleaner);
            } else {
                Runtime.getRuntime().removeShutdownHook(cleaner);
            }
        } catch (IllegalStateException e) {
            // The process is ending: there is nothing left to add or to remove.
        }
    }

    /**
     * Replaces a file's content, creating its folder where needed.
     *
     * @param file the file
     * @param content the whole new content. Not modified.
     * @throws IOException if the content could not be written; the file is then as it was
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /**
     * Replaces a file's content with text in UTF-8, creating its folder where needed.
     *
     * @param file the file
     * @param content the whole new content
     * @throws IOException if the content could not be written; the file is then as it was
     */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
