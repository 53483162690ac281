package dmsb.experiments.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;

/** Ticks of axes: round, and as far as the data goes, whatever the magnitude. */
class AxisProperties {
    @Provide
    Arbitrary<Double> anyMagnitude() {
        Arbitrary<Double> mantissa = Arbitraries.doubles().between(-10, 10).ofScale(6);
        Arbitrary<Integer> exponent =
                Arbitraries.integers().between(-298, 298).withDistribution(RandomDistribution.uniform());
        return Combinators.combine(mantissa, exponent).as((m, e) -> m * Math.pow(10, e));
    }

    @Property
    void coveringTicksAreRoundAndCoverTheData(
            @ForAll("anyMagnitude") double a,
            @ForAll("anyMagnitude") double b,
            @ForAll @IntRange(min = 1, max = 10) int steps) {
        Span data = Span.EMPTY.with(a).with(b);
        Axis axis = Axis.covering(data, steps);
        assertRound(axis);
        assertTrue(axis.low() <= data.low(), () -> axis + " begins after " + data);
        assertTrue(axis.high() >= data.high(), () -> axis + " ends before " + data);
        assertTrue(axis.ticks().size() >= 2 && axis.ticks().size() <= steps + 3, () -> axis + " for " + steps);
    }

    @Property
    void ticksWithinAreRoundAndOnTheAxis(
            @ForAll("anyMagnitude") double a,
            @ForAll("anyMagnitude") double b,
            @ForAll @IntRange(min = 1, max = 10) int steps) {
        Span data = Span.EMPTY.with(a).with(b);
        Axis axis = Axis.within(data, steps);
        assertRound(axis);
        assertTrue(axis.low() <= data.low() && axis.high() >= data.high());
        assertTrue(axis.ticks().size() <= steps + 1, () -> axis + " for " + steps);
        for (BigDecimal tick : axis.ticks()) {
            double value = tick.doubleValue();
            assertTrue(value >= axis.low() && value <= axis.high(), () -> tick + " is not on " + axis);
        }
    }

    @Property
    void nearlyEqualValuesStillMakeAnAxis(
            @ForAll("anyMagnitude") double value, @ForAll @IntRange(min = 0, max = 1000) int parts) {
        Span data = Span.EMPTY.with(value).with(value * (1 + parts * 1e-15));
        Axis axis = Axis.covering(data, 5);
        assertRound(axis);
        assertTrue(axis.high() > axis.low());
        double at = axis.position(value, 0, 100);
        assertTrue(at >= 0 && at <= 100, () -> value + " at " + at + " of " + axis);
    }

    @Property
    void labelsDiffer(@ForAll("anyMagnitude") double a, @ForAll("anyMagnitude") double b) {
        Axis axis = Axis.covering(Span.EMPTY.with(a).with(b), 6);
        Set<String> labels = new HashSet<>();
        axis.ticks().forEach(tick -> labels.add(axis.label(tick)));
        assertEquals(axis.ticks().size(), labels.size(), () -> axis + " " + labels);
    }

    @Example
    void ordinaryTicksAreTheOnesAHandWouldDraw() {
        Axis axis = Axis.covering(new Span(0.528, 0.967), 6);
        assertEquals(List.of("0.5", "0.6", "0.7", "0.8", "0.9", "1.0"), labels(axis));
        assertEquals(List.of("0", "1000", "2000", "3000"), labels(Axis.within(new Span(0, 3000), 4)));
        assertEquals(List.of("\u221220", "0", "20", "40"), labels(Axis.covering(new Span(-3, 38), 4)));
    }

    @Example
    void largeAndSmallMagnitudesShareAPowerOfTen() {
        Axis large = Axis.covering(new Span(0, 3.2e7), 4);
        assertEquals(List.of("0", "10", "20", "30", "40"), labels(large));
        assertEquals(" (\u00d710\u2076)", large.factor());
        Axis small = Axis.covering(new Span(0, 3e-5), 3);
        assertEquals(List.of("0", "10", "20", "30"), labels(small));
        assertEquals(" (\u00d710\u207b\u2076)", small.factor());
    }

    @Example
    void noDataMakesAxisFromZeroToOne() {
        Axis axis = Axis.covering(Span.EMPTY, 5);
        assertEquals(0, axis.low());
        assertEquals(1, axis.high());
    }

    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(axis::label).toList();
    }

    /** Every tick is a whole multiple of the step, and the step is 1, 2 or 5 times a power of ten. */
    private static void assertRound(Axis axis) {
        assertTrue(List.of(1, 2, 5).contains(axis.step().unscaledValue().intValueExact()), () -> "step " + axis.step());
        BigDecimal before = null;
        for (BigDecimal tick : axis.ticks()) {
            assertEquals(0, tick.remainder(axis.step()).signum(), () -> "tick " + tick);
            if (before != null) {
                assertEquals(0, tick.subtract(before).compareTo(axis.step()), () -> "tick " + tick);
            }
            before = tick;
        }
    }
}
