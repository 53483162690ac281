package dmsb.proofs.vector;

import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.CaseCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cases of one law that are asked of one auction: holds them, counts them, and keeps the simplest counterexample. */
final class VectorTrials {
    private final VectorSlots slots;
    private final CaseCount count = new CaseCount();
    private int mostTasks;
    private @Nullable VectorCounterexample simplest;
    private double @Nullable [][] market;
    private List<Outcome> truthful = List.of();
    private VectorCase.@Nullable RefusedSlot refusal;

    VectorTrials(VectorSlots slots) {
        this.slots = slots;
    }

    VectorSlots slots() {
        return slots;
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
            answer = question.play(slots, truthful(question.values()));
        } catch (VectorCase.RefusedSlot reason) {
            count.refuse(reason);
            return;
        }
        count.hold(question.bidders());
        mostTasks = Math.max(mostTasks, question.tasks());
        if (answer.isOne() && (simplest == null || VectorShrinking.cost(answer) < VectorShrinking.cost(simplest))) {
            simplest = answer;
        }
    }

    /** The first slot is the same for all questions about a market, which come one after the other; so is its refusal. */
    private List<Outcome> truthful(double[][] values) {
        if (market != values) {
            market = values;
            refusal = null;
            try {
                truthful = slots.clear(values);
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
            VectorCounterexample answer = question.play(slots);
            return answer.isOne() ? answer : null;
        } catch (VectorCase.RefusedSlot none) {
            return null;
        }
    }
}
