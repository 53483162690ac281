package dmsb.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job of two tasks fails by the first while the second one runs, in this process, so that the test sees the task itself. */
class RunningTasksTest {
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static volatile CountDownLatch begun = new CountDownLatch(1);
    private static volatile CountDownLatch ending = new CountDownLatch(1);

    private JavaSparkContext spark = new JavaSparkContext(conf());

    /** What Spark tells of executors is an hour old, so that it knows of no running task. */
    private static SparkConf conf() {
        return new SparkConf()
                .setMaster("local[2]")
                .setAppName("running tasks")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.ui.liveUpdate.period", "1h");
    }

    @BeforeEach
    void newLatches() {
        begun = new CountDownLatch(1);
        ending = new CountDownLatch(1);
    }

    @AfterEach
    void stop() {
        ending.countDown();
        spark.close();
    }

    private static int task(int number) throws InterruptedException {
        if (number == 0) {
            begun.await();
            throw new IllegalStateException("the first task");
        }
        RUNNING.incrementAndGet();
        begun.countDown();
        try {
            ending.await(1, TimeUnit.MINUTES);
        } finally {
            RUNNING.decrementAndGet();
        }
        return number;
    }

    private Exception failure() {
        assertEquals(2, spark.parallelize(List.of(1, 2), 2).count());
        return assertThrows(
                SparkException.class,
                () -> spark.parallelize(List.of(0, 1), 2)
                        .map(RunningTasksTest::task)
                        .collect());
    }

    @Test
    void theEndOfATaskIsAwaitedOfWhichTheStatusStoreDoesNotKnow() throws InterruptedException {
        Exception failure = failure();
        assertEquals(1, RUNNING.get(), "the job has failed before its second task has ended");
        Thread later = new Thread(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ending.countDown();
        });
        later.start();
        RunningTasks.awaitEnd(spark.sc(), failure);
        assertEquals(0, RUNNING.get());
        assertEquals(0, failure.getSuppressed().length);
        later.join();
    }

    @Test
    void anInterruptEndsTheWaitAndIsToldBesideTheFailure() {
        Exception failure = failure();
        Thread.currentThread().interrupt();
        RunningTasks.awaitEnd(spark.sc(), failure);
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertEquals(1, RUNNING.get());
        assertInstanceOf(InterruptedIOException.class, failure.getSuppressed()[0]);
    }

    @Test
    void anErrorStaysWhatItIsAndAnInterruptOfTheJobIsKept() {
        Error error = new OutOfMemoryError("made up");
        assertSame(error, assertThrows(OutOfMemoryError.class, () -> TableClearing.told(error, "log")));
        assertThrows(java.io.IOException.class, () -> TableClearing.told(new InterruptedException(), "log"));
        assertTrue(Thread.interrupted());
    }
}
