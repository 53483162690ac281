package dmsb.proofs.vector;

import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.CaseCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cases of one law that are asked of one auction: holds them, counts them, and keeps the simplest counterexample. */
final class VectorTrials {
    private static final int MOST_REMEMBERED = 200;

    private final VectorAuction auction;
    private final List<VectorCounterexample> remembered = new ArrayList<>();
    private final CaseCount count = new CaseCount();
    private long stride = 1;
    private int mostTasks;
    private @Nullable VectorCounterexample simplest;
    private double @Nullable [][] market;
    private List<Outcome> truthful = List.of();
    private VectorCase.@Nullable RefusedSlot refusal;

    VectorTrials(VectorAuction auction) {
        this.auction = auction;
    }

    /** The same bids came out in two ways. */
    static final class ChangingSlot extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        ChangingSlot(String reason) {
            super(reason);
        }
    }

    CaseCount count() {
        return count;
    }

    int mostTasks() {
        return mostTasks;
    }

    @Nullable
    VectorCounterexample simplest() {
        return simplest;
    }

    /** Asks the auction, and keeps what it answers if that breaks the law and nothing simpler is known. */
    void ask(VectorCase question) {
        VectorCounterexample answer;
        try {
            answer = question.play(auction, truthful(question.values()));
        } catch (VectorCase.RefusedSlot reason) {
            count.refuse(reason);
            return;
        }
        count.hold(question.bidders());
        mostTasks = Math.max(mostTasks, question.tasks());
        remember(answer);
        if (answer.isOne() && (simplest == null || VectorShrinking.cost(answer) < VectorShrinking.cost(simplest))) {
            simplest = answer;
        }
    }

    /** Remembers answers of the whole search, evenly: every second one is forgotten when they are too many. */
    private void remember(VectorCounterexample answer) {
        if (count.held() % stride != 0) {
            return;
        }
        if (remembered.size() == MOST_REMEMBERED) {
            for (int i = MOST_REMEMBERED / 2; i >= 1; i--) {
                remembered.remove(2 * i - 1);
            }
            stride *= 2;
        }
        remembered.add(answer);
    }

    /** The first slot is the same for all questions about a market, which come one after the other; so is its refusal. */
    private List<Outcome> truthful(double[][] values) {
        if (market != values) {
            market = values;
            refusal = null;
            try {
                truthful = VectorCase.clear(auction, values);
            } catch (VectorCase.RefusedSlot reason) {
                refusal = reason;
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        return truthful;
    }

    /** The counterexample that a case is, null if it is none or refused. */
    @Nullable
    VectorCounterexample counterexample(VectorCase question) {
        try {
            VectorCounterexample answer = question.play(auction);
            return answer.isOne() ? answer : null;
        } catch (VectorCase.RefusedSlot none) {
            return null;
        }
    }

    /** Refuses a counterexample that does not come out again. */
    void requireRepeatable(VectorCounterexample found) {
        if (!found.isConfirmedBy(auction)) {
            throw new ChangingSlot("it did not come out again that " + found);
        }
    }

    /** Asks some cases once more, the last ones first. */
    void repeatSome() {
        for (int i = remembered.size() - 1; i >= 0; i--) {
            if (!remembered.get(i).isConfirmedBy(auction)) {
                throw new ChangingSlot("the same bids came out in two ways");
            }
        }
    }
}
