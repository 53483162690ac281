package dmsb.experiments.cli;

import dmsb.experiments.config.UsageException;
import picocli.CommandLine.Option;

/** The option by which a command takes a number of threads. */
final class ThreadsOption {
    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "threads (default: one a processor); changes the time, not the result")
    private int jobs = Runtime.getRuntime().availableProcessors();

    /**
     * How many threads.
     *
     * @throws UsageException if the number makes no sense
     */
    int count() {
        return Threads.require("--jobs", jobs);
    }
}
