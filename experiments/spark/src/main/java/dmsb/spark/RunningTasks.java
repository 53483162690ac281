package dmsb.spark;

import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkExecutorInfo;

/** The tasks of a job that has failed. They end some time after the job, and until then may make the folder anew that they fill. */
final class RunningTasks {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_MILLIS = 20;

    private RunningTasks() {}

    /**
     * Waits until no task runs, for a minute at most: a task that hangs must not hide why the job has failed.
     *
     * @param spark where the job has failed
     * @throws InterruptedIOException if this thread is interrupted
     */
    static void awaitEnd(SparkContext spark) throws InterruptedIOException {
        long begun = System.nanoTime();
        while (count(spark) > 0 && System.nanoTime() - begun < PATIENCE) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the tasks of a failed job came to their end");
            }
        }
    }

    private static int count(SparkContext spark) {
        return Arrays.stream(spark.statusTracker().getExecutorInfos())
                .mapToInt(SparkExecutorInfo::numRunningTasks)
                .sum();
    }
}
