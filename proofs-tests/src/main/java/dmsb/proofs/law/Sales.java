package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sales of one auction that were held. Bids that come a second time are cleared again, so an auction whose outcome
 * is no function of the bids is detected, {@link HiddenState}. From the third time on the remembered outcome is used,
 * which spares slow auctions.
 */
final class Sales implements Mechanism {
    private static final int MOST_REMEMBERED = 200_000;
    private static final int MOST_REPEATED = 256;

    private final Mechanism mechanism;
    private final Map<Profile, Memory> known = new HashMap<>();
    private final List<Profile> order = new ArrayList<>();

    Sales(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    /** The same bids had two outcomes. */
    static final class HiddenState extends IllegalStateException {
        private static final long serialVersionUID = 1L;
        private final transient Counterexample.Inconsistency found;

        HiddenState(Counterexample.Inconsistency found) {
            super(found.toString());
            this.found = found;
        }

        Counterexample.Inconsistency found() {
            return found;
        }
    }

    /** Bids as a key. Amounts on a grid differ in their leading bits alone, so the bits are mixed. */
    private static final class Profile {
        private static final long MIX = 0x9e3779b97f4a7c15L;
        private final double[] bids;
        private final int hash;

        Profile(double... bids) {
            this.bids = bids.clone();
            long mixed = bids.length;
            for (double bid : bids) {
                mixed = (mixed ^ Double.doubleToLongBits(bid)) * MIX;
                mixed ^= mixed >>> 32;
            }
            this.hash = (int) mixed;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Profile profile && Arrays.equals(bids, profile.bids);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static final class Memory {
        private final Result first;
        private boolean repeated;

        Memory(Result first) {
            this.first = first;
        }
    }

    /** An outcome, or the reason why there is none. */
    private record Result(@Nullable Outcome outcome, Sale.@Nullable Refused refused) {
        boolean isLike(Result other) {
            return outcome == null ? other.outcome == null : outcome.equals(other.outcome);
        }

        String text() {
            return outcome != null
                    ? Wording.outcome(outcome)
                    : "refused by " + (refused == null ? "" : refused.getMessage());
        }
    }

    /**
     * Clears the bids, or remembers how they were cleared twice.
     *
     * @throws Sale.Refused if there is no outcome for these bids
     * @throws HiddenState if the outcome is another one than before
     */
    @Override
    public Outcome clear(double... bids) {
        Profile key = new Profile(bids);
        Memory memory = known.get(key);
        if (memory == null) {
            memory = remember(key);
        } else if (!memory.repeated) {
            repeat(key, memory);
        }
        return outcome(memory.first);
    }

    private Memory remember(Profile key) {
        Memory memory = new Memory(hold(key.bids));
        if (known.size() < MOST_REMEMBERED) {
            known.put(key, memory);
            order.add(key);
        }
        return memory;
    }

    /** The auction itself, for bids that hardly come twice. */
    Mechanism unremembered() {
        return mechanism;
    }

    /**
     * Holds the sale of these bids once more, whatever is remembered.
     *
     * @throws HiddenState if the outcome is another one than before
     */
    void replay(double... bids) {
        Profile key = new Profile(bids);
        Memory memory = known.get(key);
        repeat(key, memory == null ? remember(key) : memory);
    }

    /**
     * Holds some of the sales once more, from the last to the first.
     *
     * @throws HiddenState if an outcome is another one than before, with the simplest bids of which that is so
     */
    void replaySome() {
        int step = Math.max(1, order.size() / MOST_REPEATED);
        @Nullable HiddenState simplest = null;
        double least = Double.POSITIVE_INFINITY;
        for (int i = order.size() - 1; i >= 0; i -= step) {
            Profile key = order.get(i);
            Memory memory = known.get(key);
            HiddenState found = memory == null ? null : repeated(key, memory);
            if (found != null && Simplicity.of(key.bids) < least) {
                least = Simplicity.of(key.bids);
                simplest = found;
            }
        }
        if (simplest != null) {
            throw simplest;
        }
    }

    private void repeat(Profile key, Memory memory) {
        HiddenState found = repeated(key, memory);
        if (found != null) {
            throw found;
        }
    }

    private @Nullable HiddenState repeated(Profile key, Memory memory) {
        Result again = hold(key.bids);
        memory.repeated = true;
        return memory.first.isLike(again)
                ? null
                : new HiddenState(new Counterexample.Inconsistency(
                        Arrays.stream(key.bids).boxed().toList(), memory.first.text(), again.text()));
    }

    private Result hold(double... bids) {
        try {
            return new Result(Sale.clear(mechanism, bids), null);
        } catch (Sale.Refused refused) {
            return new Result(null, refused);
        }
    }

    private static Outcome outcome(Result result) {
        if (result.outcome != null) {
            return result.outcome;
        }
        throw result.refused == null ? new Sale.Refused("", null) : result.refused;
    }
}
