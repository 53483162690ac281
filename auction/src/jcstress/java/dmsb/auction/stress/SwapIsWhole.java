package dmsb.auction.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dmsb.auction.Auctioneer;
import dmsb.auction.BatchAuctioneer;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
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
    private final BatchAuctioneer auctioneer = new BatchAuctioneer(rule, RoundTerms.of(TwoWeights.SCENARIO));

    private Auctioneer market() {
        return auctioneer.newMarket().announce(0, 0);
    }

    @Actor
    public void publisher() {
        rule.publish(TwoWeights.model(TwoWeights.NEW));
    }

    @Actor
    public void prices(III_Result result) {
        Posted[] posted = new Posted[2];
        auctioneer.post(2, new Auctioneer[] {market(), market()}, posted);
        double[] rhos = {posted[0].rho(), posted[1].rho()};
        Announcement announcement = TwoWeights.announcement();
        result.r1 = Decisions.action(rhos);
        result.r2 = Decisions.action(rule.rho(announcement));
        result.r3 = Decisions.action(rule.rho(announcement));
    }
}
