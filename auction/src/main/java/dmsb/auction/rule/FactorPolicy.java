package dmsb.auction.rule;

import dmsb.auction.round.LooksPast;
import dmsb.auction.round.OthersPast;
import dmsb.auction.round.OthersPastWithLooks;
import dmsb.auction.round.OthersPastWithReveals;
import dmsb.auction.rule.observation.DecisionStream;
import dmsb.auction.rule.observation.OthersEncoder;
import dmsb.core.random.RandomStream;
import dmsb.core.rl.Policy;
import java.util.function.Predicate;

/**
 * A policy that decides on the factor of a station by the station's view of the others' past. All factors of a round are
 * decided in one batch. Views are encoded one by one, and no row of a {@linkplain Policy#act(int, float[], RandomStream[],
 * int[]) batch} has any influence on another, so each factor is a function of its own view. Where the encoder has a
 * {@linkplain OthersEncoder#guard guard}, that is the factor. It owns the workspace of its
 * decisions; for one thread at a time.
 */
public final class FactorPolicy {
    private final Policy policy;
    private final DecisionStream noise;
    private final OthersEncoder encoder;
    private final ActionGrid grid;
    private final float[] observation;
    private float[] observations = {};
    private RandomStream[] streams = {};
    private int[] actions = {};

    /**
     * Factors by a policy.
     *
     * @param policy the policy; used by these factors alone
     * @param draws whether the policy draws; its noise is then a function of the view
     * @param encoder encodes a view; used by these factors alone
     * @param grid the factor of every action
     */
    public FactorPolicy(Policy policy, boolean draws, OthersEncoder encoder, ActionGrid grid) {
        this.policy = policy;
        this.noise = new DecisionStream(draws);
        this.encoder = encoder;
        this.grid = grid;
        this.observation = new float[encoder.size()];
    }

    /**
     * The rule that sees of the UAV what it declares, and nothing of its values.
     *
     * @return the rule, which uses these factors' workspace
     */
    public StrictRule strict() {
        return new Strict(this);
    }

    /**
     * The rule that sees the UAV's value in looks.
     *
     * @param looks whether the coming round is a look; a function of the view
     * @return the rule, which uses these factors' workspace
     */
    public StrictRuleWithLooks withLooks(Predicate<LooksPast> looks) {
        return new WithLooks(this, looks);
    }

    /**
     * The rule that sees the UAV's value wherever it served and is revealed.
     *
     * @return the rule, which uses these factors' workspace
     */
    public RuleWithReveals withReveals() {
        return new WithReveals(this);
    }

    private record Strict(FactorPolicy policy) implements StrictRule, FactorBatch {
        @Override
        public double factor(OthersPast past) {
            return policy.decide(past);
        }
    }

    private record WithLooks(FactorPolicy policy, Predicate<LooksPast> looks)
            implements StrictRuleWithLooks, FactorBatch {
        @Override
        public boolean isLook(LooksPast past, RandomStream coins) {
            return looks.test(past);
        }

        @Override
        public double factor(OthersPastWithLooks past) {
            return policy.decide(past);
        }
    }

    private record WithReveals(FactorPolicy policy) implements RuleWithReveals, FactorBatch {
        @Override
        public double factor(OthersPastWithReveals past) {
            return policy.decide(past);
        }
    }

    private double decide(OthersPast past) {
        encoder.encode(past, observation);
        double guard = encoder.guard();
        return Double.isNaN(guard) ? grid.rho(policy.act(observation, noise.of(observation))) : guard;
    }

    /** The factors of all views, each what it is by itself. */
    void decide(OthersPast[] pasts, double[] rhos) {
        if (streams.length != pasts.length) {
            observations = new float[pasts.length * observation.length];
            streams = new RandomStream[pasts.length];
            actions = new int[pasts.length];
        }
        for (int n = 0; n < pasts.length; n++) {
            encoder.encode(pasts[n], observation);
            rhos[n] = encoder.guard();
            System.arraycopy(observation, 0, observations, n * observation.length, observation.length);
            streams[n] = noise.of(observation);
        }
        policy.act(pasts.length, observations, streams, actions);
        for (int n = 0; n < pasts.length; n++) {
            rhos[n] = Double.isNaN(rhos[n]) ? grid.rho(actions[n]) : rhos[n];
        }
    }
}
