package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The figures of the README's first table are those of docs/results/reveal/summary.csv. */
class ReadmeFiguresTest {
    private static final String HEADER = "| method | N = 3, revealed | N = 3, never | N = 9, revealed | N = 9, never |";

    private static final String FRACTION = "firstBestFraction";

    /** What a row of the table is called in the study. */
    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("belief, value of a look", "value-of-information"),
            Map.entry("linear filter", "linear-filter"),
            Map.entry("**DMSB**", "dmsb"),
            Map.entry("discrete SAC", "sac"),
            Map.entry("DQN", "dqn"),
            Map.entry("PPO", "ppo"),
            Map.entry("myopic MSB", "myopic-msb-brand"),
            Map.entry("lagged reserve", "lagged-reserve"),
            Map.entry("second-price", "spa"),
            Map.entry("optimal MSB", "optimal-msb-brand"),
            Map.entry("best constant rho", "best-constant"),
            Map.entry("greedy", "greedy"),
            Map.entry("random rho", "random"),
            Map.entry("second-price, no UAV", "spa-ground"));

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("dmsb")) ? here : Objects.requireNonNull(here.getParent());
    }

    @Test
    void areThoseOfTheRecordedStudy() throws IOException {
        List<String> readme = Files.readAllLines(root().resolve("README.md"));
        int header = readme.indexOf(HEADER);
        assertTrue(header >= 0, "no table with the header " + HEADER);
        List<String> rows = readme.stream()
                .skip(header + 2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        Map<String, Map<String, String>> recorded = recorded();
        List<String> seen = new ArrayList<>();
        for (String row : rows) {
            List<String> cells =
                    Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
            String method = Objects.requireNonNull(METHODS.get(cells.get(1)), row);
            seen.add(method);
            List<String> expected = new ArrayList<>();
            for (String experiment : List.of("three", "nine")) {
                Map<String, String> served = run(recorded, experiment, method, "served");
                Map<String, String> never = run(recorded, experiment, method, "never");
                expected.add(figure(served));
                expected.add(never.get(FRACTION).equals(served.get(FRACTION)) ? "=" : figure(never));
            }
            assertEquals(
                    expected,
                    cells.subList(2, 6).stream()
                            .map(cell -> cell.replace("*", ""))
                            .toList(),
                    row);
        }
        assertEquals(
                METHODS.values().stream().sorted().toList(),
                seen.stream().sorted().toList());
    }

    private static Map<String, String> run(
            Map<String, Map<String, String>> recorded, String experiment, String method, String reveal) {
        return Objects.requireNonNull(recorded.get(String.join(",", experiment, method, reveal)));
    }

    /** A fraction and its interval, rounded to three digits. */
    private static String figure(Map<String, String> run) {
        return rounded(run.get(FRACTION)) + " [" + rounded(run.get(FRACTION + "Low")) + ", "
                + rounded(run.get(FRACTION + "High")) + "]";
    }

    private static String rounded(String number) {
        return new BigDecimal(number)
                .setScale(3, RoundingMode.HALF_UP)
                .toPlainString()
                .substring(1);
    }

    /** The cells of the recorded table by their column, of each experiment, method and reveal. */
    private static Map<String, Map<String, String>> recorded() throws IOException {
        List<String> lines = Files.readAllLines(root().resolve("docs/results/reveal/summary.csv"));
        List<String> columns = List.of(lines.get(0).split(",", -1));
        Map<String, Map<String, String>> runs = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> run = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                run.put(columns.get(i), cells[i]);
            }
            runs.put(String.join(",", run.get("experiment"), run.get("method"), run.get("reveal")), run);
        }
        return runs;
    }
}
