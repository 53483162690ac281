package dmsb.experiments.cli;

import dmsb.experiments.config.UsageException;

/** Numbers of threads that a command may be asked for. */
final class Threads {
    /** More than the processors of any machine, and fewer than a system refuses to start. */
    private static final int MOST = 1024;

    private Threads() {}

    /** Refuses a number that makes no sense. */
    static int require(String option, int threads) {
        if (threads < 1 || threads > MOST) {
            throw new UsageException(option + ": expected at least 1 and at most " + MOST + ", got " + threads);
        }
        return threads;
    }
}
