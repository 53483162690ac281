package dmsb.experiments.clearing;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.SlotColumns;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the columns of a file of bids mean: {@code bid1} to {@code bidN} and, if they are there, {@code id} and {@code
 * contract}; others are passed over. Immutable.
 */
final class ClearingColumns {
    static final int OTHER = -1;
    static final int ID = -2;
    static final int CONTRACT = -3;

    private static final String BID = "bid";

    /** Of every column the number of the bid in it from 0 on, or one of the constants. */
    private final int[] meanings;

    private final String[] names;
    private final int bids;

    /**
     * Reads a header.
     *
     * @param header the names of the columns
     * @param where where they stand, in words that begin a complaint, such as {@code line 1}
     * @throws UsageException if it is not one of a file of bids
     */
    ClearingColumns(List<String> header, String where) {
        if (SlotColumns.areOfSlots(header)) {
            throw new UsageException(where + ": " + SlotColumns.NOT_ROUNDS);
        }
        names = header.toArray(String[]::new);
        meanings = new int[names.length];
        Map<String, Integer> known = knownNames(new HashSet<>(header));
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < names.length; c++) {
            meanings[c] = known.getOrDefault(names[c], OTHER);
            if (meanings[c] != OTHER && !seen.add(names[c])) {
                throw new UsageException(where + ", column " + names[c] + ": expected once, got twice");
            }
        }
        bids = known.size() - 2;
        if (bids == 0) {
            throw new UsageException(
                    where + ": expected a header with columns bid1, bid2, ..., got " + String.join(",", header));
        }
        for (int c = 0; c < names.length; c++) {
            if (meanings[c] == OTHER && names[c].matches("bid[0-9]+")) {
                throw new UsageException(where + ": expected columns bid1, bid2, ... without a gap, got " + names[c]
                        + " without bid" + (bids + 1));
            }
        }
    }

    /** What the names mean: id, contract, and bid1, bid2, ... as far as they are there without a gap. */
    private static Map<String, Integer> knownNames(Set<String> header) {
        Map<String, Integer> known = new HashMap<>(Map.of("id", ID, "contract", CONTRACT));
        for (int n = 1; header.contains(BID + n); n++) {
            known.put(BID + n, n - 1);
        }
        return known;
    }

    int bids() {
        return bids;
    }

    String name(int column) {
        return names[column];
    }

    int[] meanings() {
        return Arrays.copyOf(meanings, meanings.length);
    }
}
