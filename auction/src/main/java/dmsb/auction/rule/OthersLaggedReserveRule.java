package dmsb.auction.rule;

import dmsb.auction.round.OthersPast;

/**
 * The {@link LaggedReserveRule} from the others' past: rho_n = max(1, vhat_0(t) / max b_-n(t-1)). The price of the highest
 * bidder is then about the UAV's declared estimate, if the others bid as in the last round. Before the first round every
 * factor is 1; after a round in which all others bid 0 the factor is that of the last round in which one did not, and 1
 * if there is none. So a rival that bids 0 spoils nothing that is remembered.
 */
public final class OthersLaggedReserveRule implements StrictRule {
    /** The rule; it keeps nothing. */
    public OthersLaggedReserveRule() {}

    @Override
    public double factor(OthersPast past) {
        for (int age = 0; age < past.rounds() && past.others() > 0; age++) {
            double highest = past.bid(age, 0);
            if (highest > 0) {
                return Ratio.atLeastOne(past.estimate(), highest);
            }
        }
        return past.others() == 0 ? Ratio.atLeastOne(past.estimate(), 0.0) : 1.0;
    }
}
