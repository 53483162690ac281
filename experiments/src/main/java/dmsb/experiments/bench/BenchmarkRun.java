package dmsb.experiments.bench;

import dmsb.experiments.config.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * JMH at work: starts the JVMs with the flags that a set of kernels needs, measures time and allocation.
 *
 * @param effort how long
 * @param listener told of every measurement when it is done
 */
public record BenchmarkRun(Effort effort, Consumer<Measurement> listener) {
    /** A part of what JMH says when another one is at work. */
    private static final String LOCK = "the JMH lock (";

    /**
     * Measures a subject.
     *
     * @param subject what
     * @param kernels on which kernels; on the plain ones only what depends on them is measured
     * @param settings values of the suite's parameters that replace its own, by name; others are left alone
     * @return the measurements, every combination of parameters one
     * @throws UsageException if another JMH is at work on this machine
     * @throws IllegalStateException if a benchmark failed, with what JMH had to say
     */
    public List<Measurement> run(Subject subject, KernelSet kernels, Map<String, List<String>> settings) {
        TimeValue iteration = TimeValue.milliseconds(effort.iteration().toMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(subject.filter(kernels))
                .forks(effort.forks())
                .warmupIterations(effort.warmups())
                .warmupTime(iteration)
                .measurementIterations(effort.iterations())
                .measurementTime(iteration)
                .jvmArgs(kernels.flags().toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        settings.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        RunLog log = new RunLog(result -> listener.accept(Measurement.of(subject, kernels, result)));
        try {
            List<Measurement> measurements = new ArrayList<>();
            for (RunResult result : new Runner(options.build(), log).run()) {
                measurements.add(Measurement.of(subject, kernels, result.getAggregatedResult()));
            }
            return measurements;
        } catch (RunnerException e) {
            if (String.valueOf(e.getMessage()).contains(LOCK)) {
                throw new UsageException(
                        "bench: expected to be the only JMH at work on this machine, got its lock taken, "
                                + System.getProperty("java.io.tmpdir") + "/jmh.lock; wait for the other to end");
            }
            throw new IllegalStateException(subject.title() + " could not be measured; JMH said:\n" + log.text(), e);
        }
    }
}
