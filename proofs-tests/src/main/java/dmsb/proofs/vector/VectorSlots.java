package dmsb.proofs.vector;

import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Amounts;
import dmsb.proofs.law.Memory;
import java.util.List;
import java.util.Optional;

/** The slots of one auction that were held, of which a sample is held again before any verdict. */
final class VectorSlots implements VectorAuction {
    private static final int MOST_REMEMBERED = 256;

    private final VectorAuction auction;
    private final Memory<double[][], Optional<List<Outcome>>> memory =
            new Memory<>(MOST_REMEMBERED, this::again, Optional::equals);

    VectorSlots(VectorAuction auction) {
        this.auction = auction;
    }

    /** The same bids came out in two ways. */
    static final class ChangingSlot extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        ChangingSlot(String reason) {
            super(reason);
        }
    }

    /**
     * Holds a slot.
     *
     * @throws VectorCase.RefusedSlot if the auction fails
     */
    @Override
    public List<Outcome> clear(double[][] bids) {
        try {
            List<Outcome> outcomes = VectorCase.clear(auction, bids);
            if (memory.takes(false)) {
                memory.keep(Amounts.copy(bids), Optional.of(outcomes), false);
            }
            return outcomes;
        } catch (VectorCase.RefusedSlot reason) {
            if (memory.takes(true)) {
                memory.keep(Amounts.copy(bids), Optional.empty(), true);
            }
            throw reason;
        }
    }

    private Optional<List<Outcome>> again(double[][] bids) {
        try {
            return Optional.of(VectorCase.clear(auction, bids));
        } catch (VectorCase.RefusedSlot refused) {
            return Optional.empty();
        }
    }

    /** Holds some slots once more, the last ones first, and those of a counterexample again and again among them. */
    void requireRepeatable(VectorCounterexample found) {
        repeatSome(() -> {
            if (!found.isConfirmedBy(auction)) {
                throw new ChangingSlot("it did not come out again that " + found);
            }
        });
    }

    /** Holds some slots once more, the last ones first. */
    void repeatSome() {
        repeatSome(() -> {});
    }

    private void repeatSome(Runnable between) {
        memory.askAgain(between, (bids, first, later) -> {
            throw new ChangingSlot("the same bids came out in two ways");
        });
    }
}
