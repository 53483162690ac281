package dmsb.experiments.figure;

import dmsb.core.argument.Require;

/**
 * A piece of a stacked bar.
 *
 * @param name what it is; pieces of one name have one look across the chart
 * @param value its length; negative ones are stacked to the other side of zero
 * @param look its colour
 */
public record Part(String name, double value, Look look) {
    /**
     * Checks the name.
     *
     * @param name what it is; pieces of one name have one look across the chart
     * @param value its length; negative ones are stacked to the other side of zero
     * @param look its colour
     * @throws IllegalArgumentException if the name is blank
     */
    public Part {
        Require.notBlank("part name", name);
    }
}
