package dmsb.core.argument;

import dmsb.core.math.ShortestDecimal;

/**
 * Checks of arguments. Each returns the argument if it is as required, and else throws an {@link
 * IllegalArgumentException} whose message is {@code NAME: expected ..., got VALUE}, with numbers in their shortest
 * form: 3, not 3.0.
 *
 * <p>A check is one or two comparisons, and a separate method builds the message. So the compiler can inline a check
 * that is called often, and a passed check allocates nothing. NaN satisfies no check.
 */
public final class Require {
    /** What {@link #notNegative(String, double)} expects, in words: for whoever reads such numbers as text. */
    public static final String NOT_NEGATIVE = "a finite number from 0";

    private static final String FINITE = "a finite number";
    private static final String POSITIVE = "a positive finite number";

    private Require() {}

    /**
     * A number that is neither infinite nor NaN.
     *
     * @param name the argument's name
     * @param value the argument
     * @return the argument
     * @throws IllegalArgumentException if it is infinite or NaN
     */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw refusal(name, FINITE, value);
        }
        return value;
    }

    /**
     * An element of an array that is neither infinite nor NaN.
     *
     * @param name the array's name
     * @param index the element's index
     * @param value the element
     * @return the element
     * @throws IllegalArgumentException if it is infinite or NaN
     */
    public static double finite(String name, int index, double value) {
        if (!Double.isFinite(value)) {
            throw refusal(element(name, index), FINITE, value);
        }
        return value;
    }

    /**
     * A finite number from 0 on.
     *
     * @param name the argument's name
     * @param value the argument
     * @return the argument
     * @throws IllegalArgumentException if it is negative, infinite or NaN
     */
    public static double notNegative(String name, double value) {
        if (!(value >= 0.0 && value <= Double.MAX_VALUE)) {
            throw refusal(name, NOT_NEGATIVE, value);
        }
        return value;
    }

    /**
     * An element of an array that is a finite number from 0 on.
     *
     * @param name the array's name
     * @param index the element's index
     * @param value the element
     * @return the element
     * @throws IllegalArgumentException if it is negative, infinite or NaN
     */
    public static double notNegative(String name, int index, double value) {
        if (!(value >= 0.0 && value <= Double.MAX_VALUE)) {
            throw refusal(element(name, index), NOT_NEGATIVE, value);
        }
        return value;
    }

    /**
     * A finite number above 0.
     *
     * @param name the argument's name
     * @param value the argument
     * @return the argument
     * @throws IllegalArgumentException if it is 0, negative, infinite or NaN
     */
    public static double positive(String name, double value) {
        if (!(value > 0.0 && value <= Double.MAX_VALUE)) {
            throw refusal(name, POSITIVE, value);
        }
        return value;
    }

    /**
     * A finite number from a smallest one on.
     *
     * @param name the argument's name
     * @param value the argument
     * @param low the smallest number
     * @return the argument
     * @throws IllegalArgumentException if it is smaller, infinite or NaN
     */
    public static double atLeast(String name, double value, double low) {
        if (!(value >= low && value <= Double.MAX_VALUE)) {
            throw refusal(name, "a finite number from " + ShortestDecimal.of(low), value);
        }
        return value;
    }

    /**
     * A whole number from a smallest one on.
     *
     * @param name the argument's name
     * @param value the argument
     * @param low the smallest number
     * @return the argument
     * @throws IllegalArgumentException if it is smaller
     */
    public static int atLeast(String name, int value, int low) {
        if (value < low) {
            throw refusal(name, "a whole number from " + low, value);
        }
        return value;
    }

    /**
     * A whole number from a smallest one on.
     *
     * @param name the argument's name
     * @param value the argument
     * @param low the smallest number
     * @return the argument
     * @throws IllegalArgumentException if it is smaller
     */
    public static long atLeast(String name, long value, long low) {
        if (value < low) {
            throw refusal(name, "a whole number from " + low, value);
        }
        return value;
    }

    /**
     * A number in a closed interval.
     *
     * @param name the argument's name
     * @param value the argument
     * @param low the smallest number
     * @param high the largest number, which may be infinite
     * @return the argument
     * @throws IllegalArgumentException if it is outside, or NaN
     */
    public static double within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw refusal(name, interval(low, high), value);
        }
        return value;
    }

    /**
     * An element of an array that is a number in a closed interval.
     *
     * @param name the array's name
     * @param index the element's index
     * @param value the element
     * @param low the smallest number
     * @param high the largest number, which may be infinite
     * @return the element
     * @throws IllegalArgumentException if it is outside, or NaN
     */
    public static double within(String name, int index, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw refusal(element(name, index), interval(low, high), value);
        }
        return value;
    }

    /**
     * A whole number in a closed interval.
     *
     * @param name the argument's name
     * @param value the argument
     * @param low the smallest number
     * @param high the largest number
     * @return the argument
     * @throws IllegalArgumentException if it is outside
     */
    public static int within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw refusal(name, "a whole number from " + low + " to " + high, value);
        }
        return value;
    }

    /**
     * A whole number in a closed interval.
     *
     * @param name the argument's name
     * @param value the argument
     * @param low the smallest number
     * @param high the largest number
     * @return the argument
     * @throws IllegalArgumentException if it is outside
     */
    public static long within(String name, long value, long low, long high) {
        if (value < low || value > high) {
            throw refusal(name, "a whole number from " + low + " to " + high, value);
        }
        return value;
    }

    /**
     * A whole number that must be a certain one.
     *
     * @param name the argument's name
     * @param value the argument
     * @param expected the number that it must be
     * @return the argument
     * @throws IllegalArgumentException if it is another one
     */
    public static int exactly(String name, int value, int expected) {
        if (value != expected) {
            throw refusal(name, Integer.toString(expected), value);
        }
        return value;
    }

    /**
     * A number of elements that must be a certain one.
     *
     * @param name the name of what has the elements
     * @param size how many it has
     * @param expected how many it must have
     * @return the number
     * @throws IllegalArgumentException if it is another one
     */
    public static int size(String name, int size, int expected) {
        if (size != expected) {
            throw refusal(name, expected + " elements", size);
        }
        return size;
    }

    /**
     * A number of elements that must be large enough.
     *
     * @param name the name of what has the elements
     * @param size how many it has
     * @param least how many it must have, at least
     * @return the number
     * @throws IllegalArgumentException if it is too small
     */
    public static int room(String name, int size, int least) {
        if (size < least) {
            throw refusal(name, "at least " + least + " elements", size);
        }
        return size;
    }

    /**
     * A text that is more than white space.
     *
     * @param name the argument's name
     * @param text the argument
     * @return the argument
     * @throws IllegalArgumentException if it is empty or blank
     */
    public static String notBlank(String name, String text) {
        if (text.isBlank()) {
            throw refusal(name, "text", "a blank string");
        }
        return text;
    }

    /**
     * The refusal of a number, for a check that only one class needs.
     *
     * @param name the argument's name
     * @param expected what was expected
     * @param got the number that came
     * @return the exception, to be thrown
     */
    public static IllegalArgumentException refusal(String name, String expected, double got) {
        return refusal(name, expected, ShortestDecimal.of(got));
    }

    /**
     * The refusal of a whole number, for a check that only one class needs.
     *
     * @param name the argument's name
     * @param expected what was expected
     * @param got the number that came
     * @return the exception, to be thrown
     */
    public static IllegalArgumentException refusal(String name, String expected, long got) {
        return refusal(name, expected, Long.toString(got));
    }

    /**
     * The refusal of an argument, for a check that only one class needs.
     *
     * @param name the argument's name
     * @param expected what was expected
     * @param got what came
     * @return the exception, to be thrown
     */
    public static IllegalArgumentException refusal(String name, String expected, String got) {
        return new IllegalArgumentException(name + ": expected " + expected + ", got " + got);
    }

    private static String element(String name, int index) {
        return name + "[" + index + "]";
    }

    private static String interval(double low, double high) {
        return "a number from " + ShortestDecimal.of(low) + " to " + ShortestDecimal.of(high);
    }
}
