package dmsb.experiments.clearing;

import dmsb.auction.dense.SlotSettlement;
import dmsb.experiments.clearing.SlotClearer.TaskOutcomes;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of which each is a task. A slot is cleared and written as soon as the last of its tasks is there. */
final class SlotRows implements CsvRows {
    private final SlotClearer<byte[]> clearer;
    private final SlotOutcomes format;
    private @Nullable RecordBlock writing;

    SlotRows(Function<TaskOutcomes<byte[]>, SlotClearer<byte[]>> clearer, SlotOutcomes format) {
        this.clearer = clearer.apply(this::write);
        this.format = format;
    }

    @Override
    public SlotRow row() {
        return clearer.slotRow();
    }

    @Override
    public @Nullable String clear(byte[] id, RecordBlock block) {
        writing = block;
        return clearer.clear(id);
    }

    private void write(byte[] id, long slot, int task, SlotSettlement.@Nullable TaskOutcome outcome) {
        format.write(Objects.requireNonNull(writing).output, id, slot, task, outcome);
    }

    @Override
    public void flush(RecordBlock block) {
        // the slot under way goes on in the next block
    }

    SlotClearer<byte[]> clearer() {
        return clearer;
    }
}
