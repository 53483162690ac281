package dmsb.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.auction.mechanism.SecondPrice;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Laws;
import dmsb.proofs.law.Search;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.fraction.BigFraction;

/** The auctions of the library keep their laws for every parameter, and agree with the rules in rational arithmetic. */
class ModifiedSecondBidProperties {
    private static final Search QUICK = new Search(11, 1, 4, 10, 0.5);

    private static Set<Law> broken(Mechanism mechanism) {
        Set<Law> broken = EnumSet.noneOf(Law.class);
        Laws.checkAll(mechanism, QUICK).forEach((law, verdict) -> {
            if (QUICK.canExamine(law) && !verdict.holds()) {
                broken.add(law);
            }
        });
        return broken;
    }

    @Property(tries = 25, seed = "1")
    void lawsHoldForEveryConstantFactor(@ForAll("rhos") double rho) {
        assertEquals(Set.of(), broken(new ModifiedSecondBid(rho)));
    }

    /** The contract is a reserve: what scales, breaks. A tie goes to the lowest number: not anonymous. */
    @Property(tries = 10, seed = "2")
    void secondPriceKeepsTheLawsThatAReserveCanKeep(@ForAll("contracts") double contract) {
        Set<Law> expected = EnumSet.of(Law.ANONYMOUS, Law.HOMOGENEOUS, Law.SCALE_FREE);
        assertEquals(expected, broken(new SecondPrice(contract)));
    }

    @Property(tries = 2_000, seed = "3")
    void outcomeIsThatOfRationalArithmetic(@ForAll("rhos") double rho, @ForAll("profiles") double[] bids) {
        compare(rho, bids);
    }

    @Property(tries = 2_000, seed = "4")
    void outcomeIsThatOfRationalArithmeticAtTheBoundary(@ForAll("rhos") double rho, @ForAll("profiles") double[] bids) {
        double highest = 0.0;
        for (int i = 1; i < bids.length; i++) {
            highest = Math.max(highest, bids[i]);
        }
        double threshold = rho * highest;
        for (double bid : new double[] {threshold, Math.nextUp(threshold), Math.max(0.0, Math.nextDown(threshold))}) {
            if (bid <= Double.MAX_VALUE) {
                bids[0] = bid;
                compare(rho, bids);
            }
        }
    }

    private static void compare(double rho, double[] bids) {
        Outcome outcome = new ModifiedSecondBid(rho).clear(bids);
        int winner = 0;
        BigFraction price = BigFraction.ZERO;
        for (int n = 1; n <= bids.length && rho <= Double.MAX_VALUE; n++) {
            BigFraction psi = exact(rho).multiply(highestOther(bids, n));
            if (exact(bids[n - 1]).compareTo(psi) > 0) {
                assertEquals(0, winner, "two winners");
                winner = n;
                price = psi;
            }
        }
        assertEquals(winner, outcome.winner());
        if (winner > 0) {
            assertCorrectlyRounded(price, outcome.price());
        }
    }

    private static BigFraction highestOther(double[] bids, int n) {
        BigFraction highest = BigFraction.ZERO;
        for (int i = 1; i <= bids.length; i++) {
            BigFraction bid = exact(bids[i - 1]);
            highest = i != n && bid.compareTo(highest) > 0 ? bid : highest;
        }
        return highest;
    }

    /** No double is nearer. The winner's bid, a double, is above: the price cannot overflow. */
    private static void assertCorrectlyRounded(BigFraction exact, double rounded) {
        BigFraction error = exact(rounded).subtract(exact).abs();
        for (double neighbour : new double[] {Math.nextUp(rounded), Math.max(0.0, Math.nextDown(rounded))}) {
            if (neighbour <= Double.MAX_VALUE) {
                assertTrue(
                        error.compareTo(exact(neighbour).subtract(exact).abs()) <= 0, () -> exact + " -> " + rounded);
            }
        }
    }

    /** The rational number that a double is. The constructor from a double is not exact for subnormals. */
    private static BigFraction exact(double x) {
        if (x == 0.0) {
            return BigFraction.ZERO;
        }
        int exponent = Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - 52;
        BigInteger significand =
                BigInteger.valueOf((long) Math.scalb(Math.scalb(x, -exponent / 2), -exponent + exponent / 2));
        return exponent >= 0
                ? new BigFraction(significand.shiftLeft(exponent))
                : new BigFraction(significand, BigInteger.ONE.shiftLeft(-exponent));
    }

    @Provide
    Arbitrary<Double> contracts() {
        return Arbitraries.integers().between(1, 7).map(i -> 0.5 * i);
    }

    @Provide
    Arbitrary<Double> rhos() {
        return Arbitraries.oneOf(
                Arbitraries.of(1.0, Math.nextUp(1.0), 1.5, 2.0, 3.0, Double.POSITIVE_INFINITY),
                Arbitraries.integers().between(0, 19).map(a -> StrictMath.pow(10.0, a / 20.0)),
                Arbitraries.longs().between(0, (1L << 53) - 1).map(f -> Double.longBitsToDouble((0x3ffL << 52) + f)));
    }

    /** One to five bids: ordinary, tied, or of any magnitude down to the subnormals. */
    @Provide
    Arbitrary<double[]> profiles() {
        Arbitrary<Double> bid = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 8).map(i -> 0.5 * i),
                Arbitraries.doubles().between(0.0, 100.0).ofScale(3),
                Arbitraries.longs().between(0, 1L << 53).map(Double::longBitsToDouble),
                Arbitraries.longs().between(0, (0x7ffL << 52) - 1).map(Double::longBitsToDouble));
        return bid.array(Double[].class).ofMinSize(1).ofMaxSize(5).map(boxed -> {
            double[] bids = new double[boxed.length];
            for (int i = 0; i < bids.length; i++) {
                bids[i] = boxed[i];
            }
            return bids;
        });
    }
}
