package dmsb.spark;

import dmsb.experiments.config.UsageException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table are what: {@code id}, by which the outcome of a row is known, as the rows of a cluster have no
 * line; for pricing that looks back {@code market} and {@code episode}, which tell markets apart, and {@code round}, by which
 * the rows of a market are put in order; and the one that tells what is wrong with a row as a whole.
 */
final class TableLayout implements Serializable {
    private static final long serialVersionUID = 1;

    static final String ROUND = "round";
    private static final String ID = "id";

    /** The columns that only a table needs. */
    static final List<String> OWN = List.of(ID, ROUND);

    static final String MALFORMED = "_malformed";
    private static final List<String> MARKET = List.of("market", "episode");

    private final String[] names;
    private final boolean looksBack;
    private final int id;

    /**
     * The layout of a table.
     *
     * @param names the names of its columns, after which {@link #MALFORMED} comes
     * @param looksBack whether the order of a market's rows matters
     * @throws UsageException if a column is missing, or there twice
     */
    TableLayout(String[] names, boolean looksBack) {
        this.names = names.clone();
        this.looksBack = looksBack;
        this.id = require(ID, "by which the outcomes are known, as rows on a cluster have no line");
        if (looksBack) {
            require(ROUND, "by which the rows of a market are put in order");
        }
    }

    private int require(String name, String why) {
        int index = index(name);
        if (index < 0) {
            throw new UsageException("expected a column " + name + ", " + why + ", got " + String.join(",", names));
        }
        if (Arrays.asList(names).lastIndexOf(name) != index) {
            throw new UsageException("column " + name + ": expected once, got twice");
        }
        return index;
    }

    /** -1 if there is none. */
    int index(String name) {
        return Arrays.asList(names).indexOf(name);
    }

    String[] names() {
        return names;
    }

    int id() {
        return id;
    }

    boolean looksBack() {
        return looksBack;
    }

    /** The columns that tell markets apart; none if all rows are of one market. */
    List<String> market() {
        return MARKET.stream().filter(name -> index(name) >= 0).toList();
    }

    /** Whether a column tells markets apart. */
    boolean isMarket(int column) {
        return MARKET.contains(names[column]);
    }

    /** What is wrong with a row as a whole, null if nothing is. */
    @Nullable
    String malformed(Row row) {
        return row.isNullAt(names.length) ? null : row.getString(names.length);
    }
}
