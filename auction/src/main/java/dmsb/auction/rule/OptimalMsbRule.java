package dmsb.auction.rule;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;

/**
 * The optimal modified second-bid auction's rule: rho = max(1, mean u_0 / mean u_[2]) over the past rounds of the
 * episode. Here u_[2] is the second-highest bid, and there are two readings of u_0. The paper's words say the highest
 * bid; Arnosti et al. 2016 derive the brand bidder's value. In the second reading the UAV's declared estimate of each
 * past round replaces its value, which is not known. Before the first round rho is 1; where all u_[2] are 0, it is
 * infinite.
 */
public final class OptimalMsbRule implements PostedRule {
    private final boolean brand;
    private double sum;
    private double secondSum;

    private OptimalMsbRule(boolean brand) {
        this.brand = brand;
    }

    /**
     * The rule in the paper's words.
     *
     * @return the rule with the highest bid as u_0
     */
    public static OptimalMsbRule ofHighestBid() {
        return new OptimalMsbRule(false);
    }

    /**
     * The rule as its source has it.
     *
     * @return the rule with the UAV's declared estimate as u_0
     */
    public static OptimalMsbRule ofBrandValue() {
        return new OptimalMsbRule(true);
    }

    @Override
    public void reset(RandomStream random) {
        sum = 0.0;
        secondSum = 0.0;
    }

    @Override
    public void observe(Round round) {
        sum += brand ? round.estimate() : round.highest();
        secondSum += round.second();
    }

    @Override
    public double rho(Announcement announcement) {
        return Ratio.atLeastOne(sum, secondSum);
    }

    @Override
    public void save(StateWriter state) {
        state.put("sums", new double[] {sum, secondSum});
    }

    @Override
    public void restore(StateReader state) {
        double[] sums = state.doubles("sums", 2);
        sum = sums[0];
        secondSum = sums[1];
    }
}
