package dmsb.auction.online;

import dmsb.auction.round.PricedBy;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.Optional;

/** The counts and running averages of the rounds taken in. For one thread at a time. */
final class Figures implements Checkpointed {
    private final double averaging;
    long rounds;
    long learned;
    long heldOut;
    long watched;
    long notFinite;
    long failed;
    long published;
    long refusedWorse;
    long refusedNotFinite;
    long withheld;
    double surplus = Double.NaN;
    double firstBest = Double.NaN;
    double uavShare = Double.NaN;

    Figures(int memory) {
        averaging = 1.0 / memory;
    }

    /** Takes in how a round came out. */
    void add(Lesson lesson) {
        surplus = average(surplus, lesson.surplus());
        firstBest = average(firstBest, lesson.firstBest());
        uavShare = average(uavShare, lesson.settlement().uavServes() ? 1.0 : 0.0);
    }

    private double average(double mean, double value) {
        return Double.isNaN(mean) ? value : mean + averaging * (value - mean);
    }

    /** The figures as a status of no moment: what depends on one is 0, false or nothing. */
    OnlineStatus status(GoodModel present) {
        return new OnlineStatus(
                rounds,
                0,
                0,
                0,
                learned,
                heldOut,
                watched,
                notFinite,
                failed,
                published,
                refusedWorse,
                refusedNotFinite,
                withheld,
                0,
                surplus / firstBest,
                uavShare,
                surplus / present.promised(),
                PricedBy.RULE,
                false,
                false,
                Optional.empty());
    }

    @Override
    public void save(StateWriter state) {
        state.put("counts", new long[] {
            rounds, learned, heldOut, watched, notFinite, failed, published, refusedWorse, refusedNotFinite, withheld
        });
        state.put("averages", new double[] {surplus, firstBest, uavShare});
    }

    @Override
    public void restore(StateReader state) {
        long[] counts = state.longs("counts", 10);
        rounds = counts[0];
        learned = counts[1];
        heldOut = counts[2];
        watched = counts[3];
        notFinite = counts[4];
        failed = counts[5];
        published = counts[6];
        refusedWorse = counts[7];
        refusedNotFinite = counts[8];
        withheld = counts[9];
        double[] averages = state.doubles("averages", 3);
        surplus = averages[0];
        firstBest = averages[1];
        uavShare = averages[2];
    }
}
