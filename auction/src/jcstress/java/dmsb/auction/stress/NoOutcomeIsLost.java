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
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Two markets on two threads tell one online learning of their auctions, which learns on the threads that come. Both are taken
 * in, one after the other: the agent counts without any synchronisation. Candidates are published while the markets price.
 */
@JCStressTest
@Outcome(
        id = "2, 0, 1, 1",
        expect = ACCEPTABLE,
        desc = "two taken in, one of them learned from, one kept aside, one candidate compared")
@Outcome(expect = FORBIDDEN, desc = "lost, doubled, learned at once, or priced by torn weights")
@State
public class NoOutcomeIsLost implements SnapshotAgent {
    private final ModelRule rule = new ModelRule(TwoWeights.model(TwoWeights.OLD));
    private final OnlineLearning learning =
            new OnlineLearning(rule, this, Runnable::run, new OnlineSettings(1, 2, 1, 2, 1, 1, 10));
    private long learned;

    @Override
    public void learn(float[] observation, int action, Step step) {
        learned++;
    }

    @Override
    public long updates() {
        return learned;
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        return TwoWeights.OLD;
    }

    @Override
    public PolicySnapshot snapshot() {
        return new TwoWeights(TwoWeights.NEW);
    }

    private boolean whole() {
        return Decisions.action(Auctioneer.trained(rule, learning)
                        .announce(0, 0)
                        .clear(2.0)
                        .rho())
                != TwoWeights.TORN;
    }

    @Actor
    public void firstMarket(IIII_Result result) {
        if (!whole()) {
            result.r4 = 7;
        }
    }

    @Actor
    public void secondMarket(IIII_Result result) {
        if (!whole()) {
            result.r4 = 8;
        }
    }

    @Arbiter
    public void afterwards(IIII_Result result) {
        OnlineStatus status = learning.status();
        result.r1 = (int) status.rounds();
        result.r2 = (int) status.dropped();
        result.r3 = (int) learned;
        result.r4 += (int) (status.published() + status.refusedWorse());
    }
}
