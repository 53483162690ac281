package dmsb.auction.round;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.core.argument.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * What is fixed before the bids of a round: the factor of every station, and whether the round is a <em>look</em>. In a
 * look the UAV serves whatever is bid, so that its value is seen; every factor is infinite then. No factor is below 1, so
 * only the highest bid can win, and the factor of its bidder decides the round.
 *
 * @param rhos rho_1..rho_N from index 0 on, or one factor that all stations share; each from 1 to infinity
 * @param look whether the round is a look
 */
public record Factors(List<Double> rhos, boolean look) {
    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if there is no factor, one is NaN or below 1, or a look has a finite one
     */
    public Factors {
        rhos = List.copyOf(rhos);
        Require.atLeast("rhos", rhos.size(), 1);
        for (double rho : rhos) {
            ModifiedSecondBid.requireRho(rho);
            if (look && rho != Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("rhos: expected Infinity in a look, got " + rho);
            }
        }
    }

    /**
     * One factor for all stations.
     *
     * @param rho the factor, from 1 to infinity
     * @return the factors of a round that is no look
     * @throws IllegalArgumentException if rho is NaN or below 1
     */
    public static Factors common(double rho) {
        return new Factors(List.of(rho), false);
    }

    /**
     * A factor for each station.
     *
     * @param rhos rho_1..rho_N from index 0 on. Not modified.
     * @param look whether the round is a look
     * @return the factors
     * @throws IllegalArgumentException if there is no factor, one is NaN or below 1, or a look has a finite one
     */
    public static Factors of(double[] rhos, boolean look) {
        List<Double> list = new ArrayList<>(rhos.length);
        for (double rho : rhos) {
            list.add(rho);
        }
        return new Factors(list, look);
    }

    /**
     * Whether all stations have the same factor.
     *
     * @return true if there is one factor only
     */
    public boolean isCommon() {
        return rhos.size() == 1;
    }

    /**
     * The factor of a station.
     *
     * @param station the ground base station, 1 to N
     * @return its rho
     * @throws IllegalArgumentException if there is no such station
     */
    public double rho(int station) {
        Require.atLeast("station", station, 1);
        if (isCommon()) {
            return rhos.get(0);
        }
        return rhos.get(Require.within("station", station, 1, rhos.size()) - 1);
    }
}
