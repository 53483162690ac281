package dmsb.nn.kernel;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that works on its piece of one task after another. */
final class HelperThread extends Thread {
    /** How often it looks for the next task before it goes to sleep: some hundred microseconds. */
    private static final int PATIENCE = 10_000;

    private final StridedKernels kernels;
    private final int piece;
    private final int pieces;

    /** The task under way, null between tasks. Its fields are written before it is, and read after it was. */
    private volatile @Nullable Task task;

    private volatile boolean asleep;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /** What can be done in pieces. */
    interface Task {
        void run(StridedKernels kernels, int piece, int pieces);
    }

    HelperThread(StridedKernels kernels, int piece, int pieces) {
        super("dmsb-kernels-" + piece);
        setDaemon(true);
        this.kernels = kernels;
        this.piece = piece;
        this.pieces = pieces;
    }

    @Override
    public void run() {
        while (!ended) {
            Task next = nextTask();
            if (next != null) {
                try {
                    next.run(kernels, piece, pieces);
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                task = null;
            }
        }
    }

    private @Nullable Task nextTask() {
        for (int i = 0; i < PATIENCE; i++) {
            Task next = task;
            if (next != null || ended) {
                return next;
            }
            Thread.onSpinWait();
        }
        asleep = true;
        while (task == null && !ended) {
            LockSupport.park(this);
        }
        asleep = false;
        return task;
    }

    /** Gives it a task; the one before must be done. */
    void give(Task next) {
        if (ended) {
            throw new IllegalStateException("kernels: expected them open, they are closed");
        }
        task = next;
        if (asleep) {
            LockSupport.unpark(this);
        }
    }

    /** Waits for the task to be done; where there are fewer cores than threads, others get their turn. */
    @SuppressWarnings("ThreadPriorityCheck") // a courtesy: nothing but speed depends on it
    void awaitDone() {
        for (int i = 0; task != null; i++) {
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
