package dmsb.experiments.reproduction;

import dmsb.experiments.figure.Look;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.StudyResults;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The look of every method of a study: one for the whole page, and for methods of the paper the same on every page. */
final class Looks {
    private static final Map<String, Look> KNOWN = known();

    private final Map<String, Look> looks = new HashMap<>();

    private Looks() {}

    private static Map<String, Look> known() {
        Map<String, Look> known = new LinkedHashMap<>();
        // The first six have a colour of their own and an unbroken line. Below them stand their relatives.
        List<List<String>> rows = List.of(
                List.of(Methods.DMSB, Methods.PPO, "sac", "dqn", Methods.LINEAR_FILTER, Methods.LAGGED_RESERVE),
                List.of(Methods.DMSB_CURRENT, "optimal-msb", "myopic-msb", "spa", "greedy", "best-constant"),
                List.of(
                        Methods.DMSB_LONG,
                        "optimal-msb-brand",
                        "myopic-msb-brand",
                        "spa-ground",
                        "value-of-information",
                        "random"),
                List.of(Methods.DMSB_PLANNING, Methods.PPO_LONG, Methods.DMSB_GRID));
        for (int dash = 0; dash < rows.size(); dash++) {
            for (int colour = 0; colour < rows.get(dash).size(); colour++) {
                known.put(
                        rows.get(dash).get(colour),
                        Look.method(colour + dash * rows.get(0).size()));
            }
        }
        known.put(Methods.FIRST_BEST, Look.CEILING);
        known.put("first-best-grid", new Look(Look.Ink.CEILING, 1));
        return Map.copyOf(known);
    }

    /** The looks of a study: known methods have their own, others the first that no method of the study has. */
    static Looks of(StudyResults results) {
        List<String> methods = Stream.concat(
                        results.experiments().stream()
                                .map(ExperimentResult::methods)
                                .flatMap(List::stream),
                        results.missing().keySet().stream().map(row -> row.method()))
                .distinct()
                .toList();
        Looks looks = new Looks();
        Set<Look> taken = new HashSet<>();
        for (String method : methods) {
            Look known = KNOWN.get(method);
            if (known != null) {
                looks.looks.put(method, known);
                taken.add(known);
            }
        }
        int next = 0;
        for (String method : methods) {
            if (!looks.looks.containsKey(method)) {
                while (next < Look.METHOD_LOOKS && taken.contains(Look.method(next))) {
                    next++;
                }
                looks.looks.put(method, Look.method(next++));
            }
        }
        return looks;
    }

    /** The look of a method of the study. */
    Look of(String method) {
        return looks.getOrDefault(method, Look.CEILING);
    }
}
