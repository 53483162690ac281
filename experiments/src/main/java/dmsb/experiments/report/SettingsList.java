package dmsb.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keys and values that a reader unfolds when they want them, in the order given.
 *
 * @param summary what is seen while they are folded
 * @param entries the keys and values
 */
public record SettingsList(String summary, List<KeyValue> entries) implements Block {
    /**
     * One setting.
     *
     * @param key its name
     * @param value its value
     */
    public record KeyValue(String key, String value) {}

    /**
     * Copies the entries.
     *
     * @param summary what is seen while they are folded
     * @param entries the keys and values
     */
    public SettingsList {
        entries = List.copyOf(entries);
    }

    /**
     * Settings in the order in which a map gives them.
     *
     * @param summary what is seen while they are folded
     * @param values the settings; a map with an order, if the report is to be the same each time
     * @return the settings
     */
    public static SettingsList of(String summary, Map<String, String> values) {
        List<KeyValue> entries = new ArrayList<>();
        values.forEach((key, value) -> entries.add(new KeyValue(key, value)));
        return new SettingsList(summary, entries);
    }
}
