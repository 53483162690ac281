package dmsb.proofs.horizon;

import dmsb.auction.mechanism.Bids;
import dmsb.proofs.law.Amounts;

/**
 * A small market over a few rounds: every bidder's value of the task in every round. The values are the truthful bids.
 *
 * @param values the values of round t at index t, v_1 first: at least one round, equally many bidders in each, at least
 *     2; finite and not negative. Copied.
 * @param uavValues what the task is worth to the UAV in each round. Copied.
 * @param estimates what the UAV announces as its estimate before each round. Copied.
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out
public record HorizonCase(double[][] values, double[] uavValues, double[] estimates) {
    /**
     * Checks and copies the components.
     *
     * @param values the values of round t at index t, v_1 first
     * @param uavValues what the task is worth to the UAV in each round
     * @param estimates what the UAV announces as its estimate before each round
     * @throws IllegalArgumentException if there is no round, a round has other bidders than the first or fewer than 2, or a number
     *     is negative, infinite or NaN
     */
    public HorizonCase {
        values = Amounts.copy(values);
        uavValues = uavValues.clone();
        estimates = estimates.clone();
        if (values.length == 0 || uavValues.length != values.length || estimates.length != values.length) {
            throw new IllegalArgumentException("rounds: expected at least one, equally many of all amounts, got "
                    + values.length + ", " + uavValues.length + " and " + estimates.length);
        }
        for (double[] round : values) {
            if (round.length < 2 || round.length != values[0].length) {
                throw new IllegalArgumentException(
                        "values: expected at least 2 bidders, the same in every round, got " + round.length);
            }
            Bids.require(round, round.length);
        }
        Bids.require(uavValues, uavValues.length);
        Bids.require(estimates, estimates.length);
    }

    /**
     * The values.
     *
     * @return a copy, those of round t at index t
     */
    @Override
    public double[][] values() {
        return Amounts.copy(values);
    }

    /**
     * What the task is worth to the UAV.
     *
     * @return a copy, of round t at index t
     */
    @Override
    public double[] uavValues() {
        return uavValues.clone();
    }

    /**
     * What the UAV announces as its estimates.
     *
     * @return a copy, of round t at index t
     */
    @Override
    public double[] estimates() {
        return estimates.clone();
    }

    int rounds() {
        return values.length;
    }

    int bidders() {
        return values[0].length;
    }
}
