package dmsb.experiments.audit;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.evaluation.RuleSeller;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.core.random.RandomStream;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A way of selling in which the first stations bid by a strategy and all others the truth. What is bid is what is sold by
 * and recorded; what is counted are the true values. Of every episode it has the sums over the scored rounds.
 */
final class ManipulatedSeller implements Seller {
    private final Seller seller;
    private final BidStrategy strategy;
    private final int manipulators;
    private final double[] values;
    private final double[] utility;
    private final double[] surplus;
    private final double[] others;
    private final double[] firstBest;
    private int episode = -1;

    /** Room for a number of episodes; stations 1 to {@code manipulators} bid by the strategy. */
    ManipulatedSeller(Seller seller, BidStrategy strategy, int manipulators, int groundStations, int episodes) {
        this.seller = seller;
        this.strategy = strategy;
        this.manipulators = manipulators;
        this.values = new double[groundStations];
        this.utility = new double[episodes];
        this.surplus = new double[episodes];
        this.others = new double[episodes];
        this.firstBest = new double[episodes];
    }

    @Override
    public void reset(RandomStream random) {
        seller.reset(random);
        episode++;
    }

    @Override
    public void sell(Announcement announcement, HindsightRound hindsight) {
        Round round = hindsight.round();
        System.arraycopy(round.bids(), 0, values, 0, values.length);
        if (seller instanceof RuleSeller posting) {
            posting.fix(announcement, round.number());
            bid(announcement, round, posting);
            posting.award(announcement, round);
        } else {
            bid(announcement, round, null);
            seller.sell(announcement, hindsight);
        }
        int winner = round.winner();
        double gain = winner == 0 ? 0.0 : values[winner - 1] - round.price();
        utility[episode] += winner > 0 && winner <= manipulators ? gain : 0.0;
        others[episode] += winner > manipulators ? gain : 0.0;
        surplus[episode] += winner == 0 ? hindsight.uavWorth() : values[winner - 1];
        firstBest[episode] += Math.max(hindsight.uavWorth(), highestPresent());
    }

    private double highestPresent() {
        double highest = 0.0;
        for (int n = strategy == BidStrategy.ABSENCE ? manipulators : 0; n < values.length; n++) {
            highest = Math.max(highest, values[n]);
        }
        return highest;
    }

    private void bid(Announcement announcement, Round round, @Nullable RuleSeller posting) {
        for (int n = 1; n <= manipulators; n++) {
            double rho = posting == null ? Double.NaN : posting.factor(announcement, n);
            round.bids()[n - 1] = strategy.bid(announcement, values, n, rho);
        }
        round.reopen();
    }

    @Override
    public void observe(Round round) {
        seller.observe(round);
    }

    /** What the manipulators gained in each episode, values less prices; the array itself. */
    double[] utility() {
        return utility;
    }

    /** The total surplus by true values in each episode; the array itself. */
    double[] surplus() {
        return surplus;
    }

    /** The total surplus as a fraction of first best, its interval by a stream that resamples the episodes. */
    Interval fraction(RandomStream resampling) {
        return Bootstrap.ratio(surplus, firstBest, resampling);
    }

    /** What the other stations gained in each episode; the array itself. */
    double[] others() {
        return others;
    }
}
