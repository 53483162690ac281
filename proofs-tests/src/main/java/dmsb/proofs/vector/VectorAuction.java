package dmsb.proofs.vector;

import dmsb.auction.mechanism.Outcome;
import java.util.List;

/** An auction of several tasks at once: a function from the bids on all of them to an outcome for each. */
@FunctionalInterface
public interface VectorAuction {
    /**
     * Holds the auction.
     *
     * @param bids the bids for task m at index m, b_1 first; 0 is a bid for nothing. A copy: it may be modified and kept.
     * @return the outcomes of the tasks in their order, each with as many bidders as there are bids for the task
     */
    List<Outcome> clear(double[][] bids);
}
