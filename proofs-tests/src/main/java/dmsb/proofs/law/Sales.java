package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sales of one auction that were held. Bids that come a second time are cleared again, so an auction whose outcome
 * is no function of the bids is detected, {@link HiddenState}. From the third time on the known outcome is used, which
 * spares slow auctions. Before a verdict a sample of all sales is held again, those among them that were refused.
 */
final class Sales implements Mechanism {
    private static final int MOST_KNOWN = 200_000;
    private static final int MOST_REPEATED = 384;

    private final Mechanism mechanism;
    private final Map<Profile, Known> known = new HashMap<>();
    private final Memory<Profile, Result> memory =
            new Memory<>(MOST_REPEATED, profile -> hold(profile.bids), Result::isLike);
    private final Watched watched = new Watched();

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

    private static final class Known {
        private final Result first;
        private boolean repeated;

        Known(Result first) {
            this.first = first;
        }
    }

    /** An outcome, or the reason why there is none. */
    private record Result(@Nullable Outcome outcome, Sale.@Nullable Refused refused) {
        boolean isRefused() {
            return outcome == null;
        }

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
        Known before = known.get(key);
        if (before == null) {
            return outcome(note(key, hold(key.bids)));
        } else if (!before.repeated) {
            repeat(key, before.first);
            before.repeated = true;
        }
        return outcome(before.first);
    }

    /** Takes down how bids were cleared for the first time. */
    private Result note(Profile key, Result first) {
        if (known.size() < MOST_KNOWN) {
            known.put(key, new Known(first));
        }
        if (memory.takes(first.isRefused())) {
            memory.keep(key, first, first.isRefused());
        }
        return first;
    }

    /** The auction itself, for bids that hardly come twice: of these sales only a sample is remembered. */
    Mechanism unremembered() {
        return watched;
    }

    /** The auction as it is asked for bids that hardly come twice. */
    final class Watched implements Mechanism {
        @Override
        public Outcome clear(double... bids) {
            try {
                Outcome outcome = Sale.clear(mechanism, bids);
                if (memory.takes(false)) {
                    memory.keep(new Profile(bids), new Result(outcome, null), false);
                }
                return outcome;
            } catch (Sale.Refused refused) {
                if (memory.takes(true)) {
                    memory.keep(new Profile(bids), new Result(null, refused), true);
                }
                throw refused;
            }
        }
    }

    /** The auction that nobody watches. */
    Mechanism mechanism() {
        return mechanism;
    }

    /**
     * Takes down the outcome of a sale that was held elsewhere.
     *
     * @param refused why there is none
     * @throws HiddenState if the outcome is another one than before
     */
    void note(double[] bids, @Nullable Outcome outcome, Sale.@Nullable Refused refused) {
        Profile key = new Profile(bids);
        Known before = known.get(key);
        Result result = new Result(outcome, refused);
        if (before == null) {
            note(key, result);
        } else {
            compare(key, before.first, result);
        }
    }

    /**
     * Holds the sale of these bids once more, whatever is known.
     *
     * @throws HiddenState if the outcome is another one than before
     */
    void replay(double... bids) {
        Profile key = new Profile(bids);
        Known before = known.get(key);
        repeat(key, before == null ? note(key, hold(key.bids)) : before.first);
    }

    /**
     * Holds some of the sales once more, from the last to the first.
     *
     * @throws HiddenState if an outcome is another one than before, with the simplest bids of which that is so
     */
    void replaySome() {
        replaySome(() -> {});
    }

    /**
     * Holds some of the sales once more, and what was found again and again among them.
     *
     * @param found holds what was found
     * @throws HiddenState if an outcome is another one than before, with the simplest bids of which that is so
     */
    void replaySome(Runnable found) {
        Simplest simplest = new Simplest();
        memory.askAgain(found, simplest);
        if (simplest.state != null) {
            throw simplest.state;
        }
    }

    /** The simplest bids that were cleared in two ways. */
    private static final class Simplest implements Memory.Changing<Profile, Result> {
        private @Nullable HiddenState state;
        private double least = Double.POSITIVE_INFINITY;

        @Override
        public void found(Profile key, Result first, Result later) {
            if (Simplicity.of(key.bids) < least) {
                least = Simplicity.of(key.bids);
                state = state(key, first, later);
            }
        }
    }

    private void repeat(Profile key, Result first) {
        compare(key, first, hold(key.bids));
    }

    private static void compare(Profile key, Result first, Result later) {
        if (!first.isLike(later)) {
            throw state(key, first, later);
        }
    }

    private static HiddenState state(Profile key, Result first, Result later) {
        return new HiddenState(
                new Counterexample.Inconsistency(Arrays.stream(key.bids).boxed().toList(), first.text(), later.text()));
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
