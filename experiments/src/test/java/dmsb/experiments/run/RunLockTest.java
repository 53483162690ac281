package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    private Path folder;

    /** Tries to take the lock of a folder in a process of its own, and says what came of it. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            try (RunLock lock = RunLock.of(Path.of(arguments[0]))) {
                System.out.print("taken " + lock.getClass().getSimpleName());
            } catch (UsageException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    private String otherProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void anotherProcessIsRefusedUntilTheLockIsGivenBack() throws IOException, InterruptedException {
        try (RunLock lock = RunLock.of(folder)) {
            String said = otherProcess();
            assertTrue(
                    said.endsWith(
                            "belongs to process " + ProcessHandle.current().pid() + " thread "
                                    + Thread.currentThread().getId()),
                    said);
            assertTrue(Files.exists(folder.resolve(".dmsb.lock")), lock::toString);
        }
        assertFalse(Files.exists(folder.resolve(".dmsb.lock")));
        assertEquals("taken RunLock", otherProcess());
    }

    /** Closing any channel of a locked file gives the lock of the whole process up. */
    @Test
    void aRefusalWithinTheProcessLeavesItsLock() throws IOException, InterruptedException {
        try (RunLock lock = RunLock.of(folder)) {
            for (Path same : List.of(folder, folder.resolve("..").resolve(String.valueOf(folder.getFileName())))) {
                UsageException e = assertThrows(UsageException.class, () -> RunLock.of(same), lock::toString);
                assertTrue(String.valueOf(e.getMessage()).contains("belongs to process "), e.toString());
            }
            assertTrue(otherProcess().contains("belongs to process "));
        }
        assertEquals("taken RunLock", otherProcess());
    }

    @Test
    void aLockOfAFolderThatVanishedIsInNobodysWay() throws IOException {
        Path place = folder.resolve("place");
        RunLock gone = RunLock.of(place);
        Files.delete(place.resolve(".dmsb.lock"));
        try (RunLock lock = RunLock.of(place)) {
            gone.close();
            assertTrue(Files.exists(place.resolve(".dmsb.lock")), lock::toString);
        }
        assertFalse(Files.exists(place.resolve(".dmsb.lock")));
    }

    @Test
    void aLockThatAProcessDiedWithIsTaken() throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".dmsb.lock"), "process 1 thread 1\n");
        assertEquals("taken RunLock", otherProcess());
    }
}
