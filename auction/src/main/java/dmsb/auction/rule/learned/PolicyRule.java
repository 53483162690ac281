package dmsb.auction.rule.learned;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.observation.DecisionStream;
import dmsb.auction.rule.observation.Observation;
import dmsb.core.random.RandomStream;
import dmsb.core.rl.Policy;
import org.jspecify.annotations.Nullable;

/**
 * A model's policy as a rule. Rho is a function of model and observation alone. A policy that draws takes its noise
 * from a stream that is seeded by the observation. Where the observation does not tell enough yet, rho is that of the grid
 * which is nearest to the {@link LaggedReserveRule}'s. It owns the workspace of its decisions; for one thread at a time.
 */
final class PolicyRule implements PostedRule {
    private static final int MOST_ROWS = 256;

    private final PricedBy model;
    private final Policy policy;
    private final DecisionStream noise;
    private final Observation encoder;
    private final ActionGrid grid;
    private final float[] observation;
    private @Nullable Rows rows;

    PolicyRule(LearnedModel model) {
        this.model = new PricedBy(model.id(), 0);
        policy = model.policy().open();
        noise = new DecisionStream(model.policy().draws());
        encoder = model.announced();
        grid = ActionGrid.of(model.scenario());
        observation = new float[encoder.size()];
    }

    @Override
    public double rho(Announcement announcement) {
        encoder.encode(announcement, observation);
        if (!encoder.isEnough()) {
            return WithoutForecast.rho(announcement, grid);
        }
        return grid.rho(policy.act(observation, noise.of(observation)));
    }

    @Override
    public PricedBy rhos(Announcement[] announcements, int count, double[] rhos) {
        if (count == 1) {
            rhos[0] = rho(announcements[0]);
            return model;
        }
        for (int first = 0; first < count; first += MOST_ROWS) {
            batch(announcements, first, Math.min(MOST_ROWS, count - first), rhos);
        }
        return model;
    }

    private void batch(Announcement[] announcements, int first, int count, double[] rhos) {
        Rows room = rows;
        if (room == null) {
            room = new Rows(observation.length);
            rows = room;
        }
        for (int i = 0; i < count; i++) {
            encoder.encode(announcements[first + i], observation);
            System.arraycopy(observation, 0, room.observations, i * observation.length, observation.length);
            room.streams[i] = noise.of(observation);
            room.enough[i] = encoder.isEnough();
        }
        policy.act(count, room.observations, room.streams, room.actions);
        for (int i = 0; i < count; i++) {
            rhos[first + i] =
                    room.enough[i] ? grid.rho(room.actions[i]) : WithoutForecast.rho(announcements[first + i], grid);
        }
    }

    /** Room for a batch of decisions. */
    private static final class Rows {
        private final float[] observations;
        private final RandomStream[] streams = new RandomStream[MOST_ROWS];
        private final boolean[] enough = new boolean[MOST_ROWS];
        private final int[] actions = new int[MOST_ROWS];

        Rows(int observationSize) {
            observations = new float[MOST_ROWS * observationSize];
        }
    }
}
