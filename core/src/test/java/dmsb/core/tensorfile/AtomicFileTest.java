package dmsb.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatIsBeingWrittenIsNot() throws IOException {
        Path file = folder.resolve("metrics.csv");
        Path dead = folder.resolve(".metrics.csv.999999999-1.tmp");
        Path alive = folder.resolve(".metrics.csv.999999998-1.tmp");
        Path others = folder.resolve(".metrics.csv.note.tmp");
        for (Path path : new Path[] {dead, alive, others}) {
            Files.writeString(path, "half");
        }
        try (FileChannel channel = FileChannel.open(alive, StandardOpenOption.WRITE)) {
            assertTrue(channel.tryLock().isValid());
            AtomicFile.write(file, "whole");
            assertTrue(Files.exists(alive));
        }
        assertFalse(Files.exists(dead));
        assertTrue(Files.exists(others));
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
}
