package dmsb.core.checkpoint;

import dmsb.core.tensorfile.ArrayFile;
import dmsb.core.tensorfile.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a run keeps its last two states.
 *
 * <p>A checkpoint is a file {@code state-NUMBER.safetensors}, a file for every {@value #BLOCK_ROWS} rows of a series, and a
 * list of them with their hashes. It exists from the moment at which the list takes its name {@code current.sha256}; the list
 * before it is by then {@code previous.sha256}. Blocks that are full are written once, so a checkpoint costs the time for the
 * state and for what has been added to the series, whatever their length. Files of neither list are deleted.
 *
 * <p>For one thread, and one process at a time.
 */
public final class CheckpointFolder {
    private static final String CURRENT = "current.sha256";
    private static final String PREVIOUS = "previous.sha256";
    private static final int BLOCK_ROWS = 4096;

    private final Path folder;
    /** The last checkpoint that this object wrote or read: every file on its list is whole. */
    private Inventory current = Inventory.EMPTY;

    /**
     * A folder that need not exist yet.
     *
     * @param folder the folder; nothing else may be in it
     */
    public CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A checkpoint.
     *
     * @param number its number
     * @param state the state
     * @param damage why it is not the last one that was written; empty if it is
     */
    public record Checkpoint(long number, StateReader state, String damage) {}

    private record Series(String name, long from, long to, StateWriter.Rows rows) {}

    /**
     * Writes a checkpoint, after which the last but one is no more. Where something fails, the last one stays.
     *
     * @param number its number, larger than that of the last one; nothing is done if it is equal
     * @param content what has state. Not modified.
     * @throws IOException if it could not be written
     * @throws dmsb.core.math.NonFiniteException if the state holds a float that is not finite
     */
    public void write(long number, Checkpointed content) throws IOException {
        if (number == current.number()) {
            return;
        }
        ArrayFile state = new ArrayFile();
        List<Series> series = new ArrayList<>();
        content.save(
                new StateWriter(state, "", (name, from, to, rows) -> series.add(new Series(name, from, to, rows))));
        Map<String, String> hashes = new TreeMap<>();
        for (Series one : series) {
            long begin = one.from;
            while (begin < one.to) {
                long end = Math.min(one.to, (begin / BLOCK_ROWS + 1) * BLOCK_ROWS);
                writeBlock(one, begin, end, hashes);
                begin = end;
            }
        }
        write(Inventory.stateFile(number), state, hashes);
        Inventory next = new Inventory(hashes);
        if (current.number() >= 0) {
            AtomicFile.write(folder.resolve(PREVIOUS), current.toText());
        }
        AtomicFile.write(folder.resolve(CURRENT), next.toText());
        prune(next, current);
        current = next;
    }

    private void writeBlock(Series series, long begin, long end, Map<String, String> hashes) throws IOException {
        for (Map.Entry<String, String> entry : current.hashes().entrySet()) {
            Inventory.Block known = Inventory.Block.of(entry.getKey());
            if (known != null
                    && known.series().equals(series.name)
                    && known.from() <= begin
                    && known.to() == end
                    && Files.exists(folder.resolve(entry.getKey()))) {
                hashes.put(entry.getKey(), entry.getValue());
                return;
            }
        }
        ArrayFile block = new ArrayFile();
        series.rows.save(begin, end, new StateWriter(block, "", (name, from, to, rows) -> {
            throw new IllegalStateException("series " + series.name + ": expected no series in a block, got " + name);
        }));
        write(new Inventory.Block(series.name, begin, end).fileName(), block, hashes);
    }

    private void write(String name, ArrayFile content, Map<String, String> hashes) throws IOException {
        byte[] bytes = content.toBytes();
        AtomicFile.write(folder.resolve(name), bytes);
        hashes.put(name, Inventory.sha256(bytes));
    }

    private void prune(Inventory first, Inventory second) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!first.hashes().containsKey(name)
                        && !second.hashes().containsKey(name)
                        && !name.equals(CURRENT)
                        && !name.equals(PREVIOUS)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Reads the last checkpoint; if a file of it is missing or damaged, the one before.
     *
     * @return the checkpoint, whose series are read when they are asked for; empty if none was ever written
     * @throws IOException if there are checkpoints and none of them is whole
     */
    public Optional<Checkpoint> read() throws IOException {
        IOException damage = null;
        for (String list : List.of(CURRENT, PREVIOUS)) {
            if (Files.exists(folder.resolve(list))) {
                try {
                    Inventory inventory = Inventory.readWhole(folder.resolve(list));
                    Checkpoint checkpoint = open(inventory, damage == null ? "" : String.valueOf(damage.getMessage()));
                    current = inventory;
                    return Optional.of(checkpoint);
                } catch (IOException e) {
                    damage = first(damage, e);
                }
            }
        }
        if (damage != null) {
            throw damage;
        }
        return Optional.empty();
    }

    private static IOException first(@Nullable IOException before, IOException now) {
        IOException error = now instanceof NoSuchFileException
                ? new IOException(now.getMessage() + ": expected a file of the checkpoint, got none", now)
                : now;
        if (before == null) {
            return error;
        }
        before.addSuppressed(error);
        return before;
    }

    private Checkpoint open(Inventory inventory, String damage) throws IOException {
        ArrayFile state = ArrayFile.parse(inventory.read(folder.resolve(Inventory.stateFile(inventory.number()))));
        return new Checkpoint(
                inventory.number(),
                new StateReader(state, "", (name, rows) -> readSeries(inventory, name, rows)),
                damage);
    }

    private void readSeries(Inventory inventory, String name, StateReader.Rows rows) {
        Map<Long, Inventory.Block> blocks = new TreeMap<>();
        for (String file : inventory.hashes().keySet()) {
            Inventory.Block block = Inventory.Block.of(file);
            if (block != null && block.series().equals(name)) {
                blocks.put(block.from(), block);
            }
        }
        for (Inventory.Block block : blocks.values()) {
            try {
                ArrayFile content = ArrayFile.parse(inventory.read(folder.resolve(block.fileName())));
                rows.restore(block.from(), block.to(), new StateReader(content, "", (inner, ignored) -> {
                    throw new IllegalArgumentException(
                            "series " + name + ": expected no series in a block, got " + inner);
                }));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Deletes the folder.
     *
     * @throws IOException if something could not be deleted
     */
    public void delete() throws IOException {
        current = Inventory.EMPTY;
        if (!Files.isDirectory(folder)) {
            return;
        }
        // The lists first: what is left without them is no checkpoint.
        Files.deleteIfExists(folder.resolve(CURRENT));
        Files.deleteIfExists(folder.resolve(PREVIOUS));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
