package dmsb.experiments.dense;

import dmsb.auction.dense.DenseHouse;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.LearnedVectorRule;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.SlotEncoder;
import dmsb.auction.dense.SlotMemory;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicySnapshot;
import dmsb.nn.agent.Feedback;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.agent.SetActorShape;
import dmsb.nn.agent.SetPolicyGradient;
import dmsb.nn.kernel.Kernels;
import java.util.Arrays;
import java.util.Map;

/**
 * Trains a set actor on the simulated slots of an intersection. The actor plays training episodes; of every slot is remembered
 * what was observed and what decides what other actions would have brought. An update draws slots, draws actions from the
 * policy of the moment, and improves it by the counterfactual surplus of every action ({@link SetPolicyGradient}).
 *
 * <p>With executed feedback every slot tells the surplus of one vector alone, and once. An update takes the slots since the last
 * one. The vector is drawn anew, by the weights with which the slot was played, so it has the law of the vector that was played.
 *
 * <p>For a model that serves slots of any number of tasks, every episode draws a number of its own: first an octave, then a
 * number of it, so that few tasks and many are met alike. Within an episode it stays, because a task's forecast comes from its
 * past; the network sees every slot by itself and cannot tell.
 *
 * <p>Training is told the UAVs' values of its own slots, as everywhere; what the policy observes is revealed on the market's
 * terms. Same seed, same weights, to the bit. It can be saved and restored between two slots. For one thread.
 */
public final class DenseTraining implements Checkpointed {
    private final Scenario scenario;
    private final Intersection largest;
    private final int fewestTasks;
    private final LinearFilterModel filter;
    private final SetActorConfig settings;
    private final SetPolicyGradient learner;
    private final LearnedVectorRule player;
    private final SlotMemory memory;
    private final SeedTree episodes;
    private final RandomStream replay;
    private final RandomStream numbers;
    private final DenseHouse house;
    private final EpisodeTape tape;
    private final DenseBatch batch;
    private final int rows;
    private final boolean executed;
    private int episode;
    private int fresh; // slots remembered since the last update
    private int freshTasks;
    private long slots;
    private long updates;

    /**
     * A training that has learned nothing, with an arithmetic of its own.
     *
     * @param scenario what is played; its number of tasks is the largest
     * @param fewestTasks the smallest number of tasks, at least 1
     * @param filter the forecast of one task
     * @param settings the settings
     * @param seeds the source of everything that is random
     * @throws IllegalArgumentException as below
     */
    public DenseTraining(
            Scenario scenario, int fewestTasks, LinearFilterModel filter, SetActorConfig settings, SeedTree seeds) {
        this(scenario, fewestTasks, filter, settings, seeds, Kernels.create());
    }

    /**
     * A training that has learned nothing.
     *
     * @param scenario what is played; its number of tasks is the largest
     * @param fewestTasks the smallest number of tasks, at least 1
     * @param filter the forecast of one task
     * @param settings the settings
     * @param seeds the source of everything that is random
     * @param kernels the arithmetic
     * @throws IllegalArgumentException if the smallest number is out of its range, or there is no room for the tasks of a slot
     *     in {@code batch} or {@code replayCapacity}
     */
    public DenseTraining(
            Scenario scenario,
            int fewestTasks,
            LinearFilterModel filter,
            SetActorConfig settings,
            SeedTree seeds,
            Kernels kernels) {
        this.scenario = scenario;
        this.filter = filter;
        this.settings = settings;
        largest = Intersection.of(scenario);
        this.fewestTasks = Require.within("fewestTasks", fewestTasks, 1, largest.tasks());
        rows = Require.atLeast(LearnerConfig.BATCH.name(), settings.get(LearnerConfig.BATCH), largest.tasks());
        executed = settings.get(LearnerConfig.FEEDBACK) == Feedback.EXECUTED;
        int capacity = executed
                ? 2 * rows
                : Require.atLeast(
                        LearnerConfig.REPLAY_CAPACITY.name(),
                        settings.get(LearnerConfig.REPLAY_CAPACITY),
                        largest.tasks() * settings.get(LearnerConfig.FIRST_UPDATE));
        SlotEncoder encoder = new SlotEncoder(largest, filter);
        learner = new SetPolicyGradient(
                new SetActorShape(settings, encoder.ownSize(), encoder.sharedSize(), encoder.actions()),
                seeds.child("learner"),
                kernels);
        player = new LearnedVectorRule(largest, filter, learner.exploration(largest.tasks()));
        memory = new SlotMemory(largest, player.encoder(), capacity);
        episodes = seeds.child("episode");
        replay = seeds.child("replay").stream();
        numbers = seeds.child("tasks").stream();
        house = new DenseHouse(largest);
        tape = new EpisodeTape(largest, player);
        batch = new DenseBatch(largest, settings, learner, memory, encoder.actions());
    }

    /**
     * Goes on learning.
     *
     * @param count the number of slots to play
     */
    public void play(long count) {
        long end = slots + count;
        while (slots < end) {
            play();
            if (isDue()) {
                update();
            }
        }
    }

    private boolean isDue() {
        return executed
                ? freshTasks + largest.tasks() > rows
                : memory.size() >= settings.get(LearnerConfig.FIRST_UPDATE)
                        && slots % settings.get(LearnerConfig.STEPS_PER_UPDATE) == 0;
    }

    private void play() {
        if (tape.slots() == 0) {
            SeedTree seeds = episodes.child(episode);
            int tasks = drawTasks();
            house.reset(seeds, tasks);
            player.reset(seeds.child("seller").stream());
            tape.begin(tasks);
        }
        tape.award(house);
        if (player.remember(house, memory) && executed) {
            fresh++;
            freshTasks += house.slot().tasks();
        }
        house.settle();
        player.observe(house.slot());
        house.next();
        slots++;
        if (tape.slotsLeft() == 0) {
            tape.clear();
            episode++;
        }
    }

    private int drawTasks() {
        if (fewestTasks == largest.tasks()) {
            return fewestTasks;
        }
        int lowest = Integer.SIZE - Integer.numberOfLeadingZeros(fewestTasks);
        int highest = Integer.SIZE - Integer.numberOfLeadingZeros(largest.tasks());
        int octave = 1 << (lowest + numbers.nextInt(highest - lowest + 1) - 1);
        int low = Math.max(fewestTasks, octave);
        int high = Math.min(largest.tasks(), 2 * octave - 1);
        return low + numbers.nextInt(high - low + 1);
    }

    private void update() {
        if (executed) {
            batch.learnNewest(fresh);
            fresh = 0;
            freshTasks = 0;
        } else {
            batch.learnRemembered(replay);
        }
        updates++;
    }

    /**
     * The number of slots played.
     *
     * @return how many so far
     */
    public long slots() {
        return slots;
    }

    /**
     * The number of updates.
     *
     * @return how many so far
     */
    public long updates() {
        return updates;
    }

    /**
     * The filter whose forecasts are observed.
     *
     * @return the hash of its file
     */
    public String filterId() {
        return filter.id();
    }

    /**
     * Refuses weights that are not finite.
     *
     * @throws dmsb.core.math.NonFiniteException if one is infinite or NaN
     */
    public void requireFinite() {
        learner.requireFinite();
    }

    /**
     * What has been learned, with the averaged weights of the moment. Where there are batteries, their prices are learned in
     * episodes of its own, as those of the hand-written rules are.
     *
     * @param training how it was trained, by key
     * @return the model
     */
    public VectorModel model(Map<String, String> training) {
        SetPolicySnapshot policy = learner.snapshot();
        LearnedVectorRule rule = new LearnedVectorRule(largest, filter, policy.open(largest.tasks()));
        if (largest.uavTasksPerEpisode() != Intersection.UNLIMITED) {
            NamedVectorRule.played(rule, largest, episodes.child("deployment"));
        }
        return VectorModel.of(scenario, filter, policy, rule.meanUnitPrices(), training);
    }

    @Override
    public void save(StateWriter state) {
        state.put("slots", slots);
        state.put("updates", updates);
        state.put("episode", (long) episode);
        state.put("fresh", (long) fresh);
        state.put("freshTasks", (long) freshTasks);
        state.put("replay", replay);
        state.put("numbers", numbers);
        state.put("tape", tape);
        state.put("estimates", estimates());
        state.put("rule", player);
        state.put("learner", learner);
        state.put("memory", memory);
    }

    /** Takes up the state of a training made alike. The episode under way is played again. */
    @Override
    public void restore(StateReader state) {
        slots = Require.atLeast("slots", state.wholeNumber("slots"), 0);
        updates = Require.atLeast("updates", state.wholeNumber("updates"), 0);
        episode = state.wholeNumber("episode", 0, Integer.MAX_VALUE);
        fresh = state.wholeNumber("fresh", 0, rows);
        freshTasks = state.wholeNumber("freshTasks", 0, rows);
        state.restore("replay", replay);
        state.restore("numbers", numbers);
        state.restore("tape", tape);
        if (tape.slots() > 0) {
            SeedTree seeds = episodes.child(episode);
            tape.replay(house, seeds);
            player.reset(seeds.child("seller").stream());
        }
        double[] now = estimates();
        if (!Arrays.equals(now, state.doubles("estimates", now.length))) {
            throw new IllegalArgumentException("estimates: expected what the UAVs declare in the open slot of episode "
                    + episode + ", got others");
        }
        state.restore("rule", player);
        state.restore("learner", learner);
        state.restore("memory", memory);
        Require.within("slots since the last update", fresh, 0, memory.size());
    }

    /** What the UAVs declare in the open slot; nothing between episodes. */
    private double[] estimates() {
        int tasks = tape.slots() == 0 ? 0 : house.slot().tasks();
        double[] estimates = new double[tasks * largest.uavs()];
        for (int m = 0; m < tasks; m++) {
            for (int u = 0; u < largest.uavs(); u++) {
                estimates[m * largest.uavs() + u] = house.slot().view(u, m).estimate();
            }
        }
        return estimates;
    }
}
