package dmsb.experiments.cli;

import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.RunListener;
import dmsb.experiments.sweep.Sweep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The progress of many runs: a bar for the whole that tells how far each run is, and a line a run that has ended. */
final class SweepProgress implements Sweep.Audience, RunListener, AutoCloseable {
    private final CommandSpec spec;
    private final String label;
    private final Function<Run, String> labels;
    private final Map<Run, Long> underWay = new LinkedHashMap<>();
    private ProgressBar bar;
    private volatile int runs;
    private volatile int ended;
    private long endedWork;

    /**
     * The progress of some runs.
     *
     * @param spec the command
     * @param label what is done to them
     * @param labels what a run is called
     */
    SweepProgress(CommandSpec spec, String label, Function<Run, String> labels) {
        this.spec = spec;
        this.label = label;
        this.labels = labels;
        this.bar = new ProgressBar(spec, label, 1, "rounds");
    }

    @Override
    public synchronized RunListener open(List<Run> pending) {
        runs = pending.size();
        bar = new ProgressBar(
                spec, label, Math.max(1, pending.stream().mapToLong(Run::work).sum()), "rounds");
        return this;
    }

    @Override
    public synchronized void progressed(Run run, long done, String detail) {
        underWay.put(run, done);
        report();
    }

    @Override
    public void finished(Run run) {
        end(run, "done");
    }

    @Override
    public void failed(Run run, String reason) {
        end(run, "FAILED: " + reason);
    }

    /** Says what is there of a sweep that is stopped from outside. */
    void sayStopped() {
        // Not synchronized: the process is ending, and whoever holds the lock may never give it.
        System.err.println();
        System.err.println("dmsb: stopped with " + ended + " of " + runs
                + " runs done; the same command goes on, runs under way from their last checkpoint");
    }

    private synchronized void end(Run run, String outcome) {
        underWay.remove(run);
        ended = ended + 1;
        endedWork += run.work();
        bar.note(ended + "/" + runs + "  " + labels.apply(run) + ": " + outcome);
        report();
    }

    private void report() {
        String each = underWay.entrySet().stream()
                .map(run -> 100 * run.getValue() / run.getKey().work() + " %")
                .collect(Collectors.joining(", "));
        long work = endedWork
                + underWay.values().stream().mapToLong(Long::longValue).sum();
        bar.report(work, ended + "/" + runs + (each.isEmpty() ? "" : "; under way: " + each));
    }

    @Override
    public synchronized void close() {
        bar.close();
    }
}
