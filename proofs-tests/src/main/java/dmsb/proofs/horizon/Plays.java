package dmsb.proofs.horizon;

import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Amounts;
import dmsb.proofs.law.CaseCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plays of one rule: holds them, counts them, and keeps the simplest manipulation. */
final class Plays {
    private static final int MOST_REMEMBERED = 400;

    private final FactorRule rule;
    private final List<Remembered> remembered = new ArrayList<>();
    private final CaseCount count = new CaseCount();
    private int mostRounds;
    private @Nullable Manipulation simplest;

    Plays(FactorRule rule) {
        this.rule = rule;
    }

    /** The same bids in the same market came out in two ways. */
    static final class ChangingPlay extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        ChangingPlay(String reason) {
            super(reason);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // not handed out
    private record Remembered(HorizonCase market, double[][] bids, List<Outcome> outcomes) {}

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
            List<Outcome> outcomes = Horizon.play(rule, market, bids);
            count.hold(market.bidders());
            mostRounds = Math.max(mostRounds, market.rounds());
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.add(new Remembered(market, Amounts.copy(bids), outcomes));
            }
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
            Manipulation played = Manipulation.play(rule, market, bidder, bids);
            return played.isGain() ? played : null;
        } catch (Horizon.RefusedPlay none) {
            return null;
        }
    }

    /** Refuses a manipulation that does not come out again. */
    void requireRepeatable(Manipulation found) {
        if (!found.isConfirmedBy(rule)) {
            throw new ChangingPlay("it did not come out again that " + found);
        }
    }

    /** Holds some plays once more, the last ones first; one that the rule refuses now has come out in another way. */
    void repeatSome() {
        for (int i = remembered.size() - 1; i >= 0; i--) {
            if (!comesOutAgain(remembered.get(i))) {
                throw new ChangingPlay("the same bids came out in two ways");
            }
        }
    }

    private boolean comesOutAgain(Remembered play) {
        try {
            return Horizon.play(rule, play.market(), play.bids()).equals(play.outcomes());
        } catch (Horizon.RefusedPlay refused) {
            return false;
        }
    }
}
