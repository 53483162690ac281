package dmsb.proofs.horizon;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Thrown;
import dmsb.proofs.law.Unanswered;
import java.util.ArrayList;
import java.util.List;

/** Rounds that are played one after the other by the factors of a rule. */
final class Horizon {
    private Horizon() {}

    /** A round that is over. */
    @SuppressWarnings("ArrayRecordComponent") // not handed out
    record Held(double[] bids, Outcome outcome) {}

    /** A rule that throws, or posts what is no factor. */
    static final class RefusedPlay extends Unanswered {
        private static final long serialVersionUID = 1L;

        RefusedPlay(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /**
     * Plays all rounds.
     *
     * @param bids the bids of round t at index t
     * @throws RefusedPlay if the rule fails
     */
    static List<Outcome> play(FactorRule rule, HorizonCase market, double[][] bids) {
        List<Held> held = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (double[] round : bids) {
            Outcome outcome = sell(rule, new History(round.length, List.copyOf(held), market), round);
            outcomes.add(outcome);
            held.add(new Held(round, outcome));
        }
        return outcomes;
    }

    /** No factor is below 1, so none but the highest bid can win: the round is an auction with its bidder's factor. */
    private static Outcome sell(FactorRule rule, History past, double[] bids) {
        double[] factors = new double[bids.length];
        for (int n = 1; n <= bids.length; n++) {
            factors[n - 1] = factor(rule, past, n);
        }
        return new ModifiedSecondBid(factors[Bids.highest(bids, bids.length)]).clear(bids);
    }

    /** The factor that a rule posts. */
    static double factor(FactorRule rule, History past, int bidder) {
        try {
            return ModifiedSecondBid.requireRho(rule.factor(past, bidder));
        } catch (Exception | Error thrown) { // whatever a stranger's rule throws is the finding
            throw new RefusedPlay(Thrown.text(thrown), thrown);
        }
    }

    static double highestOfOthers(double[] bids, int bidder) {
        return Bids.highestOfOthers(bids, bids.length, bidder - 1);
    }

    /** What a bidder with these values gets out of the rounds. */
    static double utility(List<Outcome> outcomes, double[][] values, int bidder) {
        double utility = 0.0;
        for (int t = 0; t < outcomes.size(); t++) {
            Outcome outcome = outcomes.get(t);
            utility += outcome.winner() == bidder ? values[t][bidder - 1] - outcome.price() : 0.0;
        }
        return utility;
    }
}
