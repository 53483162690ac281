package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.auction.market.Scenario;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The pages of settings have every key, and the values of the presets. */
class SettingsPagesTest {
    private static final Path DOCS = Path.of("..", "docs");

    /** The cells of the table that has a header, a list a line. */
    private static List<List<String>> table(String page, String header) throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve(page));
        int start = lines.indexOf(header);
        return lines.subList(start + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(SettingsPagesTest::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }

    /** The settings that a column gives values to, the keys being in the first one. */
    private static Map<String, Object> settings(List<List<String>> table, int column) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (List<String> row : table) {
            if (!row.get(column).isEmpty()) {
                settings.putAll(Yaml.parse(row.get(0) + ": " + row.get(column), "a page of settings"));
            }
        }
        return settings;
    }

    @Test
    void scenariosHaveTheKeysAndTheDefaults() throws IOException {
        List<List<String>> table = table("scenarios.md", "| key | `paper` | may be | what |");
        assertEquals(
                Presets.SCENARIOS.keys(), table.stream().map(row -> row.get(0)).toList());
        assertEquals(Scenario.preset("paper"), Presets.SCENARIOS.exact(settings(table, 1)));
    }

    @Test
    void scenariosHaveThePresets() throws IOException {
        List<List<String>> table = table("scenarios.md", "| name | what differs from `paper` |");
        assertEquals(
                Presets.SCENARIOS.names(), table.stream().map(row -> row.get(0)).toList());
    }

    @Test
    void learnersHaveTheKeysAndTheValuesOfAllPresets() throws IOException {
        String header = Files.readAllLines(DOCS.resolve("learners.md")).stream()
                .filter(line -> line.startsWith("| key | d2sac"))
                .findFirst()
                .orElseThrow();
        List<List<String>> table = table("learners.md", header);
        List<String> columns = cells(header);
        int column = 0;
        for (String agent : Learners.agents()) {
            for (String preset : Learners.of(agent).names()) {
                assertEquals(agent + " " + preset, columns.get(++column));
                assertEquals(
                        Learners.of(agent).load(preset, Map.of()),
                        Learners.of(agent).exact(settings(table, column)),
                        columns.get(column));
            }
        }
        assertEquals(columns.size() - 1, column);
    }

    @Test
    void learnersSayWhatEveryKeyIs() throws IOException {
        Set<String> explained = new HashSet<>();
        table("learners.md", "| key | what |")
                .forEach(row -> explained.addAll(List.of(row.get(0).split(", "))));
        Set<String> keys = new HashSet<>();
        Learners.agents().forEach(agent -> keys.addAll(Learners.of(agent).keys()));
        assertEquals(keys, explained);
    }
}
