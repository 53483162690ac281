package dmsb.experiments.run;

import dmsb.experiments.config.UsageException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a training is kept safe, and where it begins: see docs/checkpoints.md.
 *
 * @param every the rounds from one checkpoint to the next, 0 to write none
 * @param resume whether to go on from the last checkpoint, if there is one
 * @param otherBuild whether to go on from a checkpoint of another build of the code too, which is refused otherwise
 * @param replace whether what another run has left in the folder, complete or not, is given up
 * @param keep whether the last checkpoint stays when the run is complete, so that it can be extended
 * @param stop asked now and then, from the training's thread; once it says true the run writes a checkpoint and ends with a
 *     {@link RunStoppedException}
 * @param notes told in a line each of what the user should know
 */
public record Checkpointing(
        long every,
        boolean resume,
        boolean otherBuild,
        boolean replace,
        boolean keep,
        BooleanSupplier stop,
        Consumer<String> notes) {
    /** The rounds from one checkpoint to the next, unless told otherwise. */
    public static final long EVERY = 10_000;

    /** No checkpoint, no end but the end. */
    public static final Checkpointing NONE = new Checkpointing(0, false, false, () -> false, note -> {});

    /** For runs that are parts of something larger: goes on from what is there. Rarely, as there are many and most are short. */
    public static final Checkpointing RESUMING = new Checkpointing(25_000, true, false, () -> false, note -> {});

    /**
     * Checks the number, and that not both are asked for, to go on and to begin anew.
     *
     * @throws UsageException if the number is negative, or both are
     */
    public Checkpointing {
        if (every < 0) {
            throw new UsageException("checkpoint-every: expected at least 1 round, or off, got " + every);
        }
        if (resume && replace) {
            throw new UsageException("--replace: expected without --resume, got both");
        }
    }

    /**
     * A training that gives up nothing that is there.
     *
     * @param every the rounds from one checkpoint to the next, 0 to write none
     * @param resume whether to go on from the last checkpoint, if there is one
     * @param keep whether the last checkpoint stays when the run is complete
     * @param stop asked now and then whether to stop
     * @param notes told in a line each of what the user should know
     */
    public Checkpointing(long every, boolean resume, boolean keep, BooleanSupplier stop, Consumer<String> notes) {
        this(every, resume, false, false, keep, stop, notes);
    }
}
