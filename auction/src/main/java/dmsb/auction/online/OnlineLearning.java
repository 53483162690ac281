package dmsb.auction.online;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.PricedBy;
import dmsb.auction.round.RoundFollower;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.math.NonFiniteException;
import dmsb.core.rl.SnapshotAgent;
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
    private final Scenario scenario;
    private final RoundTerms terms;
    private final int observationSize;
    private final LearningControl control;
    private final ConcurrentLinkedQueue<ObservationEncoder> encoders = new ConcurrentLinkedQueue<>();
    private final ArrayBlockingQueue<Lesson> waiting;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder awaiting = new LongAdder();
    private volatile boolean closed;
    private volatile @Nullable Throwable refusal;

    /** Held by whoever is at work with the learner, which the status publishes. */
    private final ReentrantLock working = new ReentrantLock();

    private final Learner learner;
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
        this.scenario = model.scenario();
        this.terms = RoundTerms.of(scenario);
        this.observationSize = model.policy().observationSize();
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        this.control = new LearningControl(rule, new GoodModel(model, Learner.stateOf(agent), Double.NaN));
        this.learner = new Learner(agent, settings, control);
        this.status = learner.status();
    }

    private static LearnedModel learnedModel(ModelRule rule) {
        if (rule.model() instanceof LearnedModel model) {
            return model;
        }
        throw new IllegalArgumentException("rule: expected one with the model of a policy, got a "
                + rule.model().getClass().getSimpleName());
    }

    @Override
    public RoundFollower onPosted(Announcement announcement, Posted posted) {
        try {
            return following(observe(announcement), posted, false);
        } catch (Throwable e) { // the round is posted whatever becomes of learning
            control.note(e);
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
        return following(Seen.restored(state, observationSize), posted, awaited);
    }

    private Following following(Seen seen, Posted posted, boolean awaited) {
        return new Following(terms, seen, posted.estimate(), awaited, awaiting, this::offer);
    }

    private Seen observe(Announcement announcement) {
        ObservationEncoder free = encoders.poll();
        ObservationEncoder encoder = free == null ? control.present().model().encoder() : free;
        Seen seen = Seen.of(announcement, encoder);
        encoders.add(encoder);
        return seen;
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
        return !closed && (!waiting.isEmpty() || control.goesBack());
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
                control.fail(e);
            } finally {
                scheduled.set(false);
            }
        } while (isThereWork() && !working.isLocked() && scheduled.compareAndSet(false, true));
    }

    private void workOff() {
        learner.goBack();
        for (Lesson lesson = waiting.poll(); lesson != null; lesson = waiting.poll()) {
            learner.takeIn(lesson);
            learner.goBack();
        }
        status = learner.status();
    }

    /** Stops learning and publishing; figures go on. A candidate that is being compared is not published any more. */
    public void freeze() {
        control.freeze();
    }

    /**
     * Goes on learning after {@link #freeze}, or after a failure, which is forgotten. After a failure the learner is that of the
     * published model, as the agent may have been interrupted in the middle of an update.
     */
    public void unfreeze() {
        control.unfreeze();
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
        PricedBy pricedBy = control.rollback();
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
        return status.at(
                waiting.size(),
                awaiting.sum(),
                dropped.sum(),
                control.rollbacks(),
                rule.published(),
                control.frozen(),
                closed,
                control.failure().or(() -> Optional.ofNullable(refusal)));
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
            learner.save(state);
            state.put("dropped", dropped.sum());
            control.save(state);
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
            learner.restore(state);
            dropped.reset();
            dropped.add(state.wholeNumber("dropped"));
            control.restore(state, scenario, agent);
            status = learner.status();
        } finally {
            working.unlock();
        }
    }
}
