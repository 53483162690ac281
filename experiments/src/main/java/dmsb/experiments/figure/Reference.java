package dmsb.experiments.figure;

import dmsb.core.argument.Require;

/**
 * A value that does not move, drawn as a line across the plot.
 *
 * @param name what it is the value of, such as a rule that does not learn
 * @param value where the line goes, in the unit of the value axis; not drawn if it is not finite
 * @param look its colour and dash
 */
public record Reference(String name, double value, Look look) {
    /**
     * Checks the name.
     *
     * @param name what it is the value of, such as a rule that does not learn
     * @param value where the line goes, in the unit of the value axis; not drawn if it is not finite
     * @param look its colour and dash
     * @throws IllegalArgumentException if the name is blank
     */
    public Reference {
        Require.notBlank("reference name", name);
    }

    boolean drawable() {
        return Drawable.is(value);
    }
}
