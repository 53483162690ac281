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

/** A round is cleared while another thread ends the learning: it is taken in or dropped, and nothing waits. */
@JCStressTest
@Outcome(
        id = {"1, 0, 0", "0, 1, 0"},
        expect = ACCEPTABLE,
        desc = "taken in, or dropped and counted")
@Outcome(expect = FORBIDDEN, desc = "lost, doubled, or left waiting")
@State
public class EndIsCounted implements SnapshotAgent {
    private final ModelRule rule = new ModelRule(TwoWeights.model(TwoWeights.OLD));
    private final OnlineLearning learning =
            new OnlineLearning(rule, this, Runnable::run, new OnlineSettings(1, 2, 10, 2, 1, 1, 10));

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
        Auctioneer.trained(rule, learning).announce(0, 0).clear(2.0);
    }

    @Actor
    public void operator() {
        learning.close();
    }

    @Arbiter
    public void afterwards(III_Result result) {
        OnlineStatus status = learning.status();
        result.r1 = (int) status.rounds();
        result.r2 = (int) status.dropped();
        result.r3 = (int) status.waiting();
    }
}
