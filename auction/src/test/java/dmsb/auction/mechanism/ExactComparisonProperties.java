package dmsb.auction.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The winner is decided as in exact arithmetic, from the smallest subnormal to the largest double. */
class ExactComparisonProperties {
    @Property(tries = 20_000)
    void bidsAroundTheRoundedReserve(@ForAll("rhos") double rho, @ForAll("amounts") double other) {
        double reserve = rho * other;
        if (reserve <= Double.MAX_VALUE) {
            check(reserve, rho, other);
            check(Math.nextUp(reserve), rho, other);
            check(Math.max(0.0, Math.nextDown(reserve)), rho, other);
        }
    }

    @Property(tries = 20_000)
    void anyBids(@ForAll("amounts") double bid, @ForAll("rhos") double rho, @ForAll("amounts") double other) {
        check(bid, rho, other);
    }

    @Property(tries = 5_000)
    void quotientsOfBids(@ForAll("amounts") double bid, @ForAll("amounts") double other) {
        double rho = bid / other;
        if (rho >= 1.0 && rho <= Double.MAX_VALUE) {
            check(bid, rho, other);
            check(bid, Math.nextUp(rho), other);
            check(bid, Math.max(1.0, Math.nextDown(rho)), other);
        }
    }

    @Property
    void winnerNeverPaysMoreThanItBid(@ForAll("rhos") double rho, @ForAll("amounts") double other) {
        double bid = Math.nextUp(rho * other);
        if (bid <= Double.MAX_VALUE) {
            Outcome outcome = new ModifiedSecondBid(rho).clear(other, bid);
            assertTrue(outcome.payment(2) <= bid);
        }
    }

    private static void check(double bid, double rho, double other) {
        if (!(bid <= Double.MAX_VALUE && rho <= Double.MAX_VALUE)) {
            return;
        }
        boolean exact = new BigDecimal(bid).compareTo(new BigDecimal(rho).multiply(new BigDecimal(other))) > 0;
        assertEquals(exact, ModifiedSecondBid.exceeds(bid, rho, other), () -> bid + " > " + rho + " * " + other);
        int winner = bid >= other && exact ? 1 : 0;
        assertEquals(winner, new ModifiedSecondBid(rho).clear(bid, other).allocation(1));
    }

    @Provide
    Arbitrary<Double> rhos() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(1.0, 10.0).ofScale(15),
                Arbitraries.integers().between(0, 19).map(a -> StrictMath.pow(10.0, a / 20.0)),
                Arbitraries.longs().between(0, (1L << 52) - 1).map(f -> Double.longBitsToDouble(0x3ff0L << 48 | f)),
                Arbitraries.longs().between(0x3ffL << 52, (0x7ffL << 52) - 1).map(Double::longBitsToDouble));
    }

    /** Every exponent alike, the subnormals many times over. */
    @Provide
    Arbitrary<Double> amounts() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, (0x7ffL << 52) - 1).map(Double::longBitsToDouble),
                Arbitraries.longs().between(0, 1L << 53).map(Double::longBitsToDouble),
                Arbitraries.longs().between(0, 64).map(Double::longBitsToDouble),
                Arbitraries.longs().between(0x7feL << 52, (0x7ffL << 52) - 1).map(Double::longBitsToDouble),
                Arbitraries.doubles().between(0.0, 1000.0).ofScale(6));
    }
}
