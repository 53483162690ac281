package dmsb.auction.rule.learned;

import dmsb.auction.round.Announcement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;

/**
 * A model's policy that sees the bids of the round, as a rule. A policy that draws takes its noise from the stream that
 * the rule is reset with. It owns the workspace of a decision; for one thread at a time.
 */
final class BidDependentPolicyRule implements BidDependentRule {
    private final Policy policy;
    private final ObservationEncoder encoder;
    private final ActionGrid grid;
    private final float[] observation;
    private RandomStream random = SeedTree.of(0).stream();

    BidDependentPolicyRule(LearnedModel model) {
        policy = model.policy().open();
        encoder = model.encoder();
        grid = ActionGrid.of(model.scenario());
        observation = new float[encoder.size()];
    }

    @Override
    public void reset(RandomStream stream) {
        random = stream;
    }

    @Override
    public double rho(Announcement announcement, double[] bids, int count) {
        encoder.encode(announcement, bids, observation);
        if (!encoder.isEnough()) {
            return WithoutForecast.rho(announcement, grid);
        }
        return grid.rho(policy.act(observation, random));
    }

    @Override
    public void save(StateWriter state) {
        state.put("random", random);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("random", random);
    }
}
