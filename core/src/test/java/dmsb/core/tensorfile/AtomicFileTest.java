package dmsb.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatIsBeingWrittenIsNot() throws IOException {
        Path file = folder.resolve("metrics.csv");
        Path dead = folder.resolve(".metrics.csv.dmsb-999999999-1.tmp");
        Path alive = folder.resolve(".metrics.csv.dmsb-999999998-1.tmp");
        Path others = folder.resolve(".metrics.csv.note.tmp");
        Path anybodys = folder.resolve(".metrics.csv.999999999-1.tmp");
        for (Path path : new Path[] {dead, alive, others, anybodys}) {
            Files.writeString(path, "half");
        }
        try (FileChannel channel = FileChannel.open(alive, StandardOpenOption.WRITE)) {
            assertTrue(channel.tryLock().isValid());
            AtomicFile.write(file, "whole");
            assertTrue(Files.exists(alive));
        }
        assertFalse(Files.exists(dead));
        assertTrue(Files.exists(others));
        assertTrue(Files.exists(anybodys));
        assertEquals("whole", Files.readString(file));
    }

    @Test
    void aContentThatFailsHalfWayLeavesTheFileAsItWas() throws IOException {
        Path file = folder.resolve("metrics.csv");
        AtomicFile.write(file, "before");
        assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("disk full");
                }));
        assertEquals("before", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing temporary is left");
        }
    }

    private static boolean isPosix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r--r--", "rwxrwxrwx", "-w--w--w-", "rw-rw----"})
    void aFileKeepsItsMode(String mode) throws IOException {
        assumeTrue(isPosix(folder));
        Path file = folder.resolve("bids.csv");
        Files.writeString(file, "before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        AtomicFile.write(file, out -> {
            out.write("after".getBytes(StandardCharsets.UTF_8));
            for (Path path : entries()) {
                assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), path::toString);
            }
        });
        assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals("after", Files.readString(file));
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aLinkIsFollowedAndStays() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path file = elsewhere.resolve("bids.csv");
        Files.writeString(file, "before");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("elsewhere", "bids.csv"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("again.csv"), Path.of("link.csv"));
        AtomicFile.write(linkToLink, "after");
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(linkToLink));
        assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        assertEquals("after", Files.readString(file));
        Path dangling = Files.createSymbolicLink(folder.resolve("new.csv"), Path.of("elsewhere", "new.csv"));
        AtomicFile.write(dangling, "new");
        assertEquals("new", Files.readString(elsewhere.resolve("new.csv")));
        assertEquals(4, entries().size(), "nothing temporary is left");
    }

    @Test
    void aLoopOfLinksAndAFolderAreRefusedByName() throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, Path.of("loop"));
        assertTrue(refusal(loop).contains("loop"));
        assertTrue(refusal(folder).endsWith("expected a file, got a folder"), refusal(folder));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        assertTrue(refusal(link).endsWith("link: expected a file, got a folder"), refusal(link));
    }

    private static String refusal(Path file) {
        return String.valueOf(assertThrows(IOException.class, () -> AtomicFile.write(file, "text"))
                .getMessage());
    }

    @Test
    void aDeviceIsWrittenToAndStays() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        Object before = Files.getAttribute(device, "unix:ino");
        AtomicFile.write(device, "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), device);
        AtomicFile.write(link, "text");
        assertTrue(Files.readAttributes(device, BasicFileAttributes.class).isOther());
        assertEquals(before, Files.getAttribute(device, "unix:ino"));
    }

    @Test
    void aFullDeviceIsNamed() {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        assertEquals("/dev/full: No space left on device", refusal(Path.of("/dev/full")));
    }

    @Test
    void aFifoIsWrittenToAndStays() throws IOException, InterruptedException, ExecutionException {
        Path fifo = folder.resolve("fifo");
        assumeTrue(File.separatorChar == '/');
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(fifo);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        AtomicFile.write(fifo, "text");
        assertEquals("text", read.get());
        assertTrue(Files.readAttributes(fifo, BasicFileAttributes.class).isOther());
    }

    @Test
    void whatTheProcessHasOpenIsWrittenToAtItsEnd() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        Path log = folder.resolve("log.csv");
        Files.writeString(log, "before,");
        Object inode = Files.getAttribute(log, "unix:ino");
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            Path open = openFile(log);
            assertTrue(channel.isOpen());
            AtomicFile.write(open, "after");
        }
        assertEquals("before,after", Files.readString(log));
        assertEquals(inode, Files.getAttribute(log, "unix:ino"));
    }

    /** The link that Linux keeps for a file that is open. */
    private static Path openFile(Path file) throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/dev/fd"))) {
            for (Path link : (Iterable<Path>) links::iterator) {
                if (Files.exists(link) && Files.isSameFile(link, file)) {
                    return link;
                }
            }
        }
        throw new IllegalStateException(file + ": expected it to be open");
    }
}
