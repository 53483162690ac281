package dmsb.experiments.reproduction;

import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.MethodResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The horizontal axis of an experiment: the first of its keys that has a different number in every cell, a range standing
 * for its middle.
 *
 * @param key the key
 * @param label what the axis measures, with its unit
 */
record SweptKey(String key, String label) {
    private static final Map<String, String> LABELS = Map.of(
            PaperStudy.SELLERS_KEY,
            "ground base stations N",
            "uplinkMHz",
            "bandwidth, middle of its range (MHz)",
            "downlinkMHz",
            "bandwidth, middle of its range (MHz)",
            "taskMB",
            "size of tasks, middle of its range (MB)",
            "persistence",
            "persistence of the market from slot to slot",
            "uavLag",
            "age of the UAV's news (slots)",
            "uavNoise",
            "noise of the UAV's estimate (standard deviation of its log)");

    /** The axis of an experiment, if it has one. */
    static Optional<SweptKey> of(ExperimentResult experiment) {
        List<MarketCell> cells = experiment.cells();
        return experiment.keys().stream()
                .filter(key -> cells.size() > 1
                        && cells.stream()
                                        .mapToDouble(cell -> cell.number(key))
                                        .filter(Double::isFinite)
                                        .distinct()
                                        .count()
                                == cells.size())
                .findFirst()
                .map(key -> new SweptKey(key, LABELS.getOrDefault(key, key)));
    }

    /** Outcomes in the order of their experiment's axis, or as they are if it has none. */
    static List<MethodResult> sorted(ExperimentResult experiment, List<MethodResult> outcomes) {
        return of(experiment)
                .map(axis -> outcomes.stream()
                        .sorted(Comparator.comparingDouble(
                                outcome -> outcome.cell().number(axis.key())))
                        .toList())
                .orElse(outcomes);
    }
}
