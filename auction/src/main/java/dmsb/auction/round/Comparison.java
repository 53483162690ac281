package dmsb.auction.round;

import dmsb.auction.mechanism.ModifiedSecondBid;
import java.math.BigDecimal;

/**
 * The comparison of eq. (14) that decided a round, with its exact operands, so that a reader can check it. A ground
 * base station wins iff {@code highest > rho second} in exact arithmetic. A threshold that is rounded to a double may
 * seem to contradict the outcome; these operands do not.
 *
 * @param highest the highest bid v_[1]
 * @param rho the price scaling factor, from 1 to infinity
 * @param second the second-highest bid v_[2], 0 if there is no other
 */
public record Comparison(double highest, double rho, double second) {
    /** Why an auction came out as it did. */
    public enum Reason {
        /** The highest bid exceeds rho times the second: its ground base station serves. */
        GROUND_WINS,
        /** The highest bid is above the second but not above rho times it: the UAV serves. */
        RUNNER_UP_TOO_CLOSE,
        /** Two or more share the highest bid: the UAV serves. */
        TIED,
        /** No ground base station has bid anything: the UAV serves. */
        NO_BID_ABOVE_ZERO,
        /** Rho is infinite: the UAV serves whatever is bid. */
        RHO_INFINITE
    }

    /**
     * What came out of it, and why.
     *
     * @return the reason
     */
    public Reason reason() {
        if (ModifiedSecondBid.exceeds(highest, rho, second)) {
            return Reason.GROUND_WINS;
        }
        if (rho == Double.POSITIVE_INFINITY) {
            return Reason.RHO_INFINITE;
        }
        if (highest == 0.0) {
            return Reason.NO_BID_ABOVE_ZERO;
        }
        return highest == second ? Reason.TIED : Reason.RUNNER_UP_TOO_CLOSE;
    }

    /**
     * Checks an outcome by decimal arithmetic of unlimited precision, which has nothing in common with the way it was found.
     *
     * @param groundWins whether a ground base station was said to win
     * @return true if that is right
     */
    public boolean proves(boolean groundWins) {
        boolean exceeds = rho != Double.POSITIVE_INFINITY
                && new BigDecimal(highest).compareTo(new BigDecimal(rho).multiply(new BigDecimal(second))) > 0;
        return exceeds == groundWins;
    }
}
