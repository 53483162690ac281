package dmsb.proofs.law;

import dmsb.auction.mechanism.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.StringJoiner;

/** Experiments and numbers in words that a person can check by hand; the same on every JDK and in every locale. */
final class Wording {
    private static final int MAX_DIGITS = 17;

    private Wording() {}

    /** A contradiction; the gain is told where the law is about it, and what the law expected where that is not plain. */
    static String of(Law law, Experiment experiment) {
        return switch (law) {
            case STRATEGY_PROOF, WINNER_FALSE_NAME_PROOF, LOSER_FALSE_NAME_PROOF, NO_GAIN_FROM_IDENTITIES ->
                of(experiment) + gain(experiment.gain());
            case INDIVIDUALLY_RATIONAL -> of(experiment) + ", more than its value";
            case ANONYMOUS -> of(experiment) + expected(experiment);
            default -> of(experiment);
        };
    }

    private static String expected(Experiment experiment) {
        int expected = experiment.change().placeOf(experiment.before().winner(), experiment.bidder());
        return expected == experiment.after().winner()
                ? ""
                : expected == 0 ? ", not the UAV" : ", not bidder " + expected;
    }

    static String of(Experiment experiment) {
        int bidder = experiment.bidder();
        Change change = experiment.change();
        String start = "bids " + set(experiment.bids()) + ": ";
        String before = start + fate(experiment.winsBefore(), experiment.before(), "bidder " + bidder) + "; ";
        String after = " " + fate(experiment.winsAfter(), experiment.after(), "it");
        if (change instanceof Change.Rebid rebid) {
            return before + "bidding " + number(rebid.bid()) + after;
        } else if (change instanceof Change.Join join) {
            return before + "with " + identities(join.bids(), join.place()) + after;
        } else if (change instanceof Change.FalseNames names) {
            String own = names.bid() == experiment.value() ? "with " : "bidding " + number(names.bid()) + " and with ";
            return before + own + identities(names.extras(), names.place()) + after;
        } else if (change instanceof Change.Scale scale) {
            return start + server(experiment.before()) + "; all times " + number(scale.factor()) + ", "
                    + set(experiment.bidsAfter()) + ": " + server(experiment.after());
        } else if (change instanceof Change.Swap swap) {
            return start + server(experiment.before()) + "; bidders " + bidder + " and " + swap.other() + " exchanged, "
                    + set(experiment.bidsAfter()) + ": " + server(experiment.after());
        }
        return start + server(experiment.before());
    }

    /** An outcome in words. */
    static String outcome(Outcome outcome) {
        return server(outcome) + (outcome.uavServes() ? " for " + number(outcome.price()) : "");
    }

    private static String fate(boolean wins, Outcome outcome, String name) {
        return wins ? name + " wins at " + number(outcome.price()) : name + " loses";
    }

    private static String server(Outcome outcome) {
        return outcome.uavServes()
                ? "the UAV serves"
                : "bidder " + outcome.winner() + " wins at " + number(outcome.price());
    }

    private static String gain(double gain) {
        return gain == 0 ? "" : gain > 0 ? ": gain " + short12(gain) : ": loss " + short12(-gain);
    }

    private static String identities(List<Double> bids, int place) {
        StringJoiner joiner = new StringJoiner(" and ");
        for (double bid : bids) {
            joiner.add(number(bid));
        }
        String where = place == Change.BEHIND ? "" : " in place " + place;
        return (bids.size() == 1 ? "an extra identity" + where + " bidding " : "extra identities" + where + " bidding ")
                + joiner;
    }

    static String set(double[] bids) {
        StringJoiner joiner = new StringJoiner(", ", "{", "}");
        for (double bid : bids) {
            joiner.add(number(bid));
        }
        return joiner.toString();
    }

    /** The shortest decimal that reads back as the number. */
    static String number(double value) {
        return decimal(value, digits(value));
    }

    /** The number of digits of the shortest decimal that reads back as the number. */
    static int digits(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return 0;
        }
        int digits = 1;
        while (digits < MAX_DIGITS && round(value, digits).doubleValue() != value) {
            digits++;
        }
        return digits;
    }

    /** At most 12 digits: what differences of decimals in doubles leave behind is not of interest to a reader. */
    static String short12(double value) {
        return decimal(value, 12);
    }

    private static String decimal(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }
        BigDecimal rounded = round(value, digits);
        int exponent = rounded.precision() - rounded.scale();
        return exponent > 15 || exponent < -6
                ? rounded.toString().replace("E+", "e").replace("E", "e")
                : rounded.toPlainString();
    }

    static BigDecimal round(double value, int digits) {
        return round(value, digits, RoundingMode.HALF_EVEN);
    }

    static BigDecimal round(double value, int digits, RoundingMode mode) {
        return new BigDecimal(value).round(new MathContext(digits, mode)).stripTrailingZeros();
    }
}
