package dmsb.spark;

import dmsb.experiments.config.UsageException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Which columns of a table are what: {@code id}, by which the outcome of a row is known, as the rows of a cluster have no
 * line; for pricing that looks back {@code market} and {@code episode}, which tell markets apart, and {@code round}, by which
 * the rows of a market are put in order; and the one in which Spark puts text that has not as many fields as the header.
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
    private final boolean ofText;
    private final int id;

    /**
     * The layout of a table.
     *
     * @param names the names of its columns, but for {@link #MALFORMED}
     * @param looksBack whether the order of a market's rows matters
     * @param ofText whether the column {@link #MALFORMED} follows
     * @throws UsageException if a column is missing
     */
    TableLayout(String[] names, boolean looksBack, boolean ofText) {
        this.names = names.clone();
        this.looksBack = looksBack;
        this.ofText = ofText;
        this.id = require(ID, "by which the outcomes are known, as rows on a cluster have no line");
        if (looksBack) {
            require(ROUND, "by which the rows of a market are put in order");
        }
    }

    private int require(String name, String why) {
        int index = index(name);
        if (index < 0) {
            throw new UsageException(
                    "--bids: expected a column " + name + ", " + why + ", got " + String.join(",", names));
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

    boolean isMalformed(Row row) {
        return ofText && !row.isNullAt(names.length);
    }
}
