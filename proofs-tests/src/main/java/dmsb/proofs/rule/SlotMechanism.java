package dmsb.proofs.rule;

import dmsb.auction.assignment.PlaceWeights;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.Slot;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.core.argument.Require;
import dmsb.proofs.vector.VectorAuction;
import java.util.ArrayList;
import java.util.List;

/** The auction that a vector of factors makes of a slot of several tasks. */
public final class SlotMechanism {
    private static final double ESTIMATE = 1.0;

    private SlotMechanism() {}

    /**
     * The auction of a slot whose factors are fixed before the bids. It is held by the {@link Slot} that simulator and program
     * use; one UAV takes what is left. As factors do not depend on bids, all laws hold for bidders with additive values.
     *
     * @param rhos the factor of each task, at least 1. Copied.
     * @return the auction, of so many tasks and any number of bidders; it refuses slots of another number
     * @throws IllegalArgumentException if a factor is NaN or below 1
     */
    public static VectorAuction of(double... rhos) {
        double[] factors = rhos.clone();
        for (double rho : factors) {
            ModifiedSecondBid.requireRho(rho);
        }
        return bids -> clear(bids, factors);
    }

    private static List<Outcome> clear(double[][] bids, double[] rhos) {
        Require.size("tasks", bids.length, rhos.length);
        int tasks = bids.length;
        int bidders = tasks == 0 ? 1 : bids[0].length;
        Slot slot = new Slot(RoundTerms.of(bidders), tasks, 1, PlaceWeights.harmonic(tasks));
        slot.begin(tasks);
        for (int m = 0; m < tasks; m++) {
            SealedBids sealed = new SealedBids(bidders);
            for (int n = 1; n <= bidders; n++) {
                sealed.bid(n, bids[m][n - 1]);
            }
            slot.view(0, m).open(sealed);
            slot.declare(0, m, ESTIMATE);
        }
        slot.award(rhos, new int[] {Intersection.UNLIMITED}, new double[1]);
        List<Outcome> outcomes = new ArrayList<>();
        for (int m = 0; m < tasks; m++) {
            int server = Math.max(slot.server(m), 0);
            outcomes.add(
                    new Outcome(bidders, server, server > 0 ? slot.view(0, m).price() : 0.0));
        }
        return outcomes;
    }
}
