package dmsb.experiments.run;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The right to write into a run's folder, which one run has at a time: a lock of the operating system on the file {@value
 * #FILE}, which ends with the process, however it ends.
 *
 * <p>The locks of the operating system belong to the process and to the file: closing <em>any</em> channel of a locked file gives
 * the lock up. So what this process has locked is remembered, and the files are not opened a second time.
 */
public final class RunLock implements AutoCloseable {
    static final String FILE = ".dmsb.lock";

    private static final Pattern OWNER = Pattern.compile("(process [0-9]+ thread [0-9]+\\R?)?");
    private static final Object NONE = "none";
    private static final int LONGEST = 100;

    /** What this process has locked, by what the name of the file stands for, and by whom. Guarded by the class. */
    private static final Map<Object, String> HELD = new HashMap<>();

    private final Path file;
    private final Object identity;
    private final FileChannel channel;

    private RunLock(Path file, Object identity, FileChannel channel) {
        this.file = file;
        this.identity = identity;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param folder the folder, made where needed
     * @return the lock
     * @throws UsageException if another run has it, or its file is not one that a run wrote
     * @throws IOException if the folder cannot be written to
     */
    public static RunLock of(Path folder) throws IOException {
        String owner = "process " + ProcessHandle.current().pid() + " thread "
                + Thread.currentThread().getId();
        synchronized (RunLock.class) {
            return lock(folder, owner);
        }
    }

    private static RunLock lock(Path folder, String owner) throws IOException {
        Path file = folder.resolve(FILE);
        while (true) {
            Files.createDirectories(folder);
            create(file);
            requireOwn(file);
            Object identity = identity(file);
            String held = HELD.get(identity);
            if (held != null) {
                throw refusal(folder, held);
            }
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                if (!tryLock(channel)) {
                    channel.close();
                    throw refusal(folder, owner(file));
                }
                if (identity.equals(identity(file))) {
                    channel.truncate(0).write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)));
                    HELD.put(identity, owner);
                    return new RunLock(file, identity, channel);
                }
                channel.close();
            } catch (NoSuchFileException e) {
                // As below.
            }
            // The owner before has deleted the file meanwhile: the name stands for another one now, or for none.
        }
    }

    /** Makes the file where there is none. What is there is not opened. */
    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // There already, or the folder was removed meanwhile.
        }
    }

    /** Refuses a file of somebody else's, whose content would be lost, and a link. */
    private static void requireOwn(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || isOwn(file)) {
            return;
        }
        throw new UsageException("--out: expected " + file + " to be a lock of a run, got another file");
    }

    /** Whether a file is the lock of a run that is under way or was killed. */
    static boolean isOwn(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && (isHeld(file)
                        || (Files.size(file) <= LONGEST
                                && OWNER.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                                        .matches()));
    }

    /** A file that this process has locked is not opened: closing it would give the lock up. */
    private static boolean isHeld(Path file) throws IOException {
        synchronized (RunLock.class) {
            return HELD.containsKey(identity(file));
        }
    }

    private static UsageException refusal(Path folder, String owner) {
        return new UsageException(
                "--out: expected a folder that no other run writes to, got " + folder + ", which belongs to " + owner);
    }

    /** Which file a name stands for, without opening it. */
    private static Object identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file.toAbsolutePath().normalize() : key;
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this process, through another class loader
        }
    }

    private static String owner(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (NoSuchFileException e) {
            return "a process that has just ended";
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        synchronized (RunLock.class) {
            try {
                if (identity(file).equals(identity)) { // else the folder vanished, and is somebody else's by now
                    Files.deleteIfExists(file);
                }
            } finally {
                channel.close();
                HELD.remove(identity);
            }
        }
    }
}
