package dmsb.experiments.report;

import java.util.List;

/**
 * A row of a table.
 *
 * @param cells its cells, one a column
 * @param highlighted whether the row stands out
 */
public record Row(List<Cell> cells, boolean highlighted) {
    /**
     * Copies the cells.
     *
     * @param cells its cells, one a column
     * @param highlighted whether the row stands out
     */
    public Row {
        cells = List.copyOf(cells);
    }
}
