package dmsb.auction.online;

import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundFollower;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.auction.rule.learned.ObservationEncoder;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.rl.Step;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
public final class OnlineLearning implements AuctionListener {
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
        LearnedModel model = learnedModel(rule);
        this.rule = rule;
        this.agent = agent;
        this.executor = executor;
        this.settings = settings;
        this.grid = new ActionGrid(model.scenario().actions());
        this.scenario = model.scenario();
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        int observations = model.policy().observationSize();
        this.step = new Step(observations, grid.size());
        this.heldOut = new HeldOutRounds(settings.window(), observations, grid.size());
        this.averaging = 1.0 / settings.memory();
        this.status = newStatus();
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
        float[] observation = observe(announcement);
        double declared = scenario.uavBargainingPower() * posted.estimate();
        return new RoundFollower() {
            @Override
            public void onSettled(Settlement settlement) {
                if (!settlement.uavServes() || scenario.reveal() == Reveal.NEVER) {
                    offer(new Lesson(observation, settlement, declared));
                }
            }

            @Override
            public void onRevealed(Settlement settlement, double uavValue) {
                if (scenario.reveal() == Reveal.SERVED) {
                    offer(new Lesson(observation, settlement, scenario.uavBargainingPower() * uavValue));
                }
            }
        };
    }

    private float[] observe(Announcement announcement) {
        ObservationEncoder free = encoders.poll();
        ObservationEncoder encoder = free == null ? new ObservationEncoder(scenario) : free;
        float[] observation = new float[encoder.size()];
        encoder.encode(announcement, observation);
        encoders.add(encoder);
        return observation;
    }

    private void offer(Lesson lesson) {
        if (!waiting.offer(lesson)) {
            dropped.increment();
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
                for (Lesson lesson = waiting.poll(); lesson != null; lesson = waiting.poll()) {
                    takeInOrFreeze(lesson);
                }
            } finally {
                status = newStatus();
                scheduled.set(false);
            }
        } while (!waiting.isEmpty() && scheduled.compareAndSet(false, true));
    }

    private void takeInOrFreeze(Lesson lesson) {
        try {
            takeIn(lesson);
        } catch (RuntimeException e) {
            failure = e.toString(); // from the agent: auctions go on with the last good model
            frozen = true;
        }
    }

    private void takeIn(Lesson lesson) {
        rounds++;
        surplus = average(surplus, lesson.surplus());
        firstBest = average(firstBest, lesson.firstBest());
        uavShare = average(uavShare, lesson.settlement().uavServes() ? 1.0 : 0.0);
        if (frozen) {
            return;
        }
        lesson.rewards(grid, settings.rewardScale(), step.rewards());
        if (rounds % settings.holdOutEvery() == 0) {
            heldOut.add(lesson.observation(), step.rewards());
        } else {
            int action = grid.nearest(lesson.settlement().rho());
            System.arraycopy(lesson.observation(), 0, step.observation(), 0, lesson.observation().length);
            step.set(step.rewards()[action], true, false);
            agent.learn(lesson.observation(), action, step);
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
        LearnedModel current = learnedModel(rule);
        double candidates = heldOut.meanReward(candidate);
        double currents = heldOut.meanReward(current.policy());
        if (!(candidates >= currents * (1.0 - settings.tolerance()))) {
            refusedWorse++;
            return;
        }
        rule.publish(LearnedModel.of(current.scenario(), candidate));
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
