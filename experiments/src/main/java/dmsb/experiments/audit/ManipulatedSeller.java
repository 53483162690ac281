package dmsb.experiments.audit;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.evaluation.RuleSeller;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.core.random.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * A way of selling in which the first stations bid by a strategy and all others the truth. What is bid is what is sold by
 * and recorded; what is counted are the true values.
 */
final class ManipulatedSeller implements Seller {
    private final Seller seller;
    private final BidStrategy strategy;
    private final int manipulators;
    private final double[] values;
    private final PlayedEpisodes played;
    private int episode = -1;

    /** Room for a number of episodes; stations 1 to {@code manipulators} bid by the strategy. */
    ManipulatedSeller(Seller seller, BidStrategy strategy, int manipulators, int groundStations, int episodes) {
        this.seller = seller;
        this.strategy = strategy;
        this.manipulators = manipulators;
        this.values = new double[groundStations];
        this.played = PlayedEpisodes.of(episodes);
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
        played.utility()[episode] += winner > 0 && winner <= manipulators ? gain : 0.0;
        played.others()[episode] += winner > manipulators ? gain : 0.0;
        played.surplus()[episode] += winner == 0 ? hindsight.uavWorth() : values[winner - 1];
        played.firstBest()[episode] += Math.max(hindsight.uavWorth(), highestPresent());
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

    /** What came of the episodes that were played. */
    PlayedEpisodes played() {
        return played;
    }
}
