package dmsb.experiments.reproduction;

import dmsb.auction.market.Range;
import dmsb.auction.market.Scenario;
import dmsb.core.setting.Setting;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.MethodResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The horizontal axis of an experiment: the first of its keys that has a different number in every cell, a range standing
 * for its middle.
 *
 * @param key the key
 * @param label what the axis measures, with its unit
 */
record SweptKey(String key, String label) {
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
                .map(key -> new SweptKey(key, label(key)));
    }

    private static String label(String name) {
        for (Setting<?> key : Scenario.SCHEMA.keys()) {
            if (key.name().equals(name)) {
                return key.title()
                        + (key.standard() instanceof Range ? ", middle of its range" : "")
                        + (key.unit().isEmpty() ? "" : " (" + key.unit() + ")");
            }
        }
        return name;
    }

    /** The outcomes of a method in the order of its experiment's axis, or in that of the cells if it has none. */
    static List<MethodResult> sorted(ExperimentResult experiment, String method) {
        List<MethodResult> outcomes = experiment.of(method);
        return of(experiment).map(axis -> axis.sorted(outcomes)).orElse(outcomes);
    }

    /** Where an outcome stands on the axis. */
    double of(MethodResult outcome) {
        return outcome.cell().number(key);
    }

    /** Outcomes in the order of the axis. */
    List<MethodResult> sorted(List<MethodResult> outcomes) {
        return outcomes.stream().sorted(Comparator.comparingDouble(this::of)).toList();
    }
}
