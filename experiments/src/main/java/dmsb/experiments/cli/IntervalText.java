package dmsb.experiments.cli;

import dmsb.experiments.statistics.Interval;
import java.util.function.DoubleFunction;

/** An estimate with its interval as text, such as {@code 1.05 s [1.01, 1.09]}. */
final class IntervalText {
    private IntervalText() {}

    /** The estimate, and the interval behind it if one is known. */
    static String of(Interval interval, DoubleFunction<String> number) {
        return of(interval, number, "", " ");
    }

    /** The same with a unit behind the estimate and a gap of some width before the interval. */
    static String of(Interval interval, DoubleFunction<String> number, String unit, String gap) {
        String bounds = interval.isKnown()
                ? gap + "[" + number.apply(interval.low()) + ", " + number.apply(interval.high()) + "]"
                : "";
        return number.apply(interval.estimate()) + unit + bounds;
    }
}
