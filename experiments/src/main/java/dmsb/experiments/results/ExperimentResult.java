package dmsb.experiments.results;

import java.util.List;
import java.util.Optional;

/**
 * One experiment of a study: methods on markets.
 *
 * @param name its name
 * @param keys the scenario keys that it varies, in order
 * @param cells its markets, in the study's order
 * @param methods its methods, in the study's order
 * @param outcomes what was found; a method in a cell none of whose runs was made is not among them
 */
public record ExperimentResult(
        String name, List<String> keys, List<MarketCell> cells, List<String> methods, List<MethodResult> outcomes) {
    /** Copies the lists. */
    public ExperimentResult {
        keys = List.copyOf(keys);
        cells = List.copyOf(cells);
        methods = List.copyOf(methods);
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Whether it is one on slots of several tasks and UAVs.
     *
     * @return true if any run was made, and all were measured on such slots
     */
    public boolean isOfSlots() {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(MethodResult::isOfSlots);
    }

    /**
     * What was found for a method in a cell.
     *
     * @param method the method
     * @param cell the cell
     * @return the outcome, if any run of it was made
     */
    public Optional<MethodResult> outcome(String method, MarketCell cell) {
        return outcomes.stream()
                .filter(outcome ->
                        outcome.method().equals(method) && outcome.cell().equals(cell))
                .findFirst();
    }

    /**
     * What was found in a cell.
     *
     * @param cell the cell
     * @return the outcomes, in the order of the methods
     */
    public List<MethodResult> in(MarketCell cell) {
        return outcomes.stream().filter(outcome -> outcome.cell().equals(cell)).toList();
    }

    /**
     * What was found for a method.
     *
     * @param method the method
     * @return the outcomes, in the order of the cells
     */
    public List<MethodResult> of(String method) {
        return outcomes.stream()
                .filter(outcome -> outcome.method().equals(method))
                .toList();
    }

    /**
     * The cell in which a key has a value.
     *
     * @param key the key
     * @param value its value as a number
     * @return the first such cell, if there is one
     */
    public Optional<MarketCell> cell(String key, double value) {
        return cells.stream().filter(cell -> cell.number(key) == value).findFirst();
    }
}
