package dmsb.core.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RequireTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void whatIsAsRequiredComesBack() {
        for (double value : new double[] {-Double.MAX_VALUE, -3, -0.0, Double.MIN_VALUE, 1, Double.MAX_VALUE}) {
            assertEquals(value, Require.finite("x", value));
            assertEquals(value, Require.finite("x", 1, value));
            assertEquals(value, Require.within("x", value, value, value));
            assertEquals(value, Require.within("x", 1, value, value, INFINITY));
            assertEquals(value, Require.atLeast("x", value, value));
        }
        for (double value : new double[] {-0.0, 0, Double.MIN_VALUE, Double.MAX_VALUE}) {
            assertEquals(value, Require.notNegative("x", value));
            assertEquals(value, Require.notNegative("x", 1, value));
        }
        assertEquals(Double.MIN_VALUE, Require.positive("x", Double.MIN_VALUE));
        assertEquals(INFINITY, Require.within("x", INFINITY, 1, INFINITY));
        assertEquals(-7, Require.atLeast("x", -7, -7));
        assertEquals(1L << 40, Require.atLeast("x", 1L << 40, 3));
        assertEquals(3, Require.within("x", 3, 3, 3));
        assertEquals(1L << 40, Require.within("x", 1L << 40, 0, 1L << 40));
        assertEquals(0, Require.size("x", 0, 0));
        assertEquals(4, Require.room("x", 4, 3));
        assertEquals(5, Require.exactly("x", 5, 5));
        assertEquals(" a", Require.notBlank("x", " a"));
    }

    @Test
    void aRefusalNamesTheArgumentWhatWasExpectedAndWhatCameInItsShortestForm() {
        refused("x: expected a finite number, got NaN", () -> Require.finite("x", NAN));
        refused("x[2]: expected a finite number, got -Infinity", () -> Require.finite("x", 2, -INFINITY));
        refused("x: expected a finite number from 0, got -3", () -> Require.notNegative("x", -3.0));
        refused("x[4]: expected a finite number from 0, got -0.1", () -> Require.notNegative("x", 4, -0.1));
        refused("x: expected a positive finite number, got 0", () -> Require.positive("x", -0.0));
        refused("x: expected a finite number from 2.5, got 2", () -> Require.atLeast("x", 2.0, 2.5));
        refused("x: expected a finite number from 2, got Infinity", () -> Require.atLeast("x", INFINITY, 2));
        refused("x: expected a whole number from 1, got 0", () -> Require.atLeast("x", 0, 1));
        refused("x: expected a whole number from 1, got -9000000000", () -> Require.atLeast("x", -9_000_000_000L, 1));
        refused("x: expected a number from 0 to 1, got 1.25", () -> Require.within("x", 1.25, 0, 1));
        refused("x: expected a number from 1 to Infinity, got NaN", () -> Require.within("x", NAN, 1, INFINITY));
        refused("x[7]: expected a number from 0 to 1, got 2", () -> Require.within("x", 7, 2.0, 0, 1));
        refused("x: expected a whole number from 0 to 8, got 9", () -> Require.within("x", 9, 0, 8));
        refused("x: expected a whole number from 0 to 8, got -1", () -> Require.within("x", -1L, 0, 8));
        refused("x: expected 3, got 2", () -> Require.exactly("x", 2, 3));
        refused("x: expected 3 elements, got 2", () -> Require.size("x", 2, 3));
        refused("x: expected at least 3 elements, got 2", () -> Require.room("x", 2, 3));
        refused("x: expected text, got a blank string", () -> Require.notBlank("x", " \t"));
    }

    @Test
    void nanSatisfiesNothing() {
        for (DoubleUnaryOperator check : new DoubleUnaryOperator[] {
            x -> Require.finite("x", x),
            x -> Require.notNegative("x", x),
            x -> Require.notNegative("x", 0, x),
            x -> Require.positive("x", x),
            x -> Require.atLeast("x", x, -INFINITY),
            x -> Require.within("x", x, -INFINITY, INFINITY)
        }) {
            assertThrows(IllegalArgumentException.class, () -> check.applyAsDouble(NAN));
        }
    }

    private static void refused(String message, Executable check) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, check).getMessage());
    }
}
