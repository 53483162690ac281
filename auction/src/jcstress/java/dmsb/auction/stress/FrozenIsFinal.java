package dmsb.auction.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dmsb.auction.Auctioneer;
import dmsb.auction.online.OnlineLearning;
import dmsb.auction.online.OnlineSettings;
import dmsb.auction.online.OnlineStatus;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.random.RandomStream;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.rl.Step;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A market's rounds lead to a candidate while another thread freezes the learning. Once freezing has returned the publication's
 * number does not change any more, and a candidate that was compared was published or withheld.
 */
@JCStressTest
@Outcome(
        id = {"1, 1, 1", "2, 2, 1", "1, 1, 0"},
        expect = ACCEPTABLE,
        desc = "published before, withheld, or never compared")
@Outcome(expect = FORBIDDEN, desc = "published after freezing has returned")
@State
public class FrozenIsFinal implements SnapshotAgent {
    private final ModelRule rule = new ModelRule(TwoWeights.model(TwoWeights.OLD));
    private final OnlineLearning learning =
            new OnlineLearning(rule, this, Runnable::run, new OnlineSettings(1, 2, 1, 2, 1, 1, 10));

    @Override
    public void learn(float[] observation, int action, Step step) {}

    @Override
    public long updates() {
        return 0;
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        return TwoWeights.OLD;
    }

    @Override
    public PolicySnapshot snapshot() {
        return new TwoWeights(TwoWeights.NEW);
    }

    @Actor
    public void market() {
        Auctioneer market = Auctioneer.trained(rule, learning).announce(0, 0);
        market.clear(2.0);
        market.clear(2.0);
    }

    @Actor
    public void operator(III_Result result) {
        learning.freeze();
        result.r1 = (int) rule.published().publication();
    }

    @Arbiter
    public void afterwards(III_Result result) {
        OnlineStatus status = learning.status();
        result.r2 = (int) rule.published().publication();
        result.r3 = (int) (status.published() + status.withheld() + status.refusedWorse());
    }
}
