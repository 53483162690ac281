package dmsb.experiments.dense;

import dmsb.auction.dense.CounterfactualSurplus;
import dmsb.auction.dense.DenseHouse;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.LearnedVectorRule;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.SlotEncoder;
import dmsb.auction.dense.SlotMemory;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.nn.agent.SetActorShape;
import dmsb.nn.agent.SetPolicyGradient;
import dmsb.nn.kernel.Kernels;
import java.util.List;

/**
 * Trains a set actor on the simulated slots of intersections. The actor plays training episodes; of every slot is remembered
 * what was observed and what decides what other actions would have brought. An update draws slots, draws actions from the
 * policy of the moment, and improves it by the counterfactual surplus of every action ({@link SetPolicyGradient}).
 *
 * <p>Training is told the UAVs' values of its own slots, as everywhere; what the policy observes is revealed on the market's
 * terms. Same seed, same weights, to the bit. For one thread.
 */
public final class DenseTraining {
    /** The slots that are remembered. */
    public static final int MEMORY = 20_000;

    /** The chains whose mean policy decides. */
    public static final int CHAINS = 16;

    private static final int HIDDEN = 64;
    private static final double LEARNING_RATE = 1e-3;
    private static final double ENTROPY = 0.002;
    private static final double AVERAGING = 2e-3;
    private static final int ROWS = 512;
    private static final int SLOTS_PER_UPDATE = 8;
    private static final int FIRST_UPDATE = 1_000;

    private final Intersection largest;
    private final LinearFilterModel model;
    private final SetPolicyGradient learner;
    private final LearnedVectorRule player;
    private final SlotMemory memory;
    private final CounterfactualSurplus surplus;
    private final SeedTree episodes;
    private final RandomStream replay;
    private final DenseHouse[] houses;
    private final int[] batch = new int[ROWS];
    private final int[] starts = new int[ROWS];
    private final int[] actions = new int[ROWS];
    private int episode;
    private int slot;
    private long updates;

    /**
     * A training with the usual settings that has learned nothing.
     *
     * @param markets what is played, episode after episode in turn; they differ in their numbers of tasks alone
     * @param model the forecast of one task
     * @param head what makes the logits
     * @param seeds the source of everything that is random
     * @throws IllegalArgumentException if there is no market, or they differ in their numbers of UAVs
     */
    public DenseTraining(List<Intersection> markets, LinearFilterModel model, SetActorShape.Head head, SeedTree seeds) {
        this(markets, model, head, HIDDEN, LEARNING_RATE, ENTROPY, seeds);
    }

    /**
     * A training that has learned nothing.
     *
     * @param markets what is played, episode after episode in turn; they differ in their numbers of tasks alone
     * @param model the forecast of one task
     * @param head what makes the logits
     * @param hidden the width of all hidden layers
     * @param learningRate Adam's step
     * @param entropy the weight of the policies' entropy
     * @param seeds the source of everything that is random
     * @throws IllegalArgumentException if there is no market, or they differ in their numbers of UAVs
     */
    public DenseTraining(
            List<Intersection> markets,
            LinearFilterModel model,
            SetActorShape.Head head,
            int hidden,
            double learningRate,
            double entropy,
            SeedTree seeds) {
        Require.atLeast("markets", markets.size(), 1);
        Intersection most = markets.get(0);
        for (Intersection market : markets) {
            if (market.uavs() != most.uavs()) {
                throw Require.refusal("uavs", "the same number in all markets", market.uavs());
            }
            most = market.tasks() > most.tasks() ? market : most;
        }
        largest = most;
        this.model = model;
        SlotEncoder encoder = new SlotEncoder(largest, model);
        learner = new SetPolicyGradient(
                new SetActorShape(head, encoder.ownSize(), encoder.sharedSize(), encoder.actions(), hidden),
                new SetPolicyGradient.UpdateRule(ROWS, learningRate, 1.0, AVERAGING, entropy),
                seeds.child("learner"),
                Kernels.create());
        player = new LearnedVectorRule(largest, model, learner.exploration(largest.tasks()));
        memory = new SlotMemory(largest, player.encoder(), MEMORY);
        surplus = new CounterfactualSurplus(largest);
        episodes = seeds.child("episode");
        replay = seeds.child("replay").stream();
        houses = new DenseHouse[markets.size()];
        for (int i = 0; i < houses.length; i++) {
            houses[i] = new DenseHouse(markets.get(i));
        }
    }

    /**
     * Goes on learning.
     *
     * @param count the number of updates
     */
    public void train(long count) {
        long end = updates + count;
        while (memory.size() < FIRST_UPDATE) {
            play();
        }
        while (updates < end) {
            for (int i = 0; i < SLOTS_PER_UPDATE; i++) {
                play();
            }
            update();
        }
    }

    private void play() {
        DenseHouse house = houses[episode % houses.length];
        int slots = largest.market().roundsPerEpisode();
        if (slot == 0) {
            SeedTree seeds = episodes.child(episode);
            house.reset(seeds);
            player.reset(seeds.child("seller").stream());
        }
        house.award(player, slots - slot);
        player.remember(house, memory);
        house.settle();
        player.observe(house.slot());
        house.next();
        slot++;
        if (slot == slots) {
            slot = 0;
            episode++;
        }
    }

    private void update() {
        learner.clear();
        int rows = 0;
        int sets = 0;
        int drawn = memory.draw(replay);
        while (rows + memory.tasks(drawn) <= ROWS) {
            batch[sets] = drawn;
            starts[sets++] = learner.add(
                    memory.tasks(drawn),
                    memory.own(),
                    memory.ownStart(drawn),
                    memory.shared(),
                    memory.sharedStart(drawn));
            rows += memory.tasks(drawn);
            drawn = memory.draw(replay);
        }
        learner.draw(actions);
        int count = player.encoder().actions();
        for (int i = 0; i < sets; i++) {
            surplus.compute(memory, batch[i], actions, starts[i], learner.rewards(), starts[i] * count);
        }
        learner.improve();
        updates++;
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
     * The rule that has been learned, with its averaged weights of the moment. Where there are batteries, it has learned their
     * prices as the hand-written rules do.
     *
     * @param market where it is to price, of any number of tasks
     * @return a new rule
     */
    public LearnedVectorRule rule(Intersection market) {
        LearnedVectorRule rule = new LearnedVectorRule(market, model, learner.deployment(CHAINS, market.tasks()));
        return market.uavTasksPerEpisode() == Intersection.UNLIMITED
                ? rule
                : NamedVectorRule.played(rule, market, episodes.child("deployment"));
    }

    /**
     * The learner.
     *
     * @return the learner itself
     */
    public SetPolicyGradient learner() {
        return learner;
    }
}
