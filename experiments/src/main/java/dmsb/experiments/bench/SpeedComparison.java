package dmsb.experiments.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two records of measurements beside each other: how many times as fast the second is, operation by operation.
 *
 * @param before the record compared with
 * @param after the record compared
 */
public record SpeedComparison(Measurements before, Measurements after) {
    /**
     * The page.
     *
     * @return Markdown
     */
    public String page() {
        MarkdownTable table = new MarkdownTable(
                "benchmark", "settings", "kernels", "before", "after", "times as fast", "bytes before", "bytes after");
        Map<String, Measurement> left = new LinkedHashMap<>();
        before.list().forEach(row -> left.put(row.key(), row));
        List<Measurement> unmatched = new ArrayList<>();
        for (Measurement row : after.list()) {
            Measurement old = left.remove(row.key());
            if (old == null) {
                unmatched.add(row);
                continue;
            }
            table.add(
                    row.name(),
                    row.settingsText(),
                    row.kernels(),
                    old.timeText(),
                    row.timeText(),
                    Speedup.of(old, row).text(),
                    Quantity.bytes(old.bytes()),
                    Quantity.bytes(row.bytes()));
        }
        return "# Two measurements compared\n\n- before: " + before.machine().sentence() + "\n- after: "
                + after.machine().sentence() + "\n\nTimes per operation with 95 % confidence intervals.\n\n" + table
                + only("before", left.values().stream().toList()) + only("after", unmatched);
    }

    private static String only(String which, List<Measurement> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nMeasured only " + which + ":\n\n");
        for (Measurement row : rows) {
            text.append("- ").append(row.summary()).append('\n');
        }
        return text.toString();
    }
}
