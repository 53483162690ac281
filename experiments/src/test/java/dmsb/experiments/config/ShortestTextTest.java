package dmsb.experiments.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.core.math.ShortestDecimal;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

/** The fast way to the shortest decimal gives what the slow one gives, digit for digit. */
class ShortestTextTest {
    private static final RandomStream RANDOM = SeedTree.of(3).stream();

    private static void same(double value) {
        assertEquals(ShortestDecimal.of(value), Decimal.shortest(value));
        assertEquals(ShortestDecimal.of(-value), Decimal.shortest(-value));
    }

    @Test
    void ofAnyBits() {
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(RANDOM.nextLong());
            same(value);
        }
    }

    @Test
    void ofUsualSizes() {
        for (int i = 0; i < 50_000; i++) {
            same(RANDOM.nextDouble() * StrictMath.pow(10, RANDOM.nextInt(30) - 12));
            same(RANDOM.nextInt(100_000) / 1000.0);
            same((double) (RANDOM.nextLong() >>> RANDOM.nextInt(64)));
        }
    }

    @Test
    void ofPowersAndTheirNeighbours() {
        for (int e = Double.MIN_EXPONENT - 52; e <= Double.MAX_EXPONENT; e++) {
            double power = StrictMath.scalb(1.0, e);
            same(power);
            same(Math.nextUp(power));
            same(Math.nextDown(power));
        }
        for (int e = -323; e <= 308; e++) {
            for (int digits = 1; digits < 1000; digits += 7) {
                same(Double.parseDouble(digits + "e" + e));
            }
        }
    }

    @Test
    void atTheBordersOfTheLayouts() {
        for (double value : new double[] {
            0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            1e-7,
            1e-3,
            1e7,
            1e15,
            1234567890123456.0,
            12345678901234568.0,
            999999999999999.9,
            1.25e-7,
            9.99e-8,
            0.00123456,
            12345678.5,
            Double.POSITIVE_INFINITY,
            Double.NaN
        }) {
            same(value);
            same(Math.nextUp(value));
            same(Math.nextDown(value));
        }
    }
}
