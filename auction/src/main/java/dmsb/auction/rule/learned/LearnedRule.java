package dmsb.auction.rule.learned;

import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;

/**
 * A policy as a rule for rho: it observes through an {@link ObservationEncoder} and its action is one of the grid. What it
 * observes decides what kind of rule it is.
 */
public final class LearnedRule {
    private LearnedRule() {}

    /**
     * The rule of the scenario's mode: a {@link PostedRule} for past bids, a {@link BidDependentRule} for current bids.
     *
     * @param policy the policy; used by this rule alone
     * @param scenario gives the shape of observations, the mode and the grid
     * @return the rule
     */
    public static ScalingRule of(Policy policy, Scenario scenario) {
        return scenario.observation() == ObservationMode.PAST_BIDS
                ? posted(policy, scenario)
                : bidDependent(policy, scenario);
    }

    /**
     * The policy as a rule that fixes rho before the bids arrive.
     *
     * @param policy the policy; used by this rule alone
     * @param scenario gives the shape of observations and the grid; its mode must be past bids
     * @return the rule
     * @throws IllegalArgumentException if the mode is another one
     */
    public static PostedRule posted(Policy policy, Scenario scenario) {
        requireMode(scenario, ObservationMode.PAST_BIDS);
        return new Posted(policy, scenario);
    }

    /**
     * The policy as a rule that sees the bids of the round.
     *
     * @param policy the policy; used by this rule alone
     * @param scenario gives the shape of observations and the grid; its mode must be current bids
     * @return the rule
     * @throws IllegalArgumentException if the mode is another one
     */
    public static BidDependentRule bidDependent(Policy policy, Scenario scenario) {
        requireMode(scenario, ObservationMode.CURRENT_BIDS);
        return new BidDependent(policy, scenario);
    }

    private static void requireMode(Scenario scenario, ObservationMode mode) {
        if (scenario.observation() != mode) {
            throw new IllegalArgumentException("observation: expected " + mode + ", got " + scenario.observation());
        }
    }

    /** Encodes what is known, asks the policy, and reads rho off the grid. */
    private static final class Actor {
        private final Policy policy;
        private final ObservationEncoder encoder;
        private final ActionGrid grid;
        private final float[] observation;
        private RandomStream random = SeedTree.of(0).stream();

        Actor(Policy policy, Scenario scenario) {
            this.policy = policy;
            this.encoder = new ObservationEncoder(scenario);
            this.grid = ActionGrid.of(scenario);
            this.observation = new float[encoder.size()];
        }

        double rho() {
            return grid.rho(policy.act(observation, random));
        }
    }

    private static final class Posted implements PostedRule {
        private final Actor actor;

        Posted(Policy policy, Scenario scenario) {
            this.actor = new Actor(policy, scenario);
        }

        @Override
        public void reset(RandomStream random) {
            actor.random = random;
        }

        @Override
        public double rho(Announcement announcement) {
            actor.encoder.encode(announcement, actor.observation);
            return actor.rho();
        }

        @Override
        public void save(StateWriter state) {
            state.put("random", actor.random);
        }

        @Override
        public void restore(StateReader state) {
            state.restore("random", actor.random);
        }
    }

    private static final class BidDependent implements BidDependentRule {
        private final Actor actor;

        BidDependent(Policy policy, Scenario scenario) {
            this.actor = new Actor(policy, scenario);
        }

        @Override
        public void reset(RandomStream random) {
            actor.random = random;
        }

        @Override
        public double rho(Announcement announcement, double[] bids, int count) {
            actor.encoder.encode(announcement, bids, actor.observation);
            return actor.rho();
        }

        @Override
        public void save(StateWriter state) {
            state.put("random", actor.random);
        }

        @Override
        public void restore(StateReader state) {
            state.restore("random", actor.random);
        }
    }
}
