package dmsb.experiments.sweep;

import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The scenario keys that an experiment varies, key {@code vary}: a mapping of keys to lists of values, of which every
 * combination is a point, or a list of such mappings, within each of which the keys step together.
 */
final class ParameterGrid {
    private static final String VARY = "vary";

    private final ConfigSection experiment;

    ParameterGrid(ConfigSection experiment) {
        this.experiment = experiment;
    }

    /** The points, values by key; one without any if nothing varies. The first key varies slowest. */
    List<Map<String, Object>> points() {
        List<Map<String, Object>> points = List.of(Map.of());
        Set<String> seen = new HashSet<>(experiment.section("set").keys());
        for (ConfigSection group : groups()) {
            for (String key : group.keys()) {
                if (!seen.add(key)) {
                    throw group.refusal(key, "a key that is neither set nor varied already");
                }
            }
            List<Map<String, Object>> steps = steps(group);
            StudyParser.requireAtMost(experiment, (long) points.size() * steps.size());
            points = product(points, steps);
        }
        return points;
    }

    private List<ConfigSection> groups() {
        if (!experiment.has(VARY)) {
            return List.of();
        }
        if (experiment.isList(VARY)) {
            return experiment.sections(VARY);
        }
        ConfigSection all = experiment.section(VARY);
        return all.keys().stream()
                .map(key -> ConfigSection.of(all.place(), Map.of(key, all.list(key))))
                .toList();
    }

    private static List<Map<String, Object>> steps(ConfigSection group) {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (String key : group.keys()) {
            List<Object> values = group.list(key);
            for (int i = 0; i < values.size(); i++) {
                if (steps.size() == i) {
                    steps.add(new LinkedHashMap<>());
                }
                steps.get(i).put(key, values.get(i));
            }
        }
        for (String key : group.keys()) {
            if (group.list(key).size() != steps.size()) {
                throw group.refusal(key, steps.size() + " values, as many as the keys it steps together with");
            }
        }
        if (new HashSet<>(steps).size() < steps.size()) {
            throw new UsageException(group.place() + ": expected each value once, got " + group.toMap());
        }
        return steps;
    }

    private static List<Map<String, Object>> product(
            List<Map<String, Object>> points, List<Map<String, Object>> steps) {
        List<Map<String, Object>> product = new ArrayList<>();
        for (Map<String, Object> point : points) {
            for (Map<String, Object> step : steps) {
                Map<String, Object> combined = new LinkedHashMap<>(point);
                combined.putAll(step);
                product.add(combined);
            }
        }
        return product;
    }
}
