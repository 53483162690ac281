package dmsb.proofs.horizon;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.CaseCount;
import dmsb.proofs.law.Memory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plays of one rule: holds them, counts them, remembers what the rule was asked, and keeps the simplest manipulation. */
final class Plays {
    private static final int MOST_REMEMBERED = 4096;

    private final FactorRule rule;
    private final Memory<Question, Double> memory = new Memory<>(MOST_REMEMBERED, this::askAgain, Double::equals);
    private final CaseCount count = new CaseCount();
    private int mostRounds;
    private @Nullable Manipulation simplest;

    Plays(FactorRule rule) {
        this.rule = rule;
    }

    /** The rule answered the same question in two ways. */
    static final class ChangingPlay extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        ChangingPlay(String reason) {
            super(reason);
        }
    }

    /** What the rule is asked for: the factor of a bidder behind a history. */
    private record Question(History past, int bidder) {}

    /** The rule's answer, which is remembered if it is one of those; so is that it has none. */
    private double factor(History past, int bidder) {
        double factor = Double.NaN;
        try {
            factor = ModifiedSecondBid.requireRho(rule.factor(past, bidder));
            return factor;
        } finally {
            boolean isRefused = Double.isNaN(factor);
            if (memory.takes(isRefused)) {
                memory.keep(new Question(past, bidder), factor, isRefused);
            }
        }
    }

    /** NaN if the rule has no answer. */
    private double askAgain(Question question) {
        try {
            return Horizon.factor(rule, question.past(), question.bidder());
        } catch (Horizon.RefusedPlay refused) {
            return Double.NaN;
        }
    }

    /** The plays that were held, and those that the rule refused. */
    CaseCount count() {
        return count;
    }

    int mostRounds() {
        return mostRounds;
    }

    @Nullable
    Manipulation simplest() {
        return simplest;
    }

    /** How the rounds come out, null if the rule refuses the play. */
    @Nullable
    List<Outcome> play(HorizonCase market, double[][] bids) {
        try {
            List<Outcome> outcomes = Horizon.play(this::factor, market, bids);
            count.hold(market.bidders());
            mostRounds = Math.max(mostRounds, market.rounds());
            return outcomes;
        } catch (Horizon.RefusedPlay reason) {
            count.refuse(reason);
            return null;
        }
    }

    /** Keeps a manipulation if it is one and nothing simpler is known. */
    void keep(HorizonCase market, int bidder, double... bids) {
        Manipulation found = manipulation(market, bidder, bids);
        if (found != null && (simplest == null || HorizonShrinking.cost(found) < HorizonShrinking.cost(simplest))) {
            simplest = found;
        }
    }

    /** The manipulation by these bids, null if it is no gain or refused. */
    @Nullable
    Manipulation manipulation(HorizonCase market, int bidder, double... bids) {
        try {
            Manipulation played = Manipulation.play(this::factor, market, bidder, bids);
            return played.isGain() ? played : null;
        } catch (Horizon.RefusedPlay none) {
            return null;
        }
    }

    /** Asks some of all questions again, and plays a manipulation again and again among them. */
    void requireRepeatable(Manipulation found) {
        repeatSome(() -> {
            if (!found.isConfirmedBy(rule)) {
                throw new ChangingPlay("it did not come out again that " + found);
            }
        });
    }

    /** Asks some of all questions again, the last ones first; one that the rule refuses now is answered in another way. */
    void repeatSome() {
        repeatSome(() -> {});
    }

    private void repeatSome(Runnable between) {
        memory.askAgain(between, (question, first, later) -> {
            throw new ChangingPlay("the same bids came out in two ways");
        });
    }
}
