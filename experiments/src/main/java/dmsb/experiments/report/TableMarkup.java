package dmsb.experiments.report;

import dmsb.experiments.figure.MarkupWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes a table; one that is wider than the window scrolls by itself. */
final class TableMarkup {
    private final MarkupWriter out;

    TableMarkup(MarkupWriter out) {
        this.out = out;
    }

    void write(Table table, int number, List<ReportFile> files) {
        String label = "Table " + number + ".";
        out.open(
                "div",
                "class",
                "scroll",
                "role",
                "region",
                "aria-label",
                label + " " + table.caption(),
                "tabindex",
                "0");
        out.line().open("table", table.cards() ? new String[] {"class", "cards"} : new String[0]);
        out.line();
        out.open("caption").element("span", label, "class", "number").text(" " + table.caption());
        out.close().line().open("thead").open("tr").line();
        for (Column column : table.columns()) {
            head(column);
        }
        out.close().close().line().open("tbody").line();
        List<String> blanks = blanks(table);
        for (Row row : table.rows()) {
            out.open("tr", row.highlighted() ? new String[] {"class", "highlighted"} : new String[0]);
            for (int i = 0; i < row.cells().size(); i++) {
                cell(row.cells().get(i), table.columns(), i, blanks.get(i));
            }
            out.close().line();
        }
        if (table.rows().isEmpty()) {
            String span = Integer.toString(table.columns().size());
            out.open("tr").element("td", "no data", "colspan", span, "class", "none");
            out.close().line();
        }
        out.close().close();
        Page.links(out, "Save as", files);
        out.line().close().line();
    }

    private void head(Column column) {
        out.open("th", "scope", "col", "class", column.numeric() ? "num" : "txt")
                .text(column.name());
        if (!column.unit().isBlank()) {
            out.text(" ").element("span", column.unit(), "class", "unit");
        }
        out.close().line();
    }

    /** The first cell of a row, if it is text, heads the row. */
    private void cell(Cell cell, List<Column> columns, int index, String blank) {
        boolean numeric = columns.get(index).numeric();
        if (index == 0 && !numeric) {
            out.open("th", "scope", "row", "class", "txt");
        } else {
            out.open(
                    "td",
                    "class",
                    numeric ? "num" : "txt",
                    "data-label",
                    columns.get(index).name());
        }
        switch (cell.verdict()) {
            case NONE -> out.text(cell.text());
            case HOLDS -> out.element("span", "\u2713 " + cell.text(), "class", "holds");
            case PARTLY -> out.element("span", "\u25d0 " + cell.text(), "class", "partly");
            case FAILS -> out.element("span", "\u2717 " + cell.text(), "class", "fails");
        }
        if (!cell.note().isBlank()) {
            out.text(" ").element("span", cell.note(), "class", "note");
        } else if (!blank.isEmpty()) {
            out.text(" ").element("span", blank, "class", "note blank", "aria-hidden", "true");
        }
        out.close();
    }

    /**
     * For each column the room that a cell without a note leaves, so that its number stays under the others: the column's
     * longest note in spaces of the same widths, or nothing where no cell has a note.
     */
    private static List<String> blanks(Table table) {
        List<String> blanks = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String longest = "";
            for (Row row : table.rows()) {
                String note = row.cells().get(i).note();
                longest = note.length() > longest.length() ? note : longest;
            }
            blanks.add(table.columns().get(i).numeric() ? spaces(longest) : "");
        }
        return blanks;
    }

    private static String spaces(String note) {
        StringBuilder spaces = new StringBuilder();
        for (int i = 0; i < note.length(); i++) {
            char c = note.charAt(i);
            spaces.append(c >= '0' && c <= '9' ? '\u2007' : c == '.' || c == ',' ? '\u2008' : '\u00a0');
        }
        return spaces.toString();
    }
}
