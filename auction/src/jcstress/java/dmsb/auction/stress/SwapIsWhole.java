package dmsb.auction.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dmsb.auction.BatchAuctioneer;
import dmsb.auction.round.Announcement;
import dmsb.auction.rule.learned.ModelRule;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * While a model is published, another thread prices a batch and then two single auctions through the same rule. Every batch is
 * the old model's or the new one's, and who has seen the new model does not see the old one again.
 */
@JCStressTest
@Outcome(
        id = {"0, 0, 0", "0, 0, 1", "0, 1, 1", "1, 1, 1"},
        expect = ACCEPTABLE,
        desc = "whole, and in order")
@Outcome(expect = FORBIDDEN, desc = "torn, or turned back")
@State
public class SwapIsWhole {
    private final ModelRule rule = new ModelRule(TwoWeights.model(TwoWeights.OLD));
    private final BatchAuctioneer auctioneer = new BatchAuctioneer(rule, 1);

    @Actor
    public void publisher() {
        rule.publish(TwoWeights.model(TwoWeights.NEW));
    }

    @Actor
    public void prices(III_Result result) {
        double[] rhos = new double[2];
        auctioneer.clear(
                2,
                new Announcement[] {TwoWeights.announcement(), TwoWeights.announcement()},
                new double[] {1, 1},
                rhos,
                new int[2],
                new double[2]);
        Announcement announcement = TwoWeights.announcement();
        result.r1 = Decisions.action(rhos);
        result.r2 = Decisions.action(rule.rho(announcement));
        result.r3 = Decisions.action(rule.rho(announcement));
    }
}
