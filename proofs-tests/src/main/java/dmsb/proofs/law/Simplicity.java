package dmsb.proofs.law;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Which of two counterexamples is easier to check by hand: fewer amounts of an astronomical size, then fewer bidders, then simpler
 * numbers, then the larger gain.
 */
final class Simplicity {
    private static final int MAX_DIGITS = 17;
    private static final double ZERO = 3.5;
    private static final double DIGIT = 10.0;
    private static final double PLACE = 5.0;
    private static final double SMALL = 0x1p-64;
    private static final double LARGE = 0x1p64;

    private Simplicity() {}

    static int compare(Experiment a, Experiment b) {
        int bySize = Integer.compare(extremes(a), extremes(b));
        if (bySize != 0) {
            return bySize;
        }
        int byBidders = Integer.compare(bidders(a), bidders(b));
        if (byBidders != 0) {
            return byBidders;
        }
        int byNumbers = Double.compare(numbers(a), numbers(b));
        if (byNumbers != 0) {
            return byNumbers;
        }
        int byGain = Double.compare(Math.abs(b.gain()), Math.abs(a.gain()));
        return byGain != 0 ? byGain : Integer.compare(a.bidder(), b.bidder());
    }

    private static int extremes(Experiment e) {
        int extremes = 0;
        for (double[] bids : new double[][] {e.bids(), e.bidsAfter()}) {
            for (double bid : bids) {
                extremes += bid != 0.0 && (bid < SMALL || bid > LARGE) ? 1 : 0;
            }
        }
        return extremes;
    }

    private static int bidders(Experiment e) {
        return e.after().groundStations();
    }

    private static double numbers(Experiment e) {
        double cost = 0.0;
        for (double bid : e.bids()) {
            cost += of(bid);
        }
        Change change = e.change();
        if (change instanceof Change.Rebid rebid) {
            cost += of(rebid.bid());
        } else if (change instanceof Change.Join join) {
            cost += of(join.bids(), join.place());
        } else if (change instanceof Change.FalseNames names) {
            cost += of(names.extras(), names.place()) + (names.bid() == e.value() ? 0.0 : of(names.bid()));
        } else if (change instanceof Change.Scale scale) {
            cost += of(scale.factor());
        }
        return cost;
    }

    private static double of(List<Double> joining, int place) {
        double cost = place == Change.BEHIND ? 0.0 : PLACE;
        for (double bid : joining) {
            cost += of(bid);
        }
        return cost;
    }

    /** How simple a list of amounts is: small for few and simple ones. */
    static double of(double[] bids) {
        double cost = 0.0;
        for (double bid : bids) {
            cost += 100.0 + of(bid);
        }
        return cost;
    }

    /** Small for 1, 2, 3, larger for larger and for smaller numbers and for each further digit; 0 comes after those. */
    static double of(double x) {
        return x == 0.0 ? ZERO : DIGIT * fraction(x) + Math.abs(StrictMath.log(x)) + 0.1 * Math.min(x, 10.0);
    }

    /** The digits that a whole number up to 10 does not need. */
    private static int fraction(double x) {
        return x == Math.rint(x) && x <= 10.0 ? 0 : digits(x) + (x < 1.0 ? zerosBehindThePoint(x) : 0);
    }

    /** The number of digits of the shortest decimal that reads back as the number. */
    private static int digits(double x) {
        if (!Double.isFinite(x)) {
            return 0;
        }
        int digits = 1;
        while (digits < MAX_DIGITS && rounded(x, digits, RoundingMode.HALF_EVEN) != x) {
            digits++;
        }
        return digits;
    }

    /** A number rounded to some significant digits. */
    static double rounded(double x, int digits, RoundingMode mode) {
        return new BigDecimal(x).round(new MathContext(digits, mode)).doubleValue();
    }

    private static int zerosBehindThePoint(double x) {
        return -1 - (int) Math.floor(StrictMath.log10(x));
    }
}
