package dmsb.spark;

import dmsb.auction.dense.VectorRule;
import dmsb.core.checkpoint.SavedState;
import dmsb.experiments.clearing.SlotPricing;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Rules that the tasks of an executor take in turn, as one may take seconds to train and there are more partitions than tasks at a
 * time. Each is lent in the state in which it was made. Safe for use by many threads.
 */
final class RulePool {
    private final SlotPricing pricing;
    private final Deque<VectorRule> idle = new ArrayDeque<>();
    private @Nullable SavedState asMade;

    RulePool(SlotPricing pricing) {
        this.pricing = pricing;
    }

    SlotPricing pricing() {
        return pricing;
    }

    /** A rule as it is before the first market, for one thread. */
    VectorRule lend() {
        synchronized (idle) {
            VectorRule rule = idle.poll();
            if (rule != null && asMade != null) {
                asMade.restoreTo(rule);
                return rule;
            }
        }
        VectorRule made = pricing.rule(); // outside, so that several are trained side by side
        synchronized (idle) {
            if (asMade == null) {
                asMade = SavedState.of(made);
            }
        }
        return made;
    }

    /** Takes back a rule that is not used any more. */
    void giveBack(VectorRule rule) {
        synchronized (idle) {
            idle.add(rule);
        }
    }
}
