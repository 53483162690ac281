package dmsb.core.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

/** Against StrictMath itself, to the bit. */
class FastStrictMathTest {
    private static final int DRAWS = 500_000;

    @Test
    void everyKindOfArgumentGivesTheBitsOfStrictMath() {
        RandomStream random = SeedTree.of(5).stream();
        for (int i = 0; i < DRAWS; i++) {
            check(Double.longBitsToDouble(random.nextLong())); // any bits: all exponents, infinities, NaNs
            check((random.nextDouble() - 0.5) * (1 << i % 12)); // both signs, every reduction by ln 2
            check(random.nextGaussian() * 0x1p-27); // about where exp(x) becomes 1 + x
            check(1.0 + random.nextGaussian() * 0x1p-19); // about where the logarithm changes its formula
            check(1e6 * random.nextDouble());
        }
    }

    @Test
    void bordersOfBranchesGiveTheBitsOfStrictMath() {
        double[] borders = {
            0.0,
            0x1p-28,
            0x1p-20,
            0.5 * StrictMath.log(2),
            1.5 * StrictMath.log(2),
            StrictMath.sqrt(0.5),
            1.0,
            StrictMath.sqrt(2),
            2.0,
            699.0,
            700.0,
            709.782712893384,
            745.1332191019411,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NaN
        };
        for (double border : borders) {
            checkAround(border);
            checkAround(-border);
        }
        for (int k = 1; k < 1000; k++) {
            checkAround(k * StrictMath.log(2) / 2);
            checkAround(-k * StrictMath.log(2) / 2);
        }
        // Significands with the high words at which fdlibm's formulas change, one word to each side.
        for (int high :
                new int[] {0x3fd62e42, 0x3ff0a2b2, 0x3ff6147a, 0x3ff6b851, 0x3ff6a09b, 0x3ff6a09c, 0x3feffffe}) {
            for (int step = -2; step <= 2; step++) {
                checkAround(Double.longBitsToDouble((long) (high + step) << 32));
            }
        }
    }

    private static void checkAround(double x) {
        double below = x;
        double above = x;
        for (int i = 0; i < 20; i++) {
            check(below);
            check(above);
            below = Math.nextDown(below);
            above = Math.nextUp(above);
        }
    }

    private static void check(double x) {
        if (bits(StrictMath.exp(x)) != bits(FastStrictMath.exp(x))) {
            assertEquals(StrictMath.exp(x), FastStrictMath.exp(x), "exp of " + Double.toHexString(x));
        }
        if (bits(StrictMath.log(x)) != bits(FastStrictMath.log(x))) {
            assertEquals(StrictMath.log(x), FastStrictMath.log(x), "log of " + Double.toHexString(x));
        }
    }

    private static long bits(double x) {
        return Double.doubleToLongBits(x);
    }
}
