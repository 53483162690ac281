package dmsb.auction.online;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.math.NonFiniteException;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.rl.Step;
import org.jspecify.annotations.Nullable;

/**
 * The agent at its lessons: learns from some rounds, keeps others aside, and every so often compares its weights on those
 * with the published model's. What it throws freezes the learning. For one thread at a time.
 */
final class Learner implements Checkpointed {
    private final SnapshotAgent agent;
    private final OnlineSettings settings;
    private final LearningControl control;
    private final Scenario scenario;
    private final ActionGrid grid;
    private final Step step;
    private final HeldOutRounds heldOut;
    private final Figures figures;
    private long sinceCandidate;

    /**
     * A learner that has seen nothing yet.
     *
     * @param agent the agent; used by this learner alone
     * @param settings the settings
     * @param control decides what is published
     */
    Learner(SnapshotAgent agent, OnlineSettings settings, LearningControl control) {
        LearnedModel model = control.present().model();
        this.agent = agent;
        this.settings = settings;
        this.control = control;
        this.scenario = model.scenario();
        this.grid = ActionGrid.of(scenario);
        int observations = model.policy().observationSize();
        this.step = new Step(observations, grid.size());
        this.heldOut = new HeldOutRounds(settings.window(), observations, grid.size());
        this.figures = new Figures(settings.memory());
    }

    /** The state of an agent; null if it cannot be saved. */
    static @Nullable SavedState stateOf(SnapshotAgent agent) {
        return agent instanceof Checkpointed saved ? SavedState.of(saved) : null;
    }

    /** Goes back to the state that the operator wants, if any. */
    void goBack() {
        SavedState earlier = control.takeEarlierLearner();
        if (earlier != null) {
            try {
                goBackTo(earlier);
            } catch (Throwable e) {
                control.fail(e);
            }
        }
    }

    private void goBackTo(@Nullable SavedState earlier) {
        if (earlier != null && agent instanceof Checkpointed saved) {
            earlier.restoreTo(saved);
            sinceCandidate = 0;
        }
    }

    /** Takes in a lesson: learns from it, keeps it aside or, while learning is frozen or nothing is observed yet, only counts it. */
    void takeIn(Lesson lesson) {
        long decided = control.decisions();
        figures.rounds++;
        if (!lesson.isFinite(settings.rewardScale())) {
            figures.notFinite++;
            return;
        }
        figures.add(lesson);
        if (control.frozen() || !lesson.seen().enough()) {
            figures.watched++;
            return;
        }
        try {
            learn(lesson);
        } catch (Throwable e) { // from the agent: auctions go on with the published model
            figures.failed++;
            control.fail(e);
            return;
        }
        sinceCandidate++;
        if (sinceCandidate >= settings.roundsPerCandidate() && heldOut.size() > 0) {
            sinceCandidate = 0;
            try {
                consider(decided);
            } catch (Throwable e) {
                control.fail(e);
            }
        }
    }

    private void learn(Lesson lesson) {
        if (figures.rounds % settings.holdOutEvery() == 0) {
            lesson.surpluses(grid, settings.rewardScale(), step.rewards());
            heldOut.add(lesson.seen().observation(), step.rewards());
            figures.heldOut++;
            return;
        }
        lesson.rewards(grid, settings.rewardScale(), step.rewards());
        int action = grid.nearest(lesson.settlement().rho());
        float[] observation = lesson.seen().observation();
        System.arraycopy(observation, 0, step.observation(), 0, observation.length);
        step.set(step.rewards()[action], true, false);
        agent.learn(observation, action, step);
        figures.learned++;
    }

    /** Publishes the agent's weights unless they are not finite or do worse than the published ones. */
    private void consider(long decided) {
        PolicySnapshot candidate;
        SavedState learner;
        try {
            candidate = agent.snapshot();
            learner = stateOf(agent);
        } catch (IllegalStateException | NonFiniteException e) {
            figures.refusedNotFinite++;
            goBackTo(control.present().learner()); // from weights that are not finite nothing is learned any more
            return;
        }
        double candidates = heldOut.meanReward(candidate);
        double currents = heldOut.meanReward(control.present().model().policy());
        if (!(candidates >= currents * (1.0 - settings.tolerance()))) {
            figures.refusedWorse++;
            return;
        }
        GoodModel good =
                new GoodModel(control.present().model().with(candidate), learner, candidates * settings.rewardScale());
        if (control.publish(good, decided)) {
            figures.published++;
        } else {
            figures.withheld++;
        }
    }

    /** The figures; {@link OnlineStatus#at} says what is true at a moment. */
    OnlineStatus status() {
        return figures.status(control.present());
    }

    @Override
    public void save(StateWriter state) {
        if (agent instanceof Checkpointed saved) {
            state.put("agent", saved);
        }
        state.put("heldOut", heldOut);
        state.put("figures", figures);
        state.put("sinceCandidate", sinceCandidate);
    }

    @Override
    public void restore(StateReader state) {
        if (agent instanceof Checkpointed saved) {
            state.restore("agent", saved);
        }
        state.restore("heldOut", heldOut);
        state.restore("figures", figures);
        sinceCandidate = state.wholeNumber("sinceCandidate");
    }
}
