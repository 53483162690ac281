package dmsb.experiments.figure;

import dmsb.core.argument.Require;
import dmsb.core.math.ShortestDecimal;
import java.util.List;

/**
 * One bar: a value, or parts that sum to it, with or without an interval.
 *
 * @param name what it is the value of
 * @param value its length; NaN leaves the row empty
 * @param low the interval's lower end, NaN for none
 * @param high the interval's upper end, NaN for none
 * @param parts the pieces of a stacked bar, in order, or empty for a plain one
 * @param group a heading for this and the following bars of the same group, blank for none
 */
public record Bar(String name, double value, double low, double high, List<Part> parts, String group) {
    /** How far the value may be from the sum of its parts, relative to the larger of the value and 1: rounding of a sum. */
    private static final double ROUNDING = 1e-9;

    /**
     * Checks and copies.
     *
     * @param name what it is the value of
     * @param value its length; NaN leaves the row empty
     * @param low the interval's lower end, NaN for none
     * @param high the interval's upper end, NaN for none
     * @param parts the pieces of a stacked bar, in order, or empty for a plain one
     * @param group a heading for this and the following bars of the same group, blank for none
     * @throws IllegalArgumentException if the name is blank, low is above high, or the parts do not sum to the value
     */
    public Bar {
        Require.notBlank("bar name", name);
        Drawable.requireOrdered("bar '" + name + "'", low, high);
        parts = List.copyOf(parts);
        double sum = sum(parts);
        if (!parts.isEmpty() && Math.abs(sum - value) > ROUNDING * Math.max(1, Math.abs(value))) {
            throw Require.refusal("bar '" + name + "'", "parts that sum to " + ShortestDecimal.of(value), sum);
        }
    }

    /**
     * A plain bar without an interval.
     *
     * @param name what it is the value of
     * @param value its length
     * @return the bar
     */
    public static Bar of(String name, double value) {
        return of(name, value, Double.NaN, Double.NaN);
    }

    /**
     * A plain bar with an interval.
     *
     * @param name what it is the value of
     * @param value its length
     * @param low the interval's lower end
     * @param high the interval's upper end
     * @return the bar
     */
    public static Bar of(String name, double value, double low, double high) {
        return new Bar(name, value, low, high, List.of(), "");
    }

    /**
     * A stacked bar without an interval; its value is the sum of its parts.
     *
     * @param name what it is the value of
     * @param parts the pieces, in order
     * @return the bar
     */
    public static Bar stacked(String name, Part... parts) {
        List<Part> list = List.of(parts);
        return new Bar(name, list.isEmpty() ? Double.NaN : sum(list), Double.NaN, Double.NaN, list, "");
    }

    /**
     * The same bar with an interval around its value.
     *
     * @param newLow the interval's lower end
     * @param newHigh the interval's upper end
     * @return a new bar
     */
    public Bar withInterval(double newLow, double newHigh) {
        return new Bar(name, value, newLow, newHigh, parts, group);
    }

    /**
     * The same bar in a group.
     *
     * @param heading what stands above the group
     * @return a new bar
     */
    public Bar inGroup(String heading) {
        return new Bar(name, value, low, high, parts, heading);
    }

    boolean drawable() {
        return Drawable.is(value) && parts.stream().allMatch(part -> Drawable.is(part.value()));
    }

    boolean hasInterval() {
        return drawable() && Drawable.is(low) && Drawable.is(high);
    }

    /** The value with its interval and its parts, as text. */
    String text() {
        StringBuilder text = new StringBuilder(NumberText.significant(value, 4));
        if (hasInterval()) {
            text.append(' ').append(NumberText.interval(low, high, 4));
        }
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? " = " : " + ").append(parts.get(i).name()).append(' ');
            text.append(NumberText.significant(parts.get(i).value(), 4));
        }
        return text.toString();
    }

    private static double sum(List<Part> parts) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.value();
        }
        return sum;
    }
}
