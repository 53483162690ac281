package dmsb.experiments.clearing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Clearing by blocks so small that every input has many. */
public final class Blocks {
    private Blocks() {}

    /** Clears an input by blocks of a size. */
    public static ClearingTotals clear(
            Clearing clearing, byte[] input, Clearing.Sink out, Consumer<String> complaints, int blockBytes)
            throws IOException {
        return clearing.run(new ByteArrayInputStream(input), out, complaints, read -> {}, blockBytes);
    }

    /** Clears a log of slots by blocks of a size. */
    public static SlotTotals clear(SlotClearing clearing, byte[] input, Clearing.Sink out, int blockBytes)
            throws IOException {
        return clearing.run(new ByteArrayInputStream(input), out, read -> {}, blockBytes);
    }
}
