package dmsb.experiments.clearing;

import dmsb.experiments.config.UsageException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the columns of a file of bids mean: {@code bid1} to {@code bidN} and, if they are there, {@code id} and {@code
 * contract}; others are passed over.
 */
final class ClearingColumns {
    static final int OTHER = -1;
    static final int ID = -2;
    static final int CONTRACT = -3;

    private static final String BID = "bid";

    /** Of every column the number of the bid in it from 0 on, or one of the constants. */
    private final int[] meanings;

    private final String[] names;
    private final long line;
    private final int bids;
    private final boolean hasId;

    /**
     * Reads a header.
     *
     * @throws UsageException if it is not one of a file of bids
     */
    ClearingColumns(List<String> header, long line) {
        names = header.toArray(String[]::new);
        meanings = new int[names.length];
        Map<String, Integer> known = knownNames(new HashSet<>(header));
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < names.length; c++) {
            meanings[c] = known.getOrDefault(names[c], OTHER);
            if (meanings[c] != OTHER && !seen.add(names[c])) {
                throw new UsageException("line " + line + ", column " + names[c] + ": expected once, got twice");
            }
        }
        bids = known.size() - 2;
        if (bids == 0) {
            throw new UsageException("line " + line + ": expected a header with columns bid1, bid2, ..., got "
                    + String.join(",", header));
        }
        for (int c = 0; c < names.length; c++) {
            if (meanings[c] == OTHER && names[c].matches("bid[0-9]+")) {
                throw new UsageException("line " + line + ": expected columns bid1, bid2, ... without a gap, got "
                        + names[c] + " without bid" + (bids + 1));
            }
        }
        this.line = line;
        hasId = seen.contains("id");
    }

    /** What the names mean: id, contract, and bid1, bid2, ... as far as they are there without a gap. */
    private static Map<String, Integer> knownNames(Set<String> header) {
        Map<String, Integer> known = new HashMap<>(Map.of("id", ID, "contract", CONTRACT));
        for (int n = 1; header.contains(BID + n); n++) {
            known.put(BID + n, n - 1);
        }
        return known;
    }

    int count() {
        return names.length;
    }

    /** All columns by name. */
    List<String> names() {
        return List.of(names);
    }

    /** The line of the header. */
    long line() {
        return line;
    }

    int bids() {
        return bids;
    }

    boolean hasId() {
        return hasId;
    }

    String name(int column) {
        return names[column];
    }

    int[] meanings() {
        return Arrays.copyOf(meanings, meanings.length);
    }
}
