package dmsb.proofs.law;

import dmsb.auction.mechanism.Outcome;
import dmsb.core.math.ShortestDecimal;
import java.util.List;
import java.util.StringJoiner;

/** Experiments and numbers in words that a person can check by hand; the same on every JDK and in every locale. */
final class Wording {
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
        String start = "bids " + Amounts.set(experiment.bids()) + ": ";
        String before = start + fate(experiment.winsBefore(), experiment.before(), "bidder " + bidder) + "; ";
        String after = " " + fate(experiment.winsAfter(), experiment.after(), "it");
        if (change instanceof Change.Rebid rebid) {
            return before + "bidding " + ShortestDecimal.of(rebid.bid()) + after;
        } else if (change instanceof Change.Join join) {
            return before + "with " + identities(join.bids(), join.place()) + after;
        } else if (change instanceof Change.FalseNames names) {
            String own = names.bid() == experiment.value()
                    ? "with "
                    : "bidding " + ShortestDecimal.of(names.bid()) + " and with ";
            return before + own + identities(names.extras(), names.place()) + after;
        } else if (change instanceof Change.Scale scale) {
            return start + server(experiment.before()) + "; all times " + ShortestDecimal.of(scale.factor()) + ", "
                    + Amounts.set(experiment.bidsAfter()) + ": " + server(experiment.after());
        } else if (change instanceof Change.Swap swap) {
            return start + server(experiment.before()) + "; bidders " + bidder + " and " + swap.other() + " exchanged, "
                    + Amounts.set(experiment.bidsAfter()) + ": " + server(experiment.after());
        }
        return start + server(experiment.before());
    }

    /** An outcome in words. */
    static String outcome(Outcome outcome) {
        return server(outcome) + (outcome.uavServes() ? " for " + ShortestDecimal.of(outcome.price()) : "");
    }

    private static String fate(boolean wins, Outcome outcome, String name) {
        return wins ? name + " wins at " + ShortestDecimal.of(outcome.price()) : name + " loses";
    }

    private static String server(Outcome outcome) {
        return outcome.uavServes()
                ? "the UAV serves"
                : "bidder " + outcome.winner() + " wins at " + ShortestDecimal.of(outcome.price());
    }

    private static String gain(double gain) {
        return gain == 0 ? "" : gain > 0 ? ": gain " + Amounts.short12(gain) : ": loss " + Amounts.short12(-gain);
    }

    private static String identities(List<Double> bids, int place) {
        StringJoiner joiner = new StringJoiner(" and ");
        for (double bid : bids) {
            joiner.add(ShortestDecimal.of(bid));
        }
        String where = place == Change.BEHIND ? "" : " in place " + place;
        return (bids.size() == 1 ? "an extra identity" + where + " bidding " : "extra identities" + where + " bidding ")
                + joiner;
    }
}
