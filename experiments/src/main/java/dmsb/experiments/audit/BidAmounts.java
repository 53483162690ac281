package dmsb.experiments.audit;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.Bids;
import dmsb.auction.round.Announcement;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/** What is usually bid in a market, so that laws are examined among such amounts. */
final class BidAmounts implements Seller {
    private static final int EPISODES = 20;
    private static final double STEPS = 8.0;
    private static final double QUANTILE = 0.9;

    private final Seller seller = Sellers.secondPrice();
    private final double[] highest;
    private int count;

    private BidAmounts(int rounds) {
        highest = new double[rounds];
    }

    /** The step of a grid whose upper end nine tenths of the rounds' highest bids do not exceed; 1, 2 or 5 times a power of ten. */
    static double step(Scenario scenario, SeedTree seeds) {
        BidAmounts amounts = new BidAmounts(EPISODES * scenario.roundsPerEpisode());
        new Evaluation(scenario, seeds).run(amounts, EPISODES);
        Arrays.sort(amounts.highest, 0, amounts.count);
        double high = amounts.count == 0 ? 0.0 : amounts.highest[(int) (QUANTILE * (amounts.count - 1))];
        return high > 0.0 ? rounded(high / STEPS) : 1.0;
    }

    private static double rounded(double amount) {
        double power = StrictMath.pow(10.0, Math.floor(StrictMath.log10(amount)));
        double digits = amount / power;
        return power * (digits < 1.5 ? 1.0 : digits < 3.5 ? 2.0 : digits < 7.5 ? 5.0 : 10.0);
    }

    @Override
    public void sell(Announcement announcement, HindsightRound round) {
        double[] values = round.round().bids();
        highest[count++] = values[Bids.highest(values, values.length)];
        seller.sell(announcement, round);
    }
}
