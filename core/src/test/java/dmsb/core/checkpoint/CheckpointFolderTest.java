package dmsb.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.math.NonFiniteException;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Minibatch;
import dmsb.core.rl.ReplayBuffer;
import dmsb.core.rl.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointFolderTest {
    private static final int OBSERVATIONS = 3;
    private static final int ACTIONS = 2;

    @TempDir
    private Path temporary;

    private Path folder() {
        return temporary.resolve("checkpoint");
    }

    /** Adds transitions that tell their number. */
    private static void add(ReplayBuffer memory, long from, long to) {
        Step step = new Step(OBSERVATIONS, ACTIONS, true);
        for (long n = from; n < to; n++) {
            step.observation()[0] = n + 1f;
            step.rewards()[1] = n;
            step.set((double) n, n % 7 == 0, n % 5 == 0);
            step.otherObservation()[2] = 2f * n;
            step.setOther((int) (n % 3), 1.0 + n, 2.0 + n);
            memory.add(new float[] {n, -n, 0.5f * n}, (int) (n % ACTIONS), step);
        }
    }

    private static ReplayBuffer memory(int capacity) {
        return new ReplayBuffer(capacity, OBSERVATIONS, ACTIONS, true, true);
    }

    private static void assertSameSamples(ReplayBuffer expected, ReplayBuffer got) {
        assertEquals(expected.size(), got.size());
        Minibatch first = new Minibatch(expected, 500);
        Minibatch second = new Minibatch(got, 500);
        expected.sample(SeedTree.of(1).stream(), 3, 0.9, first);
        got.sample(SeedTree.of(1).stream(), 3, 0.9, second);
        assertArrayEquals(first.observations(), second.observations());
        assertArrayEquals(first.nextObservations(), second.nextObservations());
        assertArrayEquals(first.rewards(), second.rewards());
        assertArrayEquals(first.returns(), second.returns());
        assertArrayEquals(first.actions(), second.actions());
        assertArrayEquals(first.bootstraps(), second.bootstraps());
        assertArrayEquals(first.other().observations(), second.other().observations());
        assertArrayEquals(first.other().splits(), second.other().splits());
        assertArrayEquals(first.other().scales(), second.other().scales());
        assertArrayEquals(first.other().otherScales(), second.other().otherScales());
    }

    /** Capacity, transitions before the first checkpoint, between the two, after the second. */
    @ParameterizedTest
    @CsvSource({
        "100_000, 0, 1, 5", "100_000, 4_096, 4_096, 3", "100_000, 5_000, 9_000, 1", "1_000, 900, 200, 50",
        "5_000, 4_999, 1, 1", "5_000, 5_000, 1, 4_000", "5_000, 3_000, 20_000, 700", "4_096, 4_096, 4_096, 4_096"
    })
    void aMemoryGoesOnAsItWas(String capacityText, String firstText, String secondText, String thirdText)
            throws IOException {
        int capacity = number(capacityText);
        long first = number(firstText);
        long second = number(secondText);
        ReplayBuffer memory = memory(capacity);
        CheckpointFolder checkpoints = new CheckpointFolder(folder());
        add(memory, 0, first);
        checkpoints.write(1, memory);
        add(memory, first, first + second);
        checkpoints.write(2, memory);

        ReplayBuffer restored = memory(capacity);
        CheckpointFolder reopened = new CheckpointFolder(folder());
        restored.restore(reopened.read().orElseThrow().state());
        assertSameSamples(memory, restored);
        long now = first + second;
        add(memory, now, now + number(thirdText));
        add(restored, now, now + number(thirdText));
        assertSameSamples(memory, restored);

        reopened.write(3, restored);
        ReplayBuffer again = memory(capacity);
        again.restore(new CheckpointFolder(folder()).read().orElseThrow().state());
        assertSameSamples(memory, again);
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace("_", ""));
    }

    @Test
    void fullBlocksAreWrittenOnceAndForgottenOnesAreDeleted() throws IOException {
        ReplayBuffer memory = memory(10_000);
        CheckpointFolder checkpoints = new CheckpointFolder(folder());
        add(memory, 0, 9_000);
        checkpoints.write(1, memory);
        Map<String, FileTime> before = files();
        for (Path file : paths()) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }
        add(memory, 9_000, 9_100);
        checkpoints.write(2, memory);
        assertEquals(FileTime.fromMillis(0), files().get("transitions-4096-8192.safetensors"));
        assertTrue(files().containsKey("transitions-8192-9100.safetensors"), () -> files().toString());
        assertTrue(files().containsKey("transitions-8192-9000.safetensors"), "of the previous checkpoint");
        assertTrue(before.containsKey("transitions-0-4096.safetensors"));

        add(memory, 9_100, 30_000);
        checkpoints.write(3, memory);
        checkpoints.write(4, memory);
        assertEquals(
                List.of(
                        "current.sha256",
                        "previous.sha256",
                        "state-3.safetensors",
                        "state-4.safetensors",
                        "transitions-20000-20480.safetensors",
                        "transitions-20480-24576.safetensors",
                        "transitions-24576-28672.safetensors",
                        "transitions-28672-30000.safetensors"),
                List.copyOf(files().keySet()));
    }

    private List<Path> paths() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }

    private Map<String, FileTime> files() {
        Map<String, FileTime> times = new TreeMap<>();
        try {
            for (Path file : paths()) {
                times.put(String.valueOf(file.getFileName()), Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return times;
    }

    /** A counter, so that a checkpoint can be told from the one before. */
    private static final class Counter implements Checkpointed {
        private long count;

        @Override
        public void save(StateWriter state) {
            state.put("count", count);
        }

        @Override
        public void restore(StateReader state) {
            count = state.wholeNumber("count");
        }
    }

    @ParameterizedTest
    @CsvSource({"state-2.safetensors", "current.sha256"})
    void theCheckpointBeforeTakesThePlaceOfADamagedOne(String victim) throws IOException {
        Counter counter = new Counter();
        CheckpointFolder checkpoints = new CheckpointFolder(folder());
        for (int number = 1; number <= 2; number++) {
            counter.count = number;
            checkpoints.write(number, counter);
        }
        Path file = folder().resolve(victim);
        byte[] content = Files.readAllBytes(file);
        for (int i = 0; i < content.length; i += 7) {
            byte[] damaged = content.clone();
            damaged[i] ^= 0x10;
            Files.write(file, damaged);
            assertPreviousIsRead(counter);
        }
        for (int length = 0; length < content.length; length += 11) {
            Files.write(file, java.util.Arrays.copyOf(content, length));
            assertPreviousIsRead(counter);
        }
        Files.delete(file);
        if (victim.startsWith("state")) {
            assertPreviousIsRead(counter);
        }
        Files.delete(folder().resolve("previous.sha256"));
        if (victim.startsWith("state")) {
            String message = assertThrows(IOException.class, () -> new CheckpointFolder(folder()).read())
                    .getMessage();
            assertTrue(String.valueOf(message).contains(victim), message);
        }
    }

    private void assertPreviousIsRead(Counter counter) throws IOException {
        CheckpointFolder.Checkpoint checkpoint =
                new CheckpointFolder(folder()).read().orElseThrow();
        assertEquals(1, checkpoint.number());
        assertFalse(checkpoint.damage().isEmpty());
        counter.restore(checkpoint.state());
        assertEquals(1, counter.count);
    }

    @Test
    void aListCannotNameFilesOutsideItsFolder() throws IOException {
        Counter counter = new Counter();
        new CheckpointFolder(folder()).write(1, counter);
        Path list = folder().resolve("current.sha256");
        for (String name : List.of("../state-1.safetensors", "/etc/passwd", "a/state-1.safetensors", "..safetensors")) {
            Files.writeString(list, "0".repeat(64) + "  " + name + "\n");
            assertThrows(IOException.class, () -> new CheckpointFolder(folder()).read());
        }
    }

    /** The photos of the user, in the folder or in one that a link in its place points to, outlive everything. */
    @Test
    void onlyFilesOnAListAreEverDeleted() throws IOException {
        Counter counter = new Counter();
        CheckpointFolder checkpoints = new CheckpointFolder(folder());
        checkpoints.write(1, counter);
        List<Path> foreign = List.of(
                folder().resolve("photo.jpg"),
                folder().resolve("state-7.safetensors"),
                folder().resolve(".state-1.safetensors.tmp"));
        for (Path file : foreign) {
            Files.writeString(file, "mine");
        }
        for (int number = 2; number <= 4; number++) {
            checkpoints.write(number, counter);
        }
        new CheckpointFolder(folder()).delete();
        assertEquals(
                List.of(".state-1.safetensors.tmp", "photo.jpg", "state-7.safetensors"), List.copyOf(files().keySet()));
    }

    @Test
    void aFolderWithoutAListAndALinkAreRefusedAndLeftAlone() throws IOException {
        Path photos = Files.createDirectory(temporary.resolve("photos"));
        Files.writeString(photos.resolve("photo.jpg"), "mine");
        CheckpointFolder foreign = new CheckpointFolder(photos);
        assertEquals(photos.resolve("photo.jpg"), foreign.foreign().orElseThrow());
        String message = String.valueOf(assertThrows(IOException.class, () -> foreign.write(1, new Counter()))
                .getMessage());
        assertTrue(message.contains("photo.jpg"), message);
        foreign.delete();
        new CheckpointFolder(temporary.resolve("other")).write(1, new Counter());
        Files.createSymbolicLink(folder(), temporary.resolve("other"));
        CheckpointFolder link = new CheckpointFolder(folder());
        assertEquals(folder(), link.foreign().orElseThrow());
        assertThrows(IOException.class, () -> link.write(2, new Counter()));
        link.delete();
        assertTrue(Files.exists(photos.resolve("photo.jpg")));
        assertTrue(Files.exists(temporary.resolve("other").resolve("current.sha256")));
    }

    /** What a process that was killed had begun to write or to delete is on a list, and goes with the next write. */
    @Test
    void whatAWriteThatDidNotEndHasLeftIsDeleted() throws IOException {
        Counter counter = new Counter();
        CheckpointFolder checkpoints = new CheckpointFolder(folder());
        checkpoints.write(1, counter);
        Files.writeString(folder().resolve("next.txt"), "state-1.safetensors\nstate-2.safetensors\n");
        Files.writeString(folder().resolve("state-2.safetensors"), "begun");
        CheckpointFolder again = new CheckpointFolder(folder());
        assertEquals(1, again.read().orElseThrow().number());
        again.write(3, counter);
        again.write(4, counter);
        assertEquals(
                List.of("current.sha256", "previous.sha256", "state-3.safetensors", "state-4.safetensors"),
                List.copyOf(files().keySet()));
        Files.writeString(folder().resolve("next.txt"), "state-3.safetensors\nstate-4.safetensors\n");
        Files.delete(folder().resolve("current.sha256"));
        Files.delete(folder().resolve("previous.sha256"));
        assertTrue(new CheckpointFolder(folder()).read().isEmpty());
        new CheckpointFolder(folder()).delete();
        assertFalse(Files.exists(folder()));
    }

    /** As a program does that makes the object where it needs it. */
    @Test
    void aFreshObjectForEveryWriteKeepsTheLastTwo() throws IOException {
        ReplayBuffer memory = memory(100_000);
        for (int number = 1; number <= 4; number++) {
            add(memory, 3_000L * (number - 1), 3_000L * number);
            new CheckpointFolder(folder()).write(number, memory);
        }
        assertTrue(files().keySet().containsAll(List.of("state-3.safetensors", "state-4.safetensors")));
        assertFalse(files().containsKey("state-2.safetensors"), () -> files().toString());
        ReplayBuffer restored = memory(100_000);
        restored.restore(new CheckpointFolder(folder()).read().orElseThrow().state());
        assertSameSamples(memory, restored);
        Files.delete(folder().resolve("state-4.safetensors"));
        CheckpointFolder.Checkpoint before =
                new CheckpointFolder(folder()).read().orElseThrow();
        assertEquals(3, before.number());
        memory(100_000).restore(before.state());
        new CheckpointFolder(folder()).write(4, restored);
        assertEquals("", new CheckpointFolder(folder()).read().orElseThrow().damage());
    }

    @Test
    void aFreshObjectLeavesTheLastStateAloneUnlessTheNumberGrows() throws IOException {
        Counter counter = new Counter();
        counter.count = 5;
        CheckpointFolder old = new CheckpointFolder(folder());
        old.write(5, counter);
        counter.count = 77;
        new CheckpointFolder(folder()).write(5, counter);
        assertLast(5, 5);
        for (long number : new long[] {4, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000_000_000_000L}) {
            String message = String.valueOf(assertThrows(
                            IllegalArgumentException.class, () -> new CheckpointFolder(folder()).write(number, counter))
                    .getMessage());
            assertTrue(message.startsWith("number: expected") && message.endsWith(", got " + number), message);
            assertLast(5, 5);
        }
        new CheckpointFolder(folder()).write(999_999_999_999_999_999L, counter);
        assertThrows(IllegalArgumentException.class, () -> old.write(6, counter));
        assertLast(999_999_999_999_999_999L, 77);
    }

    private void assertLast(long number, long count) throws IOException {
        CheckpointFolder.Checkpoint last = new CheckpointFolder(folder()).read().orElseThrow();
        Counter counter = new Counter();
        counter.restore(last.state());
        assertEquals(number, last.number());
        assertEquals("", last.damage());
        assertEquals(count, counter.count);
    }

    @Test
    void rowsOfTheLastCheckpointAreNotReplacedByOthers() throws IOException {
        ReplayBuffer memory = memory(100_000);
        add(memory, 0, 5_000);
        new CheckpointFolder(folder()).write(1, memory);
        ReplayBuffer other = memory(100_000);
        add(other, 100, 6_000);
        String message =
                String.valueOf(assertThrows(IOException.class, () -> new CheckpointFolder(folder()).write(2, other))
                        .getMessage());
        assertTrue(message.contains("transitions-0-4096.safetensors: expected"), message);
        ReplayBuffer restored = memory(100_000);
        CheckpointFolder.Checkpoint last = new CheckpointFolder(folder()).read().orElseThrow();
        restored.restore(last.state());
        assertEquals(1, last.number());
        assertSameSamples(memory, restored);
        add(memory, 5_000, 6_000);
        new CheckpointFolder(folder()).write(2, memory);
    }

    @Test
    void aStateThatIsNotFiniteIsNotWritten() throws IOException {
        ReplayBuffer memory = memory(10);
        CheckpointFolder checkpoints = new CheckpointFolder(folder());
        add(memory, 0, 3);
        checkpoints.write(1, memory);
        memory.add(new float[] {0, Float.NaN, 0}, 0, new Step(OBSERVATIONS, ACTIONS, true));
        String message = assertThrows(NonFiniteException.class, () -> checkpoints.write(2, memory))
                .getMessage();
        assertEquals("observations[10]: expected a finite number, got NaN", message);
        assertEquals(1, new CheckpointFolder(folder()).read().orElseThrow().number());
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsRefusedByName() throws IOException {
        CheckpointFolder checkpoints = new CheckpointFolder(folder());
        RandomStream stream = SeedTree.of(3).stream();
        stream.nextLong();
        checkpoints.write(1, new Checkpointed() {
            @Override
            public void save(StateWriter state) {
                state.under("part").put("floats", new float[] {1, 2});
                state.put("stream", stream);
            }

            @Override
            public void restore(StateReader state) {
                throw new IllegalStateException("not called");
            }
        });
        StateReader state = checkpoints.read().orElseThrow().state();
        RandomStream other = SeedTree.of(4).stream();
        state.restore("stream", other);
        assertTrue(stream.samePosition(other));
        assertRefused("part.floats", () -> state.under("part").floats("floats", 3));
        assertRefused("part.floats", () -> state.under("part").ints("floats", 2));
        assertRefused("part.absent", () -> state.under("part").wholeNumber("absent"));
        assertRefused("note", () -> state.text("note"));
    }

    private static void assertRefused(String name, Runnable reading) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, reading::run).getMessage());
        assertTrue(message.contains(name) && message.contains("expected"), message);
    }
}
