package dmsb.experiments.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with its caption; the report numbers it.
 *
 * @param caption what the table shows, without markup
 * @param columns the heads of the columns
 * @param rows the rows, from the top
 * @param cards whether on a narrow screen every row becomes a card, as suits cells of several words
 */
public record Table(String caption, List<Column> columns, List<Row> rows, boolean cards) implements Block {
    /**
     * Checks and copies.
     *
     * @param caption what the table shows, without markup
     * @param columns the heads of the columns
     * @param rows the rows, from the top
     * @param cards whether on a narrow screen every row becomes a card, as suits cells of several words
     * @throws IllegalArgumentException if there is no column, or a row has not one cell for each
     */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("columns of table '" + caption + "': expected at least one, got none");
        }
        for (int i = 0; i < rows.size(); i++) {
            int cells = rows.get(i).cells().size();
            if (cells != columns.size()) {
                throw new IllegalArgumentException("row " + i + " of table '" + caption + "': expected "
                        + columns.size() + " cells, got " + cells);
            }
        }
    }

    /**
     * A table without rows.
     *
     * @param caption what the table shows
     * @param columns the heads of the columns
     * @return the table
     */
    public static Table of(String caption, Column... columns) {
        return new Table(caption, List.of(columns), List.of(), false);
    }

    /**
     * The same table with one more row.
     *
     * @param cells the row's cells, one a column
     * @return a new table
     */
    public Table row(Cell... cells) {
        return with(new Row(List.of(cells), false));
    }

    /**
     * The same table with one more row that stands out.
     *
     * @param cells the row's cells, one a column
     * @return a new table
     */
    public Table highlightedRow(Cell... cells) {
        return with(new Row(List.of(cells), true));
    }

    /**
     * The same table whose rows become cards on a narrow screen.
     *
     * @return a new table
     */
    public Table asCards() {
        return new Table(caption, columns, rows, true);
    }

    private Table with(Row row) {
        List<Row> more = new ArrayList<>(rows);
        more.add(row);
        return new Table(caption, columns, more, cards);
    }
}
