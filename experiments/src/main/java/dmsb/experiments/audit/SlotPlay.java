package dmsb.experiments.audit;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.DenseHouse;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.Slot;
import dmsb.auction.dense.SlotPlayers;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.round.Announcement;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whole episodes of a market of several tasks and UAVs under a rule that posts all factors of a slot. A strategy bids on every task
 * as it would on the only one. What a rule learns as it plays begins anew with every play.
 */
final class SlotPlay implements StrategyPlay {
    private final Intersection intersection;
    private final VectorRule rule;
    private final SavedState untouched;
    private final SeedTree seeds;
    private final int episodes;
    private double @Nullable [] truthfulBest;

    /** A market in which the rule has not played yet. */
    SlotPlay(Intersection intersection, VectorRule rule, SeedTree seeds, int episodes) {
        this(intersection, rule, SavedState.of(rule), seeds, episodes);
    }

    private SlotPlay(Intersection intersection, VectorRule rule, SavedState untouched, SeedTree seeds, int episodes) {
        this.intersection = intersection;
        this.rule = rule;
        this.untouched = untouched;
        this.seeds = seeds;
        this.episodes = episodes;
    }

    @Override
    public SlotPlay branch(String name) {
        return on(seeds.child(name));
    }

    private SlotPlay on(SeedTree newSeeds) {
        return new SlotPlay(intersection, rule, untouched, newSeeds, episodes);
    }

    @Override
    public int stations() {
        return intersection.market().groundStations();
    }

    @Override
    public SeedTree seeds() {
        return seeds;
    }

    @Override
    public PlayedEpisodes with(BidStrategy strategy, int manipulators) {
        PlayedEpisodes played = PlayedEpisodes.of(episodes);
        SlotPlayers players = new Strategic(strategy, manipulators);
        double[] values = new double[stations()];
        play(players, (episode, house) -> add(played, episode, house, manipulators, values));
        double[] best = strategy == BidStrategy.ABSENCE ? firstBest(players) : truthfulBest();
        System.arraycopy(best, 0, played.firstBest(), 0, episodes);
        return played;
    }

    /** What comes of it if UAV 0 declares a multiple of its estimate for every task, and pays by Clarke's rule. */
    UavDeclaration.UavMeans declaring(double multiple, SeedTree from) {
        int slots = intersection.market().roundsPerEpisode();
        double[] profit = new double[episodes];
        double[] surplus = new double[episodes];
        double[] payments = new double[intersection.uavs()];
        SlotPlayers players = new SlotPlayers() {
            @Override
            public double declared(int uav, int task, double estimate) {
                return uav == 0 ? multiple * estimate : estimate;
            }
        };
        on(from).play(players, (episode, house) -> {
            house.payments(payments);
            profit[episode] += (valueOfFirst(house) - payments[0]) / slots;
            surplus[episode] += house.surplus() / slots;
        });
        return new UavDeclaration.UavMeans(profit, surplus);
    }

    /** What UAV 0's tasks are worth to it, each in its place. */
    private static double valueOfFirst(DenseHouse house) {
        Slot slot = house.slot();
        double sum = 0.0;
        for (int m = 0; m < slot.tasks(); m++) {
            sum += slot.uav(m) == 0 ? house.task(m).uavValue(0) * slot.weights().weight(slot.place(m)) : 0.0;
        }
        return sum;
    }

    /** Shows the scored slots. */
    private void play(SlotPlayers players, BiConsumer<Integer, DenseHouse> scored) {
        untouched.restoreTo(rule);
        new DenseEvaluation(intersection, seeds, players).run(rule, episodes, (episode, number, house) -> {
            if (number >= 0) {
                scored.accept(episode, house);
            }
        });
    }

    private static void add(PlayedEpisodes played, int episode, DenseHouse house, int manipulators, double[] values) {
        Slot slot = house.slot();
        for (int m = 0; m < slot.tasks(); m++) {
            int server = slot.server(m);
            if (server > 0) {
                house.task(m).bids(values);
                double value = values[server - 1];
                double[] gainers = server <= manipulators ? played.utility() : played.others();
                gainers[episode] += value - slot.view(0, m).price();
                played.surplus()[episode] += value;
            } else if (server == 0) {
                played.surplus()[episode] += house.surplus(m);
            }
        }
    }

    private double[] truthfulBest() {
        if (truthfulBest == null) {
            truthfulBest = firstBest(SlotPlayers.TRUTH);
        }
        return truthfulBest;
    }

    /** First best of every episode, the sum over its slots. It depends on no rule, as awards move no values. */
    private double[] firstBest(SlotPlayers players) {
        VectorRule any = (announcement, rhos, unitPrices) -> Arrays.fill(rhos, 1.0);
        double[] best = new DenseEvaluation(intersection, seeds, players)
                .run(any, episodes)
                .firstBest();
        int slots = intersection.market().roundsPerEpisode();
        return Arrays.stream(best).map(mean -> mean * slots).toArray();
    }

    /** The first stations bid by the strategy on every task. */
    private record Strategic(BidStrategy strategy, int manipulators) implements SlotPlayers {
        @Override
        public void bid(int task, Announcement announcement, IntToDoubleFunction factors, double[] bids) {
            double[] values = bids.clone();
            for (int n = 1; n <= manipulators; n++) {
                bids[n - 1] = strategy.bid(announcement, values, n, factors.applyAsDouble(n));
            }
        }
    }
}
