package dmsb.nn.kernel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that works on its piece of one task after another.
 *
 * <p>This thread begins the piece, or the thread that gave it does once it has nothing else to do. So the caller does
 * not wait for a thread that the system does not run because its core is busy.
 */
final class HelperThread extends Thread {
    /** How often it looks for the next task before it goes to sleep: some hundred microseconds. */
    private static final int PATIENCE = 10_000;

    private final KernelBackend backend;
    private final int piece;
    private final int pieces;

    /** The task that was given and not begun, or null. Its fields are written before it is, and read after it was taken. */
    private final AtomicReference<@Nullable Task> given = new AtomicReference<>();

    private volatile boolean working;
    private volatile boolean asleep;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /** What can be done in pieces. */
    interface Task {
        void run(KernelBackend backend, int piece, int pieces);
    }

    HelperThread(KernelBackend backend, int piece, int pieces) {
        super("dmsb-kernels-" + piece);
        setDaemon(true);
        this.backend = backend;
        this.piece = piece;
        this.pieces = pieces;
    }

    @Override
    public void run() {
        while (!ended) {
            Task next = nextTask();
            if (next != null && given.compareAndSet(next, null)) {
                try {
                    next.run(backend, piece, pieces);
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                working = false;
            }
        }
    }

    private @Nullable Task nextTask() {
        for (int i = 0; i < PATIENCE; i++) {
            Task next = given.get();
            if (next != null || ended) {
                return next;
            }
            Thread.onSpinWait();
        }
        asleep = true;
        while (given.get() == null && !ended) {
            LockSupport.park(this);
        }
        asleep = false;
        return given.get();
    }

    /** Gives it a task; the one before must be done. */
    void give(Task next) {
        if (ended) {
            throw new IllegalStateException("kernels: expected them open, they are closed");
        }
        working = true;
        given.set(next);
        if (asleep) {
            LockSupport.unpark(this);
        }
    }

    /**
     * Ends with the task done: by the caller, if this thread has not begun it, and otherwise by waiting. Where there are
     * fewer cores than threads, others get their turn meanwhile.
     *
     * @param task the task that was given
     * @param own what the caller uses
     */
    @SuppressWarnings("ThreadPriorityCheck") // a courtesy: nothing but speed depends on it
    void finish(Task task, KernelBackend own) {
        if (given.compareAndSet(task, null)) {
            working = false;
            task.run(own, piece, pieces);
            return;
        }
        for (int i = 0; working; i++) {
            if (i < PATIENCE) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        Throwable failed = failure;
        if (failed != null) {
            failure = null;
            throw new IllegalStateException("a helping thread failed", failed);
        }
    }

    /** Ends the thread. */
    void end() {
        ended = true;
        LockSupport.unpark(this);
    }
}
