package dmsb.experiments.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table as LaTeX, with the rules of the package booktabs, and as CSV. */
final class TableText {
    /** What stands for characters that LaTeX reads as commands, or that not every font of it has. */
    private static final Map<Character, String> ESCAPES = Map.ofEntries(
            Map.entry('\\', "\\textbackslash{}"),
            Map.entry('{', "\\{"),
            Map.entry('}', "\\}"),
            Map.entry('%', "\\%"),
            Map.entry('&', "\\&"),
            Map.entry('#', "\\#"),
            Map.entry('$', "\\$"),
            Map.entry('_', "\\_"),
            Map.entry('~', "\\textasciitilde{}"),
            Map.entry('^', "\\textasciicircum{}"),
            Map.entry('<', "\\textless{}"),
            Map.entry('>', "\\textgreater{}"),
            Map.entry('\u00a0', "~"),
            Map.entry('\u2212', "$-$"),
            Map.entry('\u2013', "--"),
            Map.entry('\u2014', "---"),
            Map.entry('\u2018', "`"),
            Map.entry('\u2019', "'"),
            Map.entry('\u00d7', "$\\times$"),
            Map.entry('\u221e', "$\\infty$"),
            Map.entry('\u03c1', "$\\rho$"),
            Map.entry('\u03b6', "$\\zeta$"),
            Map.entry('\u2026', "\\dots{}"));

    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    private final Table table;

    TableText(Table table) {
        this.table = table;
    }

    String latex(String label) {
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
        text.append("\\caption{")
                .append(escaped(table.caption()))
                .append("}\n\\label{tab:")
                .append(label)
                .append("}\n");
        text.append("\\begin{tabular}{");
        table.columns().forEach(column -> text.append(column.numeric() ? 'r' : 'l'));
        text.append("}\n\\toprule\n");
        text.append(table.columns().stream()
                .map(column -> escaped(column.name() + (column.unit().isBlank() ? "" : " (" + column.unit() + ")")))
                .collect(Collectors.joining(" & ")));
        text.append(" \\\\\n\\midrule\n");
        for (Row row : table.rows()) {
            text.append(row.cells().stream()
                    .map(cell -> row.highlighted() ? "\\textbf{" + latex(cell) + "}" : latex(cell))
                    .collect(Collectors.joining(" & ")));
            text.append(" \\\\\n");
        }
        return text.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
    }

    private static String latex(Cell cell) {
        String note = cell.note().isBlank() ? "" : " {\\footnotesize " + escaped(cell.note()) + "}";
        return escaped(cell.text()) + note;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = SUPERSCRIPTS.indexOf(c);
            if (digit >= 0) {
                escaped.append("\\textsuperscript{").append(digit).append('}');
            } else if (c == '\u207b') {
                escaped.append("\\textsuperscript{$-$}");
            } else {
                escaped.append(ESCAPES.getOrDefault(c, String.valueOf(c)));
            }
        }
        // A bracket after the end of a row would be read as its argument.
        return escaped.indexOf("[") == 0 ? "{}" + escaped : escaped.toString();
    }

    /** The cells as they are shown, notes behind their values. */
    String csv() {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            List<String> header = new ArrayList<>();
            table.columns()
                    .forEach(column ->
                            header.add(column.name() + (column.unit().isBlank() ? "" : " (" + column.unit() + ")")));
            csv.writeRecord(header);
            for (Row row : table.rows()) {
                csv.writeRecord(row.cells().stream()
                        .map(cell -> cell.note().isBlank() ? cell.text() : cell.text() + " " + cell.note())
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
