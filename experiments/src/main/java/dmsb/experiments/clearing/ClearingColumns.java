package dmsb.experiments.clearing;

import dmsb.experiments.config.UsageException;
import java.util.Arrays;
import java.util.List;

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
        int count = 0;
        boolean id = false;
        while (header.contains(BID + (count + 1))) {
            count++;
        }
        for (int c = 0; c < names.length; c++) {
            meanings[c] = meaning(names[c], count);
            id |= meanings[c] == ID;
            if (meanings[c] != OTHER && header.indexOf(names[c]) != c) {
                throw new UsageException("line " + line + ", column " + names[c] + ": expected once, got twice");
            }
        }
        if (count == 0) {
            throw new UsageException("line " + line + ": expected a header with columns bid1, bid2, ..., got "
                    + String.join(",", header));
        }
        for (String name : names) {
            if (name.matches("bid[0-9]+") && meaning(name, count) == OTHER) {
                throw new UsageException("line " + line + ": expected columns bid1, bid2, ... without a gap, got "
                        + name + " without bid" + (count + 1));
            }
        }
        this.line = line;
        bids = count;
        hasId = id;
    }

    private static int meaning(String name, int bids) {
        if (name.equals("id")) {
            return ID;
        }
        if (name.equals("contract")) {
            return CONTRACT;
        }
        for (int n = 1; n <= bids; n++) {
            if (name.equals(BID + n)) {
                return n - 1;
            }
        }
        return OTHER;
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
