package dmsb.spark;

import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import scala.jdk.javaapi.CollectionConverters;

/** The tasks of a job that has failed. They end some time after the job, and until then may make the folder anew that they fill. */
final class RunningTasks {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_MILLIS = 20;

    private RunningTasks() {}

    /**
     * Waits until no task runs, for a minute at most: a task that hangs must not hide why the job has failed. Nor must an
     * interrupt: it ends the wait, is kept, and is told of beside the failure.
     *
     * @param spark where the job has failed
     * @param failure why; an interrupt is added to it
     */
    static void awaitEnd(SparkContext spark, Throwable failure) {
        long begun = System.nanoTime();
        int quiet = 0; // twice, as what is told of executors may be a moment old
        try {
            while (quiet < 2 && System.nanoTime() - begun < PATIENCE) {
                quiet = count(spark) == 0 ? quiet + 1 : 0;
                if (quiet < 2) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException told =
                    new InterruptedIOException("interrupted while the tasks of a failed job came to their end");
            told.initCause(e);
            failure.addSuppressed(told);
        }
    }

    /**
     * The scheduler itself knows: it counts a task before it is sent, and until it is told of its end. What Spark tells of
     * executors comes from a store that is written later, by default at most every 100 ms, and serves other schedulers only.
     */
    private static int count(SparkContext spark) {
        if (spark.taskScheduler() instanceof TaskSchedulerImpl scheduler) {
            try {
                return CollectionConverters.asJava(scheduler.runningTasksByExecutors()).values().stream()
                        .mapToInt(tasks -> (Integer) tasks)
                        .sum();
            } catch (LinkageError otherSpark) {
                // SPARK_HOME may be another version than this was compiled with, and the method is Spark's own
            }
        }
        return Arrays.stream(spark.statusTracker().getExecutorInfos())
                .mapToInt(SparkExecutorInfo::numRunningTasks)
                .sum();
    }
}
