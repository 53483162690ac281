package dmsb.experiments.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What became of the inputs of one target. Not for several threads. */
final class Tally {
    /**
     * An input with which a reader did what it must not.
     *
     * @param target the reader's name
     * @param input the bytes
     * @param complaint what it did
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Failure(String target, byte[] input, String complaint) {}

    private static final int MOST_FAILURES = 20;

    long inputs;
    long accepted;
    long refused;
    long bytes;
    int kinds;
    long mostAllocated;
    long failed;
    final List<Failure> failures = new ArrayList<>();

    void fail(Failure failure) {
        failed++;
        if (failures.size() < MOST_FAILURES
                && failures.stream().noneMatch(known -> known.complaint().equals(failure.complaint()))) {
            failures.add(failure);
        }
    }

    void add(Tally other) {
        inputs += other.inputs;
        accepted += other.accepted;
        refused += other.refused;
        bytes += other.bytes;
        kinds = Math.max(kinds, other.kinds);
        mostAllocated = Math.max(mostAllocated, other.mostAllocated);
        other.failures.forEach(this::fail);
        failed += other.failed - other.failures.size();
    }
}
