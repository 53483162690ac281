package dmsb.proofs.law;

import java.util.ArrayList;
import java.util.List;

/**
 * A sample of a row of unknown length: the first items, and of all others each with the same chance. The chance is halved whenever
 * the sample is full. Which places are taken follows from their numbers alone, but from all of their bits: a row that
 * repeats itself is sampled as evenly as any.
 */
final class EvenSample<T> {
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final long MIX = 0xbf58476d1ce4e5b9L;
    private static final int FIRST = 32;

    private final int most;
    private final List<T> first = new ArrayList<>();
    private final List<Item<T>> others = new ArrayList<>();
    private long count;
    private int halvings;

    private record Item<T>(T item, long hash) {}

    /** A sample of so many items at most, beside the first. */
    EvenSample(int most) {
        this.most = most;
    }

    /** Counts the next item, and says whether it belongs to the sample. */
    boolean takes() {
        count++;
        return count <= FIRST || isTaken(hash());
    }

    /** Adds the item that was counted last, and that belongs to the sample. */
    void add(T item) {
        if (count <= FIRST) {
            first.add(item);
            return;
        }
        others.add(new Item<>(item, hash()));
        while (others.size() > most) {
            halvings++;
            others.removeIf(other -> !isTaken(other.hash()));
        }
    }

    private long hash() {
        long mixed = count * STEP;
        mixed = (mixed ^ mixed >>> 32) * MIX;
        return mixed ^ mixed >>> 29;
    }

    private boolean isTaken(long hash) {
        return halvings == 0 || hash >>> (Long.SIZE - halvings) == 0;
    }

    /** The sample, the last item first. */
    List<T> backwards() {
        List<T> all = new ArrayList<>();
        for (int i = others.size() - 1; i >= 0; i--) {
            all.add(others.get(i).item());
        }
        for (int i = first.size() - 1; i >= 0; i--) {
            all.add(first.get(i));
        }
        return all;
    }
}
