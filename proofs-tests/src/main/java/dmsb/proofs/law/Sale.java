package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import org.jspecify.annotations.Nullable;

/** One sale of an auction that is not trusted: it has an outcome for the bids that were made, or is refused. */
final class Sale {
    private Sale() {}

    /**
     * A sale that did not come about: the auction threw, returned nothing, or returned the outcome of another sale. Its
     * message says which.
     */
    static final class Refused extends Unanswered {
        private static final long serialVersionUID = 1L;

        Refused(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }

    /**
     * Clears a copy of the bids.
     *
     * @throws Refused if there is no outcome for these bids
     */
    static Outcome clear(Mechanism mechanism, double... bids) {
        if (mechanism instanceof Sales.Watched watched) {
            return watched.clear(bids);
        }
        @Nullable Outcome outcome;
        try {
            outcome = mechanism.clear(bids.clone());
        } catch (Refused | Sales.HiddenState known) {
            throw known;
        } catch (Exception | Error thrown) { // whatever a stranger's auction throws is the finding
            throw refused(thrown);
        }
        if (outcome == null) {
            throw new Refused("null instead of an outcome", null);
        }
        if (outcome.groundStations() != bids.length) {
            throw new Refused("an outcome for " + outcome.groundStations() + " bidders, not " + bids.length, null);
        }
        return outcome;
    }

    /** What was thrown, as a refusal. */
    static Refused refused(Throwable thrown) {
        return new Refused(Thrown.text(thrown), thrown);
    }
}
