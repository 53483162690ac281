package dmsb.auction.rule.observation;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The noise of a policy's decision as a function of the observation, so that a decision can be made in any order and any
 * batch, and repeated. Safe for use by many threads.
 */
public final class DecisionStream {
    private static final SeedTree DECISIONS = SeedTree.of(0).child("decision");
    private static final RandomStream UNUSED = DECISIONS.stream();

    private final boolean draws;

    /**
     * The noise of a policy's decisions.
     *
     * @param draws whether the policy draws; if not, one stream serves for all
     */
    public DecisionStream(boolean draws) {
        this.draws = draws;
    }

    /**
     * The stream of a decision.
     *
     * @param observation what the decision is made by. Not modified.
     * @return a new stream that the observation seeds; one that nobody draws from if the policy does not draw
     */
    public RandomStream of(float[] observation) {
        if (!draws) {
            return UNUSED;
        }
        long hash = 0;
        for (float value : observation) {
            hash = (hash ^ Float.floatToRawIntBits(value)) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        return DECISIONS.child(hash).stream();
    }
}
