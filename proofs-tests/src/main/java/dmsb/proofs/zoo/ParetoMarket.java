package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Mechanism;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.proofs.law.CommonValueMarket;

/**
 * A heavy-tailed market with a common value: match values are independent with P(M &gt; x) = x^-2 for x &gt;= 1, and C is 1 or
 * 10, each with probability 1/2. Under a constant rho the UAV serves with probability 1 - rho^-2, whatever N is.
 *
 * @param bidders N, at least 2
 * @param low the auction of rounds with C = 1
 * @param high the auction of rounds with C = 10
 */
public record ParetoMarket(int bidders, Mechanism low, Mechanism high) implements CommonValueMarket {
    /** The larger of the two common values; the smaller is 1. */
    public static final double HIGH = 10.0;

    /**
     * Checks the components.
     *
     * @param bidders N, at least 2
     * @param low the auction of rounds with C = 1
     * @param high the auction of rounds with C = 10
     * @throws IllegalArgumentException if there are fewer than two bidders
     */
    public ParetoMarket {
        Require.atLeast("bidders", bidders, 2);
    }

    /**
     * The market in which every round is the same auction.
     *
     * @param bidders N, at least 2
     * @param mechanism the auction
     * @return the market
     * @throws IllegalArgumentException if there are fewer than two bidders
     */
    public static ParetoMarket of(int bidders, Mechanism mechanism) {
        return new ParetoMarket(bidders, mechanism, mechanism);
    }

    @Override
    public MarketRound next(RandomStream random) {
        boolean isHigh = random.nextInt(2) == 1;
        double[] match = new double[bidders];
        for (int i = 0; i < bidders; i++) {
            match[i] = 1.0 / Math.sqrt(1.0 - random.nextDouble());
        }
        return isHigh ? new MarketRound(HIGH, high, match) : new MarketRound(1.0, low, match);
    }
}
