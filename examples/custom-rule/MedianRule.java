import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/**
 * A rule of one's own: rho = the UAV's estimate over the median runner-up of the rounds that are remembered. The bids of the
 * round are not among its arguments, so every round stays truthful whatever it computes.
 */
public class MedianRule implements PostedRule {
    @Override
    public double rho(Announcement announcement) {
        BidHistory history = announcement.history();
        double[] runnersUp = new double[history.size()];
        Arrays.setAll(runnersUp, age -> history.bid(age, 1));
        Arrays.sort(runnersUp);
        double median = runnersUp.length == 0 ? 0 : runnersUp[runnersUp.length / 2];
        return median > 0 ? Math.max(1, announcement.estimate() / median) : 1;
    }

    public static void main(String[] args) {
        Scenario market = Scenario.preset("paper");
        for (PostedRule rule : new PostedRule[] {new MedianRule(), new LaggedReserveRule()}) {
            double fraction = new Evaluation(market, SeedTree.of(1).child("example"))
                    .run(Sellers.of(rule), 100)
                    .firstBestFraction();
            System.out.printf("%s reaches a fraction of first best above 0.9: %b%n", name(rule), fraction > 0.9);
        }
    }

    private static String name(PostedRule rule) {
        return rule.getClass().getSimpleName();
    }
}
