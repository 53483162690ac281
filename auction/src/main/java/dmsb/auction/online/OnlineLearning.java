package dmsb.auction.online;

import dmsb.auction.Clearing;
import dmsb.auction.ClearingListener;
import dmsb.auction.round.Announcement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.rl.Step;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Goes on learning from the outcomes of auctioneers that share a {@link ModelRule}, and publishes what it learns there.
 *
 * <pre>{@code
 * ModelRule rule = new ModelRule(model);
 * OnlineLearning learning = new OnlineLearning(rule, agent, Executors.newSingleThreadExecutor(), settings);
 * Auctioneer market = new Auctioneer(rule, learning); // as many as there are markets, on any threads
 * }</pre>
 *
 * <p>On the thread that clears, an outcome is encoded into a free place of a bounded queue, and that is all: when no place is
 * free it is dropped and counted, never waited for. The executor runs the learning; one task at a time works off what is
 * there, so {@code Runnable::run} learns on the threads that clear and a thread pool aside. Every {@link
 * OnlineSettings#roundsPerCandidate} rounds the agent's weights are compared with the published model on rounds that were
 * never learned from. They are published, all at once, unless they are not finite or do worse; else the last good model
 * stays.
 *
 * <p>A round is learned from as a contextual bandit: all actions' rewards are known but for the value of a serving UAV, for
 * which its estimate stands in, and nothing is bootstrapped. Given the order of outcomes, what is learned depends on nothing
 * else. Safe for many threads; memory is bounded by the settings and the agent's own.
 */
public final class OnlineLearning implements ClearingListener {
    private final ModelRule rule;
    private final SnapshotAgent agent;
    private final Executor executor;
    private final OnlineSettings settings;
    private final ActionGrid grid;
    private final ArrayBlockingQueue<Outcome> free;
    private final ArrayBlockingQueue<Outcome> waiting;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final LongAdder dropped = new LongAdder();
    private volatile boolean frozen;
    private volatile String failure = "";

    // Only the task that is scheduled touches what follows, but for the status, which it publishes.
    private final Step step;
    private final HeldOutRounds heldOut;
    private final double averaging;
    private long rounds;
    private long learned;
    private long published;
    private long refusedWorse;
    private long refusedNotFinite;
    private long sinceCandidate;
    private double surplus = Double.NaN;
    private double firstBest = Double.NaN;
    private double uavShare = Double.NaN;
    private double predicted = Double.NaN;
    private volatile OnlineStatus status;

    /**
     * Online learning that has seen nothing yet.
     *
     * @param rule the rule that the auctioneers share; its model is replaced
     * @param agent the agent, with the weights to begin from; used by this learning alone
     * @param executor runs the learning; must run what it accepts, or nothing is learned any more
     * @param settings the settings
     */
    public OnlineLearning(ModelRule rule, SnapshotAgent agent, Executor executor, OnlineSettings settings) {
        LearnedModel model = rule.model();
        this.rule = rule;
        this.agent = agent;
        this.executor = executor;
        this.settings = settings;
        this.grid = new ActionGrid(model.scenario().actions());
        this.free = new ArrayBlockingQueue<>(settings.queue());
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        for (int i = 0; i < settings.queue(); i++) {
            free.add(new Outcome(model.scenario()));
        }
        int observations = model.policy().observationSize();
        this.step = new Step(observations, grid.size());
        this.heldOut = new HeldOutRounds(settings.window(), observations, grid.size());
        this.averaging = 1.0 / settings.memory();
        this.status = newStatus();
    }

    @Override
    public void onClearing(Announcement announcement, double[] bids, Clearing clearing) {
        Outcome outcome = free.poll();
        if (outcome == null) {
            dropped.increment();
        } else {
            boolean filled = false;
            try {
                outcome.set(announcement, bids, clearing);
                filled = true;
            } finally {
                (filled ? waiting : free).add(outcome); // there is room: no more outcomes exist than each holds
            }
        }
        schedule();
    }

    private void schedule() {
        if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(this::work);
            } catch (RejectedExecutionException e) {
                scheduled.set(false); // the outcomes wait, and the next one tries again
            }
        }
    }

    /** Works off what waits. Never two at a time: what comes between the last look and the flag is looked at again. */
    private void work() {
        do {
            try {
                for (Outcome outcome = waiting.poll(); outcome != null; outcome = waiting.poll()) {
                    takeInAndFree(outcome);
                }
            } finally {
                status = newStatus();
                scheduled.set(false);
            }
        } while (!waiting.isEmpty() && scheduled.compareAndSet(false, true));
    }

    private void takeInAndFree(Outcome outcome) {
        try {
            takeIn(outcome);
        } catch (RuntimeException e) {
            failure = e.toString(); // from the agent: auctions go on with the last good model
            frozen = true;
        } finally {
            free.add(outcome);
        }
    }

    private void takeIn(Outcome outcome) {
        rounds++;
        surplus = average(surplus, outcome.surplus());
        firstBest = average(firstBest, outcome.firstBest());
        uavShare = average(uavShare, outcome.uavServed ? 1.0 : 0.0);
        if (frozen) {
            return;
        }
        outcome.rewards(grid, settings.rewardScale(), step.rewards());
        if (rounds % settings.holdOutEvery() == 0) {
            heldOut.add(outcome.observation, step.rewards());
        } else {
            int action = grid.nearest(outcome.rho);
            System.arraycopy(outcome.observation, 0, step.observation(), 0, outcome.observation.length);
            step.set(step.rewards()[action], true, false);
            agent.learn(outcome.observation, action, step);
            learned++;
        }
        sinceCandidate++;
        if (sinceCandidate >= settings.roundsPerCandidate() && heldOut.size() > 0) {
            sinceCandidate = 0;
            consider();
        }
    }

    private double average(double mean, double value) {
        return Double.isNaN(mean) ? value : mean + averaging * (value - mean);
    }

    /** Publishes the agent's weights unless they are not finite or do worse than the published ones. */
    private void consider() {
        PolicySnapshot candidate;
        try {
            candidate = agent.snapshot();
        } catch (IllegalStateException e) {
            refusedNotFinite++;
            return;
        }
        LearnedModel current = rule.model();
        double candidates = heldOut.meanReward(candidate);
        double currents = heldOut.meanReward(current.policy());
        if (!(candidates >= currents * (1.0 - settings.tolerance()))) {
            refusedWorse++;
            return;
        }
        rule.publish(new LearnedModel(current.scenario(), candidate));
        published++;
        predicted = candidates * settings.rewardScale();
    }

    /** Stops learning and publishing; figures go on. */
    public void freeze() {
        frozen = true;
    }

    /** Goes on learning after {@link #freeze}, or after a failure, which is forgotten. */
    public void unfreeze() {
        failure = "";
        frozen = false;
    }

    /**
     * How it stands, as of the last work done.
     *
     * @return the figures; what is dropped and whether it is frozen are those of this moment
     */
    public OnlineStatus status() {
        OnlineStatus last = status;
        return new OnlineStatus(
                last.rounds(),
                dropped.sum(),
                last.learned(),
                last.published(),
                last.refusedWorse(),
                last.refusedNotFinite(),
                last.surplusShare(),
                last.uavShare(),
                last.calibration(),
                frozen,
                failure);
    }

    private OnlineStatus newStatus() {
        return new OnlineStatus(
                rounds,
                dropped.sum(),
                learned,
                published,
                refusedWorse,
                refusedNotFinite,
                surplus / firstBest,
                uavShare,
                surplus / predicted,
                frozen,
                failure);
    }
}
