package dmsb.experiments.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis with round ticks: whole multiples of 1, 2 or 5 times a power of ten, kept as decimals so that they are exact.
 * (Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990.)
 *
 * @param low where the axis begins
 * @param high where it ends, above low
 * @param step the distance of two ticks
 * @param ticks the ticks on the axis, rising
 */
record Axis(double low, double high, BigDecimal step, List<BigDecimal> ticks) {
    /** A span below this part of the values cannot be resolved by doubles: it counts as none. */
    private static final double RESOLUTION = 1e-12;

    /** Below this a power of ten is no longer a normal double with room to spare: it counts as zero. */
    private static final double SMALLEST = 1e-290;

    /** How many digits of a measured place a tick shows. */
    private static final int DIGITS = 6;

    private static final double PLAIN_BELOW = 1e6;
    private static final double PLAIN_FROM = 1e-3;

    Axis {
        ticks = List.copyOf(ticks);
    }

    /** An axis from one tick to another that covers all values, with about so many steps. */
    static Axis covering(Span values, int steps) {
        Span range = widened(values);
        BigDecimal step = step(range, steps);
        List<BigDecimal> ticks = ticks(
                step,
                multiple(range.low(), step, RoundingMode.FLOOR),
                multiple(range.high(), step, RoundingMode.CEILING));
        return new Axis(ticks.get(0).doubleValue(), ticks.get(ticks.size() - 1).doubleValue(), step, ticks);
    }

    /** An axis exactly as long as the values, with the ticks that lie on it, at most one more than steps. */
    static Axis within(Span values, int steps) {
        Span range = widened(values);
        BigDecimal step = step(range, steps);
        List<BigDecimal> ticks = ticks(
                step,
                multiple(range.low(), step, RoundingMode.CEILING),
                multiple(range.high(), step, RoundingMode.FLOOR));
        return new Axis(range.low(), range.high(), step, ticks);
    }

    /** An axis from the first to the last of some rising values, with a tick at each, as far as a reader writes it in a few digits. */
    static Axis at(double[] values) {
        List<BigDecimal> ticks = new ArrayList<>();
        int scale = 0;
        for (double value : values) {
            BigDecimal tick =
                    BigDecimal.valueOf(value).round(new MathContext(DIGITS)).stripTrailingZeros();
            ticks.add(tick);
            scale = Math.max(scale, tick.scale());
        }
        return new Axis(values[0], values[values.length - 1], BigDecimal.ONE.movePointLeft(scale), ticks);
    }

    /** Whether the labels of all ticks stand apart on so many pixels. */
    boolean apart(double width, double fontSize, double gap) {
        for (int i = 1; i < ticks.size(); i++) {
            double distance = position(ticks.get(i).doubleValue(), 0, width)
                    - position(ticks.get(i - 1).doubleValue(), 0, width);
            double halves =
                    TextWidth.of(label(ticks.get(i)), fontSize) + TextWidth.of(label(ticks.get(i - 1)), fontSize);
            if (distance < halves / 2 + gap) {
                return false;
            }
        }
        return true;
    }

    /** Where a value lies between two coordinates. */
    double position(double value, double from, double to) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /** The power of ten that is taken out of the labels: a multiple of three, 0 for ordinary magnitudes. */
    int exponent() {
        double largest = Math.max(Math.abs(low), Math.abs(high));
        if (largest < PLAIN_BELOW && largest >= PLAIN_FROM) {
            return 0;
        }
        return 3 * Math.floorDiv((int) Math.floor(StrictMath.log10(largest)), 3);
    }

    /** A tick's label, all of them with the same decimals. */
    String label(BigDecimal tick) {
        int exponent = exponent();
        int decimals = Math.max(0, step.scale() + exponent);
        return NumberText.plain(tick.movePointLeft(exponent).setScale(decimals, RoundingMode.UNNECESSARY));
    }

    /** What has to be added to the axis label for {@link #exponent()}, with a space before it. */
    String factor() {
        return exponent() == 0 ? "" : " (" + NumberText.powerOfTen(exponent()) + ")";
    }

    /** The width of the widest label. */
    double labelWidth(double fontSize) {
        double widest = 0;
        for (BigDecimal tick : ticks) {
            widest = Math.max(widest, TextWidth.of(label(tick), fontSize));
        }
        return widest;
    }

    private static Span widened(Span values) {
        if (values.isEmpty()) {
            return new Span(0, 1);
        }
        double size = Math.max(Math.abs(values.low()), Math.abs(values.high()));
        if (size < SMALLEST) {
            return new Span(-1, 1);
        }
        if (values.high() - values.low() > RESOLUTION * size) {
            return values;
        }
        double margin = 0.05 * size;
        return new Span(values.low() - margin, values.high() + margin);
    }

    /** The smallest of 1, 2, 5 times a power of ten that needs no more than so many steps for the range. */
    private static BigDecimal step(Span range, int steps) {
        double raw = (range.high() - range.low()) / steps;
        int power = (int) Math.floor(StrictMath.log10(raw));
        for (int scale = -power; ; scale--) {
            for (int digit : new int[] {1, 2, 5}) {
                BigDecimal step = BigDecimal.valueOf(digit, scale);
                if (step.doubleValue() >= raw) {
                    return step;
                }
            }
        }
    }

    /** The value as a reader writes it: 0.1 is not beyond the tick at 0.1, although the double is. */
    private static long multiple(double value, BigDecimal step, RoundingMode mode) {
        return BigDecimal.valueOf(value).divide(step, 0, mode).longValueExact();
    }

    private static List<BigDecimal> ticks(BigDecimal step, long first, long last) {
        List<BigDecimal> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(step.multiply(BigDecimal.valueOf(i)));
        }
        return ticks;
    }
}
