package dmsb.nn.agent;

import java.util.List;

/** What two critics make of proposals for one set: the smaller one of both sums over its elements. */
final class SetJudge {
    private static final int[] NONE = {};

    private final List<SetPass> passes;
    private final int elements;
    private final int actions;

    SetJudge(List<SetActor> critics, int elements) {
        this.passes = critics.stream()
                .map(critic -> new SetPass(critic, elements, false))
                .toList();
        this.elements = elements;
        this.actions = critics.get(0).shape().actions();
    }

    /** Looks at a set. */
    void see(float[] own, float[] shared) {
        for (SetPass pass : passes) {
            pass.sets().clear();
            pass.sets().add(elements, own, 0, shared, 0);
            pass.run(NONE);
        }
    }

    /** The value of actions of the set that was seen last. */
    double value(int[] taken) {
        double least = Double.POSITIVE_INFINITY;
        for (SetPass pass : passes) {
            float[] q = pass.logits().data;
            double sum = 0.0;
            for (int m = 0; m < elements; m++) {
                sum += q[m * actions + taken[m]];
            }
            least = Math.min(least, sum);
        }
        return least;
    }
}
