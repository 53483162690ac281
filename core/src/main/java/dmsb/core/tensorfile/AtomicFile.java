package dmsb.core.tensorfile;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes files atomically: into a temporary file in the same folder, forced to disk, then renamed over the target.
 *
 * <p>The new file keeps the mode of the old one, and its owner and group where the system allows it. Symbolic links are
 * followed: the link stays, and the file that it names is replaced. Devices, FIFOs and files that the process has open,
 * such as {@code /dev/stdout}, are written in place. A folder, or a file without write permission, is refused.
 */
public final class AtomicFile {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String MARK = ".dmsb-";
    private static final String SUFFIX = ".tmp";
    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.dmsb-[0-9]+-[0-9]+\\.tmp", Pattern.DOTALL);

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

    /** Says which file could not be written to: what the system reports of a full disk names none. */
    private static final class NamedOutput extends FilterOutputStream {
        private final Path file;

        NamedOutput(Path file, OutputStream out) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw named(file, e);
            }
        }
    }

    /**
     * Replaces a file's content, of any length, creating its folder where needed.
     *
     * @param file the file
     * @param content writes the whole new content
     * @throws IOException if the content could not be written; the file is then as it was
     */
    public static void write(Path file, Content content) throws IOException {
        write(file, content, true);
    }

    /** Whoever ends the process by a signal gets no exception and no finally, so what takes its time has a cleaner. */
    private static void write(Path file, Content content, boolean cleaned) throws IOException {
        Destination destination = Destination.of(file);
        switch (destination.kind()) {
            case FILE -> replace(file, destination, content, cleaned);
            case SPECIAL -> writeInto(file, destination.path(), content, StandardOpenOption.WRITE);
            case OPEN ->
                writeInto(file, destination.path(), content, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        }
    }

    /**
     * The folder that a file will be replaced in, links followed.
     *
     * @param file the file, which need not be there
     * @return its folder; empty if it is a device, a FIFO or a file that this process has open, which is not replaced
     * @throws IOException if it is a folder, or may not be written to
     */
    public static Optional<Path> folderOf(Path file) throws IOException {
        Destination destination = Destination.of(file);
        return destination.kind() == Destination.Target.FILE
                ? Optional.ofNullable(destination.path().getParent())
                : Optional.empty();
    }

    private static void writeInto(Path file, Path target, Content content, OpenOption... how) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(new NamedOutput(file, Files.newOutputStream(target, how)), BUFFER_BYTES)) {
            content.writeTo(out);
        }
    }

    private static void replace(Path file, Destination destination, Content content, boolean cleaned)
            throws IOException {
        Path target = destination.path();
        Path folder = Objects.requireNonNull(target.getParent());
        Files.createDirectories(folder);
        String prefix = prefix(target);
        // Not createTempFile: the file that is left would be readable by its owner only.
        Path temporary = folder.resolve(prefix + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().getId() + SUFFIX);
        removeLeftovers(folder, prefix);
        PosixFileAttributes before = destination.owned();
        Thread cleaner = new Thread(() -> temporary.toFile().delete(), "remove " + temporary.getFileName());
        try {
            atShutdown(cleaner, cleaned);
            Files.deleteIfExists(temporary); // of a process that had the same number
            try (FileChannel channel = FileChannel.open(
                    temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(before))) {
                tryLock(channel);
                if (before != null) {
                    Destination.passOn(temporary, before);
                }
                OutputStream out = new BufferedOutputStream(
                        new NamedOutput(file, Channels.newOutputStream(channel)), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                force(file, channel);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } finally {
            atShutdown(cleaner, false);
            Files.deleteIfExists(temporary);
        }
    }

    /** A file that others may not read is not readable by them while it is written either. */
    private static FileAttribute<?>[] attributes(@Nullable PosixFileAttributes before) {
        return before == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(before.permissions())};
    }

    private static void force(Path file, FileChannel channel) throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    private static FileSystemException named(Path file, IOException e) {
        FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
        named.initCause(e);
        return named;
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + MARK;
    }

    /**
     * Whether a file's name is one that this class gives to what is not yet whole. Such a file that is there while nobody
     * writes was left by a process that was killed.
     *
     * @param file the file
     * @return true if it is
     */
    public static boolean isTemporary(Path file) {
        return TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
    }

    /** Deletes what processes that were killed left of earlier attempts: they are locked while somebody writes them. */
    private static void removeLeftovers(Path folder, String prefix) throws IOException {
        String own = prefix + ProcessHandle.current().pid() + "-";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(prefix) && !name.startsWith(own) && isTemporary(file)) {
                    removeUnlessLocked(file);
                }
            }
        }
    }

    private static void removeUnlessLocked(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (tryLock(channel)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Somebody else's, or gone: it is in nobody's way.
        }
    }

    /** Locks a file until it is closed; false if it is locked already or cannot be. */
    private static boolean tryLock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** Forces the new name to disk, where folders can be opened: not on Windows, which needs no help. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is whole under its name; only a loss of power within the next seconds could bring the old one
            // back.
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
        write(file, out -> out.write(content), false);
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
