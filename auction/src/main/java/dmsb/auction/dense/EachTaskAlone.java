package dmsb.auction.dense;

import dmsb.auction.rule.PostedRule;
import dmsb.core.random.RandomStream;
import java.util.function.Supplier;

/**
 * Every task priced by itself, by a rule for one task that sees the UAV of the highest estimate. It does not know that
 * the tasks that are kept share that UAV.
 */
public final class EachTaskAlone implements VectorRule {
    private final PostedRule[] rules;
    private final int[] seen;

    /**
     * A rule for each task.
     *
     * @param tasks the largest number of tasks of a slot, M
     * @param rule makes the rule of a task; called M times
     */
    public EachTaskAlone(int tasks, Supplier<? extends PostedRule> rule) {
        rules = new PostedRule[tasks];
        for (int m = 0; m < tasks; m++) {
            rules[m] = rule.get();
        }
        seen = new int[tasks];
    }

    @Override
    public void reset(RandomStream random) {
        for (PostedRule rule : rules) {
            rule.reset(random);
        }
    }

    @Override
    public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
        for (int m = 0; m < announcement.tasks(); m++) {
            seen[m] = announcement.keenest(m);
            rhos[m] = rules[m].rho(announcement.view(seen[m], m));
        }
    }

    @Override
    public void observe(Slot slot) {
        for (int m = 0; m < slot.tasks(); m++) {
            rules[m].observe(slot.view(seen[m], m));
        }
    }
}
