package dmsb.core.checkpoint;

import dmsb.core.tensorfile.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that make one checkpoint, with their hashes: text that {@code sha256sum -c} reads too.
 *
 * @param hashes SHA-256 in hexadecimal by file name
 */
record Inventory(Map<String, String> hashes) {
    static final Inventory EMPTY = new Inventory(Map.of());
    /** Of 18 digits, as names of files have at most. */
    static final long LARGEST_NUMBER = 999_999_999_999_999_999L;

    private static final Pattern LINE =
            Pattern.compile("(?:([0-9a-f]{64})  )?([A-Za-z0-9][A-Za-z0-9.-]*\\.safetensors)");
    private static final Pattern STATE = Pattern.compile("state-([0-9]{1,18})\\.safetensors");
    private static final Pattern BLOCK = Pattern.compile("(.+)-([0-9]{1,18})-([0-9]{1,18})\\.safetensors");
    private static final long MOST_BYTES = 1 << 24;

    Inventory {
        hashes = new TreeMap<>(hashes);
    }

    /**
     * Rows of a series in a file.
     *
     * @param series the series' name
     * @param from the number of the first row
     * @param to the number after the last
     */
    record SeriesBlock(String series, long from, long to) {
        String fileName() {
            return series + "-" + from + "-" + to + ".safetensors";
        }

        /** What a file's name says; null if it is no block. */
        static @Nullable SeriesBlock of(String fileName) {
            Matcher matcher = BLOCK.matcher(fileName);
            return matcher.matches()
                    ? new SeriesBlock(
                            matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)))
                    : null;
        }
    }

    static String stateFile(long number) {
        return "state-" + number + ".safetensors";
    }

    /** The number of the state; -1 if there is none. */
    long number() {
        for (String name : hashes.keySet()) {
            Matcher matcher = STATE.matcher(name);
            if (matcher.matches()) {
                return Long.parseLong(matcher.group(1));
            }
        }
        return -1;
    }

    String toText() {
        StringBuilder text = new StringBuilder();
        hashes.forEach(
                (name, hash) -> text.append(hash).append("  ").append(name).append('\n'));
        return text.toString();
    }

    /** The names on a list, with or without hashes; those that can be read if it is damaged, none if it is not there. */
    static Set<String> names(Path list) throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS) && Files.size(list) <= MOST_BYTES) {
            for (String line : new String(Files.readAllBytes(list), StandardCharsets.ISO_8859_1).split("\n", -1)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    names.add(matcher.group(2));
                }
            }
        }
        return names;
    }

    /** Reads the list and every file on it. */
    static Inventory readWhole(Path list) throws IOException {
        if (Files.size(list) > MOST_BYTES) {
            throw new IOException(list + ": expected at most " + MOST_BYTES + " bytes, got " + Files.size(list));
        }
        Map<String, String> hashes = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches() || matcher.group(1) == null) {
                throw new IOException(list + ": expected lines of a hash and a file's name, got another");
            }
            hashes.put(matcher.group(2), matcher.group(1));
        }
        Inventory inventory = new Inventory(hashes);
        if (inventory.number() < 0) {
            throw new IOException(list + ": expected a state among the files, got " + hashes.keySet());
        }
        for (String name : hashes.keySet()) {
            inventory.read(list.resolveSibling(name));
        }
        return inventory;
    }

    /** Reads a file and compares it with its hash. */
    byte[] read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String hash = Sha256.hex(content);
        if (!hash.equals(hashes.get(String.valueOf(file.getFileName())))) {
            throw new IOException(file + ": expected the content that was written, got other bytes");
        }
        return content;
    }
}
