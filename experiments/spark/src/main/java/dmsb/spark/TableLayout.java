package dmsb.spark;

import dmsb.experiments.config.UsageException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table are what: {@code id}, by which the outcome of a row is known, as the rows of a cluster have no
 * line; where the rows of a market have an order, {@code market} and {@code episode}, which tell markets apart, and those by which
 * the rows of a market are put in order; and the one that tells what is wrong with a row as a whole.
 */
final class TableLayout implements Serializable {
    private static final long serialVersionUID = 1;

    private static final String ID = "id";

    static final String MALFORMED = "_malformed";
    private static final List<String> MARKET = List.of("market", "episode");

    private final String[] names;
    private final String[] order;
    private final int id;

    /**
     * The layout of a table.
     *
     * @param names the names of its columns, after which {@link #MALFORMED} comes
     * @param order the columns by which the rows of a market are put in order; none if their order does not matter
     * @throws UsageException if a column is missing, or there twice
     */
    TableLayout(String[] names, List<String> order) {
        this.names = names.clone();
        this.order = order.toArray(String[]::new);
        this.id = require(ID, "by which the outcomes are known, as rows on a cluster have no line");
        for (String column : order) {
            require(column, "by which the rows of a market are put in order");
        }
    }

    /** Whether a table needs a column that no row reads. */
    static boolean isNeeded(String name, List<String> order) {
        return name.equals(ID) || order.contains(name);
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

    /** The columns by which the rows of a market are put in order; none if their order does not matter. */
    List<String> order() {
        return List.of(order);
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
