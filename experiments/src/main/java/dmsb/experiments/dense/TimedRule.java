package dmsb.experiments.dense;

import dmsb.auction.dense.Slot;
import dmsb.auction.dense.SlotAnnouncement;
import dmsb.auction.dense.VectorRule;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** A rule whose decisions are timed, episode by episode: the CPU time of the thread, which other processes do not add to. */
final class TimedRule implements VectorRule {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final VectorRule rule;
    private final List<Double> microseconds = new ArrayList<>();
    private long nanos;
    private long decisions;

    TimedRule(VectorRule rule) {
        this.rule = rule;
    }

    @Override
    public void reset(RandomStream random) {
        endEpisode();
        rule.reset(random);
    }

    private void endEpisode() {
        if (decisions > 0) {
            microseconds.add(nanos / 1e3 / decisions);
        }
        nanos = 0;
        decisions = 0;
    }

    @Override
    public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
        long start = THREADS.getCurrentThreadCpuTime();
        rule.post(announcement, rhos, unitPrices);
        nanos += THREADS.getCurrentThreadCpuTime() - start;
        decisions++;
    }

    @Override
    public double factor(SlotAnnouncement announcement, int task, int station) {
        return rule.factor(announcement, task, station);
    }

    @Override
    public void observe(Slot slot) {
        rule.observe(slot);
    }

    @Override
    public void save(StateWriter state) {
        rule.save(state);
    }

    @Override
    public void restore(StateReader state) {
        rule.restore(state);
    }

    /** The median of the episodes' mean times of a decision. */
    double microseconds() {
        endEpisode();
        return microseconds.stream()
                .sorted()
                .skip(microseconds.size() / 2)
                .findFirst()
                .orElse(0.0);
    }
}
