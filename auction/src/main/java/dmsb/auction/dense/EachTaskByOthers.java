package dmsb.auction.dense;

import dmsb.auction.round.Announcement;
import dmsb.auction.rule.FactorPosting;
import dmsb.auction.rule.StrictRule;

/**
 * Every task by itself, with a factor for each station from the others' past bids for the task. A task's rule sees the UAV of the
 * highest estimate, which no bid moves. It does not know that the tasks that are kept share that UAV. A task that no UAV declares
 * anything for has the factor 1.
 */
public final class EachTaskByOthers implements OthersPastVectorRule {
    private final FactorPosting[][] postings;
    private final MadeFor madeFor;

    /**
     * A rule for all tasks.
     *
     * @param tasks the largest number of tasks of a slot, M
     * @param uavs the number of UAVs
     * @param rule the rule of a task, which keeps nothing; used by this rule alone
     */
    public EachTaskByOthers(int tasks, int uavs, StrictRule rule) {
        postings = new FactorPosting[tasks][uavs];
        madeFor = new MadeFor(tasks, uavs);
        for (FactorPosting[] ofTask : postings) {
            for (int u = 0; u < uavs; u++) {
                ofTask[u] = new FactorPosting(rule);
            }
        }
    }

    @Override
    public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
        madeFor.require(this, announcement);
        OthersPastVectorRule.super.post(announcement, rhos, unitPrices);
    }

    @Override
    public double factor(SlotAnnouncement announcement, int task, int station) {
        if (!announcement.isDeclared(task)) {
            return 1.0;
        }
        int uav = announcement.keenest(task);
        Announcement view = announcement.view(uav, task);
        return postings[task][uav].factor(view, station);
    }
}
