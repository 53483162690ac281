package dmsb.core.tensorfile;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The destination of a path that is written to. Links are followed, and regular files are told apart from everything
 * else.
 *
 * @param path where the bytes go: absolute, and no link unless the kind is {@link Target#OPEN}
 * @param kind how they get there
 */
record Destination(Path path, Target kind) {
    private static final int MOST_LINKS = 40;

    /** How a path is written to. */
    enum Target {
        /** A regular file, or none yet: replaced as a whole. */
        FILE,
        /** A device, a FIFO or a socket: written to as it stands. */
        SPECIAL,
        /** A file that this process has open, such as {@code /dev/stdout}: written to at its end. */
        OPEN
    }

    /**
     * Finds out what a path stands for.
     *
     * @param file the path
     * @return where its content goes
     * @throws IOException if it is a folder, a file that may not be written to, or a loop of links
     */
    static Destination of(Path file) throws IOException {
        Path path = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(path); links++) {
            if (isOpenFile(path)) {
                return new Destination(path, Target.OPEN);
            }
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        if (path.getFileName() == null || Files.isDirectory(path)) {
            throw new FileSystemException(file.toString(), null, "expected a file, got a folder");
        }
        BasicFileAttributes attributes = attributes(path);
        if (attributes != null && attributes.isOther()) {
            return new Destination(path, Target.SPECIAL);
        }
        if (attributes != null && !Files.isWritable(path)) {
            throw new AccessDeniedException(file.toString(), null, "expected a file that may be written to");
        }
        return new Destination(path, Target.FILE);
    }

    /** Whether a link is one of those that Linux keeps for open files: what it reads as need not be a path. */
    private static boolean isOpenFile(Path link) throws IOException {
        Path folder = link.getParent();
        return folder != null && folder.toRealPath().startsWith("/proc");
    }

    private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * The mode, the owner and the group of the file that is there.
     *
     * @return null if there is none, or the file system knows no such things
     * @throws IOException if they could not be read
     */
    @Nullable
    PosixFileAttributes owned() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        try {
            return view == null ? null : view.readAttributes();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Gives a new file the mode of the one that it will replace, and its owner and group where that is allowed.
     *
     * @param replacement the new file
     * @param before the attributes of the old one
     * @throws IOException if the mode could not be set
     */
    static void passOn(Path replacement, PosixFileAttributes before) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(replacement, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        try {
            if (!now.group().equals(before.group())) {
                view.setGroup(before.group());
            }
            if (!now.owner().equals(before.owner())) {
                view.setOwner(before.owner());
            }
        } catch (IOException e) {
            // Only the superuser gives files away: for anybody else the new file is the writer's own.
        }
        view.setPermissions(before.permissions());
    }
}
