package dmsb.experiments.bench;

import java.time.Duration;

/**
 * How long a measurement takes.
 *
 * @param forks the JVMs started for each, one after another; 0 measures in this one
 * @param warmups the iterations before those that count
 * @param iterations the iterations that count, in each JVM
 * @param iteration the length of an iteration
 */
public record Effort(int forks, int warmups, int iterations, Duration iteration) {
    /** What is worth recording: some 12 seconds for each of two JVMs. */
    public static final Effort FULL = new Effort(2, 5, 5, Duration.ofSeconds(1));

    /** A first look: some 6 seconds a measurement. */
    public static final Effort QUICK = new Effort(1, 5, 5, Duration.ofMillis(500));

    /** Whether everything runs: one operation or little more, in this JVM. The times mean nothing. */
    public static final Effort SMOKE = new Effort(0, 0, 1, Duration.ofMillis(1));
}
