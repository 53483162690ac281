package dmsb.auction.dense;

import dmsb.auction.rule.PostedRule;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import java.util.function.Supplier;

/**
 * Every task priced by itself, by a rule for one task that sees the UAV of the highest estimate. It does not know that
 * the tasks that are kept share that UAV, nor looks at its battery. A task that no UAV declares anything for has the factor 1.
 */
public final class EachTaskAlone implements VectorRule {
    private final PostedRule[] rules;
    private final int[] seen;
    private final MadeFor madeFor;

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
        madeFor = new MadeFor(tasks, MadeFor.ANY);
    }

    @Override
    public void reset(RandomStream random) {
        for (PostedRule rule : rules) {
            rule.reset(random);
        }
    }

    @Override
    public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
        madeFor.require(this, announcement);
        for (int m = 0; m < announcement.tasks(); m++) {
            seen[m] = announcement.keenest(m);
            double rho = rules[m].rho(announcement.view(seen[m], m));
            rhos[m] = announcement.isDeclared(m) ? rho : 1.0;
        }
    }

    @Override
    public void observe(Slot slot) {
        for (int m = 0; m < slot.tasks(); m++) {
            rules[m].observe(slot.view(seen[m], m));
        }
    }

    @Override
    public void save(StateWriter state) {
        for (int m = 0; m < rules.length; m++) {
            state.put("task" + m, rules[m]);
        }
        state.put("seen", seen);
    }

    @Override
    public void restore(StateReader state) {
        for (int m = 0; m < rules.length; m++) {
            state.restore("task" + m, rules[m]);
        }
        System.arraycopy(state.ints("seen", seen.length), 0, seen, 0, seen.length);
    }
}
