package dmsb.auction.online;

import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.PricedBy;
import dmsb.auction.round.RoundFollower;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.math.NonFiniteException;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.rl.Step;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Goes on learning from the rounds of auctioneers that share a {@link ModelRule}, and publishes what it learns there.
 *
 * <pre>{@code
 * ModelRule rule = new ModelRule(model);
 * OnlineLearning learning = new OnlineLearning(rule, agent, Executors.newSingleThreadExecutor(), settings);
 * Auctioneer market = Auctioneer.trained(rule, learning); // as many as there are markets, on any threads
 * }</pre>
 *
 * <p><b>Threads.</b> On the thread that clears, a round is encoded into a free place of a bounded queue, and that is all: when
 * no place is free it is dropped and counted, never waited for. The executor runs the learning; one task at a time works off
 * what is there, so {@code Runnable::run} learns on the threads that clear and a thread pool aside. Nothing that the agent or
 * the executor throws reaches a thread that clears: it stands in the {@link OnlineStatus#failure status}, learning is frozen,
 * and auctions go on with the published model.
 *
 * <p><b>Lessons.</b> A round is learned from as a contextual bandit: the rewards of all actions are known, and nothing is
 * bootstrapped. A round that the UAV served is learned from when its value is revealed; where the scenario says that values are
 * never revealed, at once and by the declared estimate. A round with a number that is not finite is passed over and counted.
 *
 * <p><b>Publications.</b> Every {@link OnlineSettings#roundsPerCandidate} rounds the agent's weights are compared with the
 * published model on rounds that were never learned from. They are published, all at once, unless they are not finite or do
 * worse. An agent that is {@link Checkpointed} can {@link #rollback go back}: with each of the last two published models the
 * learner that made it is kept, its weights, optimisers and random streams, but not the replay memory, as the rounds in it
 * have happened whatever was learned from them.
 *
 * <p>Given the order of lessons, what is learned depends on nothing else. Safe for many threads; memory is bounded by the
 * settings, the agent's own, and the agent's learned state twice. The rule's model is replaced by this learning alone.
 */
public final class OnlineLearning implements AuctionListener, Checkpointed, AutoCloseable {
    private final ModelRule rule;
    private final SnapshotAgent agent;
    private final Executor executor;
    private final OnlineSettings settings;
    private final ActionGrid grid;
    private final Scenario scenario;
    private final ConcurrentLinkedQueue<ObservationEncoder> encoders = new ConcurrentLinkedQueue<>();
    private final ArrayBlockingQueue<Lesson> waiting;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder awaiting = new LongAdder();

    // Held by whoever publishes, freezes or rolls back, for that moment.
    private final Object control = new Object();
    private volatile GoodModel present;
    private @Nullable GoodModel before;
    private volatile long
            decisions; // of the operator: a candidate is published only if there was none since it was taken
    private volatile long rollbacks;
    private volatile boolean frozen;
    private volatile boolean closed;
    private volatile boolean learnerInDoubt;
    private volatile @Nullable SavedState goBackTo;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Throwable refusal;

    // What follows is touched by whoever holds this lock, and published by the status.
    private final ReentrantLock working = new ReentrantLock();
    private final Step step;
    private final HeldOutRounds heldOut;
    private final Figures figures;
    private long sinceCandidate;
    private volatile OnlineStatus status;

    /**
     * Online learning that has seen nothing yet.
     *
     * @param rule the rule that the auctioneers share; its model is replaced
     * @param agent the agent, with the weights to begin from; used by this learning alone
     * @param executor runs the learning; what it does not run is worked off by {@link #close} and {@link #save}
     * @param settings the settings
     * @throws IllegalArgumentException if the rule's model is not a trained policy
     * @throws NonFiniteException if the agent's state holds a float that is not finite
     */
    public OnlineLearning(ModelRule rule, SnapshotAgent agent, Executor executor, OnlineSettings settings) {
        LearnedModel model = learnedModel(rule);
        this.rule = rule;
        this.agent = agent;
        this.executor = executor;
        this.settings = settings;
        this.grid = ActionGrid.of(model.scenario());
        this.scenario = model.scenario();
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        int observations = model.policy().observationSize();
        this.step = new Step(observations, grid.size());
        this.heldOut = new HeldOutRounds(settings.window(), observations, grid.size());
        this.figures = new Figures(settings.memory());
        this.present = new GoodModel(model, learnerOf(agent), Double.NaN);
        this.status = newStatus();
    }

    private static LearnedModel learnedModel(ModelRule rule) {
        if (rule.model() instanceof LearnedModel model) {
            return model;
        }
        throw new IllegalArgumentException("rule: expected one with the model of a policy, got a "
                + rule.model().getClass().getSimpleName());
    }

    private static @Nullable SavedState learnerOf(SnapshotAgent agent) {
        return agent instanceof Checkpointed saved ? SavedState.of(saved) : null;
    }

    @Override
    public RoundFollower onPosted(Announcement announcement, Posted posted) {
        try {
            return new Following(observe(announcement), posted.estimate(), false);
        } catch (Throwable e) { // the round is posted whatever becomes of learning
            failure = e;
            dropped.increment();
            return RoundFollower.NONE;
        }
    }

    @Override
    public RoundFollower onRestored(Posted posted, StateReader state) {
        boolean awaited = state.wholeNumber("awaiting", 0, 1) == 1;
        if (awaited) {
            awaiting.increment();
        }
        return new Following(state.floats("observation", step.observation().length), posted.estimate(), awaited);
    }

    private float[] observe(Announcement announcement) {
        ObservationEncoder free = encoders.poll();
        ObservationEncoder encoder = free == null ? new ObservationEncoder(scenario) : free;
        float[] observation = new float[encoder.size()];
        encoder.encode(announcement, observation);
        encoders.add(encoder);
        return observation;
    }

    /** Makes a lesson of a round as soon as what the UAV's serving is worth is known as well as it will be. */
    private final class Following implements RoundFollower {
        private final float[] observation;
        private final double estimate;
        private boolean awaited;

        Following(float[] observation, double estimate, boolean awaited) {
            this.observation = observation;
            this.estimate = estimate;
            this.awaited = awaited;
        }

        @Override
        public void onSettled(Settlement settlement) {
            if (settlement.uavServes() && scenario.reveal() == Reveal.SERVED) {
                awaited = true;
                awaiting.increment();
            } else {
                offer(settlement, estimate);
            }
        }

        @Override
        public void onRevealed(Settlement settlement, double uavValue) {
            if (awaited) {
                awaited = false;
                awaiting.decrement();
                offer(settlement, uavValue);
            }
        }

        private void offer(Settlement settlement, double uavValue) {
            OnlineLearning.this.offer(new Lesson(observation, settlement, scenario.uavBargainingPower() * uavValue));
        }

        @Override
        public void save(StateWriter state) {
            state.put("awaiting", awaited ? 1L : 0L);
            state.put("observation", observation);
        }
    }

    private void offer(Lesson lesson) {
        if (closed || !waiting.offer(lesson)) {
            dropped.increment();
        } else if (closed && waiting.remove(lesson)) {
            dropped.increment(); // closed in between, after the last look at the queue
        }
        schedule();
    }

    private boolean isThereWork() {
        return !closed && (!waiting.isEmpty() || goBackTo != null);
    }

    private void schedule() {
        if (isThereWork() && scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(this::work);
                refusal = null;
            } catch (Throwable e) { // rounds wait, and the next one tries again
                refusal = e;
                scheduled.set(false);
            }
        }
    }

    /**
     * Works off what waits, unless somebody else is at it, who looks again afterwards: this may be a thread that clears, which
     * never waits. What comes between the last look and the flag is looked at again.
     */
    private void work() {
        do {
            try {
                if (working.tryLock()) {
                    try {
                        workOff();
                    } finally {
                        working.unlock();
                    }
                }
            } catch (Throwable e) {
                fail(e);
            } finally {
                scheduled.set(false);
            }
        } while (isThereWork() && !working.isLocked() && scheduled.compareAndSet(false, true));
    }

    private void workOff() {
        goBack();
        for (Lesson lesson = waiting.poll(); lesson != null; lesson = waiting.poll()) {
            takeIn(lesson);
            goBack();
        }
        status = newStatus();
    }

    private void fail(Throwable e) {
        learnerInDoubt = true;
        frozen = true;
        failure = e;
    }

    private void goBack() {
        SavedState learner = goBackTo;
        if (learner != null) {
            goBackTo = null;
            try {
                restoreLearner(learner);
            } catch (Throwable e) {
                fail(e);
            }
        }
    }

    private void restoreLearner(@Nullable SavedState learner) {
        if (learner != null && agent instanceof Checkpointed saved) {
            learner.restoreTo(saved);
            sinceCandidate = 0;
        }
    }

    private void takeIn(Lesson lesson) {
        long decided = decisions;
        figures.rounds++;
        if (!lesson.isFinite(settings.rewardScale())) {
            figures.notFinite++;
            return;
        }
        figures.add(lesson);
        if (frozen) {
            figures.watched++;
            return;
        }
        try {
            learn(lesson);
        } catch (Throwable e) { // from the agent: auctions go on with the published model
            figures.failed++;
            fail(e);
            return;
        }
        sinceCandidate++;
        if (sinceCandidate >= settings.roundsPerCandidate() && heldOut.size() > 0) {
            sinceCandidate = 0;
            try {
                consider(decided);
            } catch (Throwable e) {
                fail(e);
            }
        }
    }

    private void learn(Lesson lesson) {
        lesson.rewards(grid, settings.rewardScale(), step.rewards());
        if (figures.rounds % settings.holdOutEvery() == 0) {
            heldOut.add(lesson.observation(), step.rewards());
            figures.heldOut++;
            return;
        }
        int action = grid.nearest(lesson.settlement().rho());
        System.arraycopy(lesson.observation(), 0, step.observation(), 0, lesson.observation().length);
        step.set(step.rewards()[action], true, false);
        agent.learn(lesson.observation(), action, step);
        figures.learned++;
    }

    /** Publishes the agent's weights unless they are not finite or do worse than the published ones. */
    private void consider(long decided) {
        PolicySnapshot candidate;
        SavedState learner;
        try {
            candidate = agent.snapshot();
            learner = learnerOf(agent);
        } catch (IllegalStateException | NonFiniteException e) {
            figures.refusedNotFinite++;
            restoreLearner(present.learner()); // from weights that are not finite nothing is learned any more
            return;
        }
        double candidates = heldOut.meanReward(candidate);
        double currents = heldOut.meanReward(present.model().policy());
        if (!(candidates >= currents * (1.0 - settings.tolerance()))) {
            figures.refusedWorse++;
            return;
        }
        GoodModel good =
                new GoodModel(LearnedModel.of(scenario, candidate), learner, candidates * settings.rewardScale());
        synchronized (control) {
            if (frozen || decisions != decided) {
                figures.withheld++;
                return;
            }
            rule.publish(good.model());
            before = present;
            present = good;
            figures.published++;
        }
    }

    /** Stops learning and publishing; figures go on. A candidate that is being compared is not published any more. */
    public void freeze() {
        synchronized (control) {
            decisions++;
            frozen = true;
        }
    }

    /**
     * Goes on learning after {@link #freeze}, or after a failure, which is forgotten. After a failure the learner is that of the
     * published model, as the agent may have been interrupted in the middle of an update.
     */
    public void unfreeze() {
        synchronized (control) {
            decisions++;
            failure = null;
            if (learnerInDoubt) {
                learnerInDoubt = false;
                goBackTo = present.learner();
            }
            frozen = false;
        }
        schedule();
    }

    /**
     * Goes back to the last good model: the one that was published before the present one, or the present one if none is kept
     * from before. It prices from now on, under a new publication's number. The learner goes back with it, before the next
     * round is taken in, and learns on from there: weights, optimisers, counters and random streams are those of the moment at
     * which the model was published. The replay memory and the rounds kept aside stay. A candidate that is being compared is not
     * published any more. Of an agent that is not {@link Checkpointed} the model goes back alone.
     *
     * @return model and publication that price now
     */
    public PricedBy rollback() {
        PricedBy pricedBy;
        synchronized (control) {
            decisions++;
            rollbacks++;
            GoodModel earlier = before;
            if (earlier != null) {
                rule.publish(earlier.model());
                present = earlier;
                before = null;
            }
            learnerInDoubt = false;
            goBackTo = present.learner();
            pricedBy = rule.published();
        }
        if (closed) {
            finish();
        }
        schedule();
        return pricedBy;
    }

    /**
     * Ends learning in order. What waits is worked off, on this thread; rounds that are settled or revealed later are counted as
     * dropped. When this returns no task is at work any more, and one that the executor has not begun will do nothing. Auctions
     * go on with the published model. The executor is the caller's to shut down.
     */
    @Override
    public void close() {
        closed = true;
        finish();
    }

    /** Works off what waits, on this thread; a task that is at work is waited for. */
    private void finish() {
        if (working.isHeldByCurrentThread()) {
            return; // called from within the learning, whose task works off the rest
        }
        working.lock();
        try {
            workOff();
        } finally {
            working.unlock();
        }
        schedule();
    }

    /**
     * How it stands, as of the last work done.
     *
     * @return the figures; what is dropped, waits or is awaited, what prices, and whether it is frozen are those of this moment
     */
    public OnlineStatus status() {
        OnlineStatus last = status;
        return new OnlineStatus(
                last.rounds(),
                waiting.size(),
                awaiting.sum(),
                dropped.sum(),
                last.learned(),
                last.heldOut(),
                last.watched(),
                last.notFinite(),
                last.failed(),
                last.published(),
                last.refusedWorse(),
                last.refusedNotFinite(),
                last.withheld(),
                rollbacks,
                last.surplusShare(),
                last.uavShare(),
                last.calibration(),
                rule.published(),
                frozen,
                closed,
                thrown());
    }

    private Optional<Throwable> thrown() {
        return Optional.ofNullable(failure).or(() -> Optional.ofNullable(refusal));
    }

    private OnlineStatus newStatus() {
        return new OnlineStatus(
                figures.rounds,
                waiting.size(),
                awaiting.sum(),
                dropped.sum(),
                figures.learned,
                figures.heldOut,
                figures.watched,
                figures.notFinite,
                figures.failed,
                figures.published,
                figures.refusedWorse,
                figures.refusedNotFinite,
                figures.withheld,
                rollbacks,
                figures.surplus / figures.firstBest,
                figures.uavShare,
                figures.surplus / present.promised(),
                rule.published(),
                frozen,
                closed,
                thrown());
    }

    /**
     * Saves the learning: the agent if it is {@link Checkpointed}, the rounds kept aside, the figures, and the last two
     * published models with their learners. What waits is worked off before, on this thread. Save the markets at the same
     * moment, while no round is posted, settled or revealed: the rounds under way are theirs.
     *
     * @throws NonFiniteException if the agent's state holds a float that is not finite
     */
    @Override
    public void save(StateWriter state) {
        working.lock();
        try {
            workOff();
            if (agent instanceof Checkpointed saved) {
                state.put("agent", saved);
            }
            state.put("heldOut", heldOut);
            state.put("figures", figures);
            state.put("sinceCandidate", sinceCandidate);
            state.put("dropped", dropped.sum());
            synchronized (control) {
                GoodModel earlier = before;
                state.put("frozen", frozen ? 1L : 0L);
                state.put("learnerInDoubt", learnerInDoubt ? 1L : 0L);
                state.put("rollbacks", rollbacks);
                state.put("publication", rule.published().publication());
                present.save(state.under("present"));
                state.put("models", earlier == null ? 1L : 2L);
                if (earlier != null) {
                    earlier.save(state.under("before"));
                }
            }
        } finally {
            working.unlock();
            schedule();
        }
    }

    /**
     * Restores a learning into one of the same settings, whose rule holds a model of the same scenario and whose agent was
     * constructed alike. The rule prices by the model that was published, under the number that its publication had.
     *
     * @throws IllegalArgumentException if something is missing or does not fit; this learning is then in no state to be used
     * @throws UnsupportedOperationException if the agent does not read policies from files
     */
    @Override
    public void restore(StateReader state) {
        working.lock();
        try {
            if (agent instanceof Checkpointed saved) {
                state.restore("agent", saved);
            }
            state.restore("heldOut", heldOut);
            state.restore("figures", figures);
            sinceCandidate = state.wholeNumber("sinceCandidate");
            dropped.reset();
            dropped.add(state.wholeNumber("dropped"));
            synchronized (control) {
                decisions++;
                frozen = state.wholeNumber("frozen", 0, 1) == 1;
                learnerInDoubt = state.wholeNumber("learnerInDoubt", 0, 1) == 1;
                rollbacks = state.wholeNumber("rollbacks");
                present = GoodModel.restored(state.under("present"), scenario, agent);
                before = state.wholeNumber("models", 1, 2) == 1
                        ? null
                        : GoodModel.restored(state.under("before"), scenario, agent);
                rule.publish(present.model(), state.wholeNumber("publication"));
                goBackTo = null;
            }
            status = newStatus();
        } finally {
            working.unlock();
        }
    }
}
