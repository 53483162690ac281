package dmsb.experiments.bench;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns line up, so that it can be read on a terminal too. */
final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    MarkdownTable(String... header) {
        widths = new int[header.length];
        add(header);
    }

    void add(String... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException("cells: expected " + widths.length + ", got " + cells.length);
        }
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i].replace("|", "\\|");
            widths[i] = Math.max(widths[i], Math.max(3, cell.length()));
            row.add(cell);
        }
        rows.add(row);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            appendRow(text, rows.get(i));
            if (i == 0) {
                for (int width : widths) {
                    text.append("| ").append("-".repeat(width)).append(' ');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private void appendRow(StringBuilder text, List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            text.append("| ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
        }
        text.append("|\n");
    }
}
