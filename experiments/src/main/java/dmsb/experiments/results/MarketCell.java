package dmsb.experiments.results;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One market of an experiment.
 *
 * @param varied the values, as YAML, of the keys that the experiment varies; empty if it has one market only
 */
public record MarketCell(Map<String, String> varied) {
    /** Copies the values, keeping their order. */
    public MarketCell {
        varied = Collections.unmodifiableMap(new LinkedHashMap<>(varied));
    }

    /**
     * The value of a key as a number: a number itself, the middle of a range.
     *
     * @param key one of the varied keys
     * @return the number; NaN if the key is not varied here or its value is neither
     */
    public double number(String key) {
        String text = varied.get(key);
        if (text == null) {
            return Double.NaN;
        }
        Object value;
        try {
            value = Yaml.parse("value: " + text, key).get("value");
        } catch (UsageException e) {
            return Double.NaN;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof List<?> range
                && range.size() == 2
                && range.get(0) instanceof Number low
                && range.get(1) instanceof Number high) {
            return 0.5 * (low.doubleValue() + high.doubleValue());
        }
        return Double.NaN;
    }

    /**
     * The cell in words.
     *
     * @return such as {@code groundStations 3}, blank for the only market
     */
    public String text() {
        return varied.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
