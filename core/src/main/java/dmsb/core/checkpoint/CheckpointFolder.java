package dmsb.core.checkpoint;

import dmsb.core.argument.Require;
import dmsb.core.tensorfile.ArrayFile;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.core.tensorfile.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a run keeps its last two states.
 *
 * <p>A checkpoint consists of a file {@code state-NUMBER.safetensors} and a file for every {@value #BLOCK_ROWS} rows of
 * a series. A list names these files with their hashes. The checkpoint exists once the list is renamed to {@code
 * current.sha256}; the list before it is then {@code previous.sha256}. Full blocks are written once. So a checkpoint
 * costs the time for the state and for the rows added since, whatever the length of the series.
 *
 * <p>Only files on one of the lists are deleted: those of an older list, and those of an unfinished write. The names of
 * the latter are in {@code next.txt} before the first of them is made. Everything else in the folder stays. A folder
 * that has files but no list is refused, as is a link.
 *
 * <p>For one thread, and one process at a time.
 */
public final class CheckpointFolder {
    private static final String CURRENT = "current.sha256";
    private static final String PREVIOUS = "previous.sha256";
    private static final String NEXT = "next.txt";
    private static final List<String> LISTS = List.of(CURRENT, PREVIOUS, NEXT);
    private static final int BLOCK_ROWS = 4096;

    private final Path folder;
    /** The last checkpoint, as far as this object knows: every file on its list is whole. */
    private Inventory current = Inventory.EMPTY;
    /** The same if this object wrote or read it, so that the content's full blocks are those on its list. */
    private Inventory known = Inventory.EMPTY;

    /**
     * A folder that need not exist yet.
     *
     * @param folder the folder
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

    private record Series(String name, long from, long to, StateWriter.RowWriter rows) {
        List<Inventory.SeriesBlock> blocks() {
            List<Inventory.SeriesBlock> blocks = new ArrayList<>();
            for (long begin = from; begin < to; ) {
                long end = Math.min(to, (begin / BLOCK_ROWS + 1) * BLOCK_ROWS);
                blocks.add(new Inventory.SeriesBlock(name, begin, end));
                begin = end;
            }
            return blocks;
        }
    }

    /**
     * Writes a checkpoint, after which the last but one is no more. Where something fails, the last one stays.
     *
     * <p>The object need not be the one that wrote the last checkpoint. If it is not, all files of that checkpoint are read
     * first, to learn whether they are whole. No file of it is replaced by other content.
     *
     * @param number its number, larger than that of the last one in the folder; nothing is done if it is equal
     * @param content what has state, which goes on from that of the last checkpoint. Not modified.
     * @throws IllegalArgumentException if the number is negative, above 10^18 - 1, or below that of the last one
     * @throws IOException if it could not be written, the folder is not one of checkpoints, there are checkpoints and none of
     *     them is whole, or rows of the last one are others in the content
     * @throws dmsb.core.math.NonFiniteException if the state holds a float that is not finite
     */
    public void write(long number, Checkpointed content) throws IOException {
        Require.within("number", number, 0, Inventory.LARGEST_NUMBER);
        requireOwn();
        findLast();
        if (number == current.number()) {
            return;
        }
        if (number < current.number()) {
            throw new IllegalArgumentException("number: expected at least " + current.number()
                    + ", that of the last checkpoint in " + folder + ", got " + number);
        }
        ArrayFile state = new ArrayFile();
        List<Series> series = new ArrayList<>();
        content.save(
                new StateWriter(state, "", (name, from, to, rows) -> series.add(new Series(name, from, to, rows))));
        Set<String> kept = kept();
        Set<String> listed = listed();
        listed.add(Inventory.stateFile(number));
        for (Series one : series) {
            for (Inventory.SeriesBlock block : one.blocks()) {
                listed.add(block.fileName());
            }
        }
        writeNext(listed);
        Map<String, String> hashes = new TreeMap<>();
        for (Series one : series) {
            for (Inventory.SeriesBlock block : one.blocks()) {
                writeBlock(one, block.from(), block.to(), kept, hashes);
            }
        }
        write(Inventory.stateFile(number), state, kept, hashes);
        Inventory next = new Inventory(hashes);
        if (current.number() >= 0) {
            AtomicFile.write(folder.resolve(PREVIOUS), current.toText());
        }
        AtomicFile.write(folder.resolve(CURRENT), next.toText());
        listed.removeAll(next.hashes().keySet());
        listed.removeAll(current.hashes().keySet());
        delete(listed);
        Files.deleteIfExists(folder.resolve(NEXT));
        current = next;
        known = next;
    }

    /** Learns from the folder which checkpoint is the last, unless it is the one that this object knows. */
    private void findLast() throws IOException {
        Path list = folder.resolve(CURRENT);
        if (current.number() >= 0
                && Files.exists(list)
                && Files.readString(list, StandardCharsets.ISO_8859_1).equals(current.toText())) {
            return;
        }
        Inventory before = known;
        read();
        known = current.equals(before) ? before : Inventory.EMPTY;
    }

    /** The names of files that stay as they are: those of whole checkpoints. */
    private Set<String> kept() throws IOException {
        Set<String> names = new TreeSet<>(current.hashes().keySet());
        Set<String> last = Inventory.names(folder.resolve(CURRENT));
        if (last.equals(names)) {
            names.addAll(Inventory.names(folder.resolve(PREVIOUS)));
        }
        return names;
    }

    private void writeBlock(Series series, long begin, long end, Set<String> kept, Map<String, String> hashes)
            throws IOException {
        for (Map.Entry<String, String> entry : known.hashes().entrySet()) {
            Inventory.SeriesBlock whole = Inventory.SeriesBlock.of(entry.getKey());
            if (whole != null
                    && whole.series().equals(series.name)
                    && whole.from() <= begin
                    && whole.to() == end
                    && Files.exists(folder.resolve(entry.getKey()))) {
                hashes.put(entry.getKey(), entry.getValue());
                return;
            }
        }
        ArrayFile block = new ArrayFile();
        series.rows.save(begin, end, new StateWriter(block, "", (name, from, to, rows) -> {
            throw new IllegalStateException("series " + series.name + ": expected no series in a block, got " + name);
        }));
        write(new Inventory.SeriesBlock(series.name, begin, end).fileName(), block, kept, hashes);
    }

    private void write(String name, ArrayFile content, Set<String> kept, Map<String, String> hashes)
            throws IOException {
        byte[] bytes = content.toBytes();
        Path file = folder.resolve(name);
        if (!kept.contains(name) || !Files.exists(file)) {
            AtomicFile.write(file, bytes);
        } else if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
            throw new IOException(file + ": expected content that goes on from the last checkpoint, got other rows in"
                    + " place of those of this file; read and restore that checkpoint first, or use another folder");
        }
        hashes.put(name, Sha256.hex(bytes));
    }

    private void writeNext(Set<String> names) throws IOException {
        AtomicFile.write(folder.resolve(NEXT), String.join("\n", names) + "\n");
    }

    /** The names of all files here that are known to be of checkpoints. */
    private Set<String> listed() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String list : LISTS) {
            names.addAll(Inventory.names(folder.resolve(list)));
        }
        return names;
    }

    private void delete(Set<String> names) throws IOException {
        for (String name : names) {
            Files.deleteIfExists(folder.resolve(name)); // of a link, the link
        }
    }

    /**
     * What stands in the way of keeping checkpoints here: a link or a file in the folder's place, or a file in a folder that has
     * no list of a checkpoint.
     *
     * @return its path; empty if the folder is one of checkpoints, or can become one
     * @throws IOException if the folder could not be read
     */
    public Optional<Path> foreign() throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(folder);
        }
        if (exists()) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !AtomicFile.isTemporary(entry))
                    .sorted()
                    .findFirst();
        }
    }

    /**
     * Whether there is a list of a checkpoint, be it whole, damaged or begun.
     *
     * @return true if there is one
     */
    public boolean exists() {
        for (String list : LISTS) {
            if (Files.isRegularFile(folder.resolve(list), LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private void requireOwn() throws IOException {
        Optional<Path> foreign = foreign();
        if (foreign.isPresent()) {
            throw new IOException(folder + ": expected a folder of checkpoints, or an empty one, got one with "
                    + foreign.get() + ", which is on no list of a checkpoint");
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
                    known = inventory;
                    return Optional.of(checkpoint);
                } catch (IOException e) {
                    damage = first(damage, e);
                }
            }
        }
        if (damage != null) {
            throw damage;
        }
        current = Inventory.EMPTY;
        known = Inventory.EMPTY;
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

    private void readSeries(Inventory inventory, String name, StateReader.RowReader rows) {
        Map<Long, Inventory.SeriesBlock> blocks = new TreeMap<>();
        for (String file : inventory.hashes().keySet()) {
            Inventory.SeriesBlock block = Inventory.SeriesBlock.of(file);
            if (block != null && block.series().equals(name)) {
                blocks.put(block.from(), block);
            }
        }
        for (Inventory.SeriesBlock block : blocks.values()) {
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
     * Deletes every file that is on a list of a checkpoint, and the folder if nothing else is in it. A link is not followed.
     *
     * @throws IOException if something could not be deleted
     */
    public void delete() throws IOException {
        current = Inventory.EMPTY;
        known = Inventory.EMPTY;
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || foreign().isPresent()) {
            return;
        }
        // The lists of checkpoints before their files: what is left without them is no checkpoint, and still known to
        // be ours.
        Set<String> names = listed();
        writeNext(names);
        Files.deleteIfExists(folder.resolve(CURRENT));
        Files.deleteIfExists(folder.resolve(PREVIOUS));
        delete(names);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (AtomicFile.isTemporary(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(folder.resolve(NEXT));
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // What else is in it is not ours.
        }
    }
}
