package dmsb.nn.agent;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.SeedTree;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.SoftUpdate;

/**
 * A {@link SetActor} that learns in batches, and the average of its past weights, which is what is deployed.
 *
 * @param network the weights that learn
 * @param average their average
 * @param pass room for a batch
 * @param follow moves the average after a step
 */
record AveragedSetActor(SetActor network, SetActor average, SetPass pass, SoftUpdate follow) implements Checkpointed {
    /** One with fresh weights, and an average that begins with them. */
    static AveragedSetActor of(SetActorShape shape, SeedTree seeds, Kernels kernels) {
        SetActor network = new SetActor(shape, kernels);
        SetActor average = new SetActor(shape, kernels);
        network.initialise(seeds.stream());
        SoftUpdate follow = new SoftUpdate(
                network.parameters(), average.parameters(), shape.settings().get(LearnerConfig.SOFT_UPDATE), kernels);
        follow.copy();
        SetPass pass = new SetPass(network, shape.settings().get(LearnerConfig.BATCH), true);
        return new AveragedSetActor(network, average, pass, follow);
    }

    @Override
    public void save(StateWriter state) {
        Weights.save(network.parameters(), state.under("network"));
        Weights.save(average.parameters(), state.under("average"));
    }

    @Override
    public void restore(StateReader state) {
        Weights.restore(network.parameters(), state.under("network"));
        Weights.restore(average.parameters(), state.under("average"));
    }
}
