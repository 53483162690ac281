package dmsb.experiments.run;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The right to write into a run's folder, which one run has at a time: a lock of the operating system on the file {@value
 * #FILE}, which ends with the process, however it ends. A file system without locks is used without.
 */
public final class RunLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param folder the folder, made where needed
     * @return the lock
     * @throws UsageException if another run has it
     * @throws IOException if the folder cannot be written to
     */
    public static RunLock of(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        String owner = "process " + ProcessHandle.current().pid() + " thread "
                + Thread.currentThread().getId() + "\n";
        while (true) {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Object opened = identity(file);
            if (!tryLock(channel)) {
                channel.close();
                throw new UsageException("--out: expected a folder that no other run writes to, got " + folder
                        + ", which belongs to " + owner(file));
            }
            if (opened.equals(identity(file))) {
                channel.truncate(0).write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
                return new RunLock(file, channel);
            }
            channel.close(); // the owner before deleted the file between the opening and the locking: it is another
            // one now
        }
    }

    /** Which file a name stands for. Not by opening it: closing it again would give up this process's lock. */
    private static Object identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process
        }
    }

    private static String owner(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return "a process that has just ended";
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            channel.close();
        }
    }
}
