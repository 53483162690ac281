package dmsb.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What tells the market of a row from others. */
final class MarketKey {
    private final int[] columns;

    MarketKey(TableLayout layout) {
        columns = layout.market().stream().mapToInt(layout::index).toArray();
    }

    /** The values of the row's columns; equal to those of another row if and only if both are of one market. */
    List<@Nullable Object> of(Row row) {
        List<@Nullable Object> key = new ArrayList<>(columns.length);
        for (int column : columns) {
            key.add(row.get(column));
        }
        return key;
    }

    /** A key as it is told. */
    static String text(List<@Nullable Object> key) {
        return key.stream()
                .map(Objects::toString)
                .map(PartitionClearing::decoded)
                .toList()
                .toString();
    }
}
