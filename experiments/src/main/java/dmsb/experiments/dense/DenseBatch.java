package dmsb.experiments.dense;

import dmsb.auction.dense.CounterfactualSurplus;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.SlotMemory;
import dmsb.core.random.RandomStream;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.agent.SetPolicyGradient;
import java.util.Arrays;

/**
 * One update at a time: fills a batch with slots of the memory, lets the learner draw their actions, tells it what these have
 * brought, or what others would have brought, and lets it improve. Keeps nothing from one update to the next. For one thread.
 */
final class DenseBatch {
    private final SetPolicyGradient learner;
    private final SlotMemory memory;
    private final CounterfactualSurplus surplus;
    private final int actionCount;
    private final boolean sequential;
    private final int[] remembered; // by set, its index in the memory
    private final int[] starts; // by set, the row of its first task
    private final int[] actions;
    private final int[] others;

    /** A batch with room for {@code batch} tasks. */
    DenseBatch(
            Intersection largest,
            SetActorConfig settings,
            SetPolicyGradient learner,
            SlotMemory memory,
            int actionCount) {
        int rows = settings.get(LearnerConfig.BATCH);
        this.learner = learner;
        this.memory = memory;
        this.actionCount = actionCount;
        surplus = new CounterfactualSurplus(largest);
        sequential = settings.get(SetActorConfig.HEAD).sequential();
        remembered = new int[rows];
        starts = new int[rows];
        actions = new int[rows];
        others = new int[rows];
    }

    /** An update from slots drawn from the memory, as many as there is room for, by the surplus of every action. */
    void learnRemembered(RandomStream replay) {
        learner.clear();
        int rows = 0;
        int sets = 0;
        int drawn = memory.draw(replay);
        while (rows + memory.tasks(drawn) <= remembered.length) {
            add(drawn, sets++);
            rows += memory.tasks(drawn);
            drawn = memory.draw(replay);
        }
        learner.draw(actions);
        if (sequential) {
            learner.drawAgain(others);
            tellRewardsInTurn(sets);
        } else {
            tellRewards(sets);
        }
        learner.improve();
    }

    /** An update from the newest slots, in order, by the surplus of one vector each. */
    void learnNewest(int sets) {
        learner.clear();
        for (int i = 0; i < sets; i++) {
            add(memory.newest(sets - 1 - i), i);
        }
        learner.draw(actions);
        tellReturns(sets);
        learner.improve();
    }

    private void add(int slot, int set) {
        remembered[set] = slot;
        starts[set] = learner.add(
                memory.tasks(slot), memory.own(), memory.ownStart(slot), memory.shared(), memory.sharedStart(slot));
    }

    private void tellRewards(int sets) {
        for (int i = 0; i < sets; i++) {
            surplus.compute(memory, remembered[i], actions, starts[i], learner.rewards(), starts[i] * actionCount);
        }
    }

    private void tellRewardsInTurn(int sets) {
        for (int i = 0; i < sets; i++) {
            surplus.computeInTurn(
                    memory,
                    remembered[i],
                    actions,
                    others,
                    starts[i],
                    learner.rewards(),
                    starts[i] * actionCount,
                    learner.remainders());
        }
    }

    private void tellReturns(int sets) {
        for (int i = 0; i < sets; i++) {
            float whole = (float) surplus.of(memory, remembered[i], actions, starts[i]);
            Arrays.fill(learner.returns(), starts[i], starts[i] + memory.tasks(remembered[i]), whole);
        }
    }
}
