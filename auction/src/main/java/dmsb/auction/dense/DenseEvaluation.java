package dmsb.auction.dense;

import dmsb.auction.assignment.EpisodeAssignment;
import dmsb.auction.assignment.UavAssignment;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Metric;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.Map;

/**
 * Plays a {@link VectorRule} through episodes. Episode e uses branch {@code episode/e} of the seeds, and the rule draws
 * from the branch {@code seller} below it, as in the market of one task; rules see the same markets.
 *
 * <p>First best is the best assignment in full knowledge: every task to its best station or a UAV's place. It is found
 * slot by slot, and with a battery over the episode as a whole. Where awards move no bids, as in all markets of several tasks,
 * it is found once for each episode, whatever the number of rules that are played. For one thread at a time.
 */
public final class DenseEvaluation {
    private static final String EPISODE = "episode";

    private final Intersection intersection;
    private final SeedTree episodes;
    private final DenseHouse house;
    private final UavAssignment slotBest;
    private final EpisodeAssignment episodeBest;
    private final double[] worths;
    private final double[] outside;
    private final int[] tasks;
    private final int[] capacities;
    private final double[] free;
    private final SlotPlayers players;
    private double[] ceilings = new double[0]; // of the episodes, where they are known: not NaN

    /**
     * The means of the scored slots of each episode.
     *
     * @param surplus eq. (12a), the sum over a slot's tasks
     * @param firstBest the same of the best assignment in full knowledge
     * @param uavShare the share of tasks that UAVs served
     * @param unserved the share of tasks that nobody served
     * @param uavSurplus the UAVs' part of the surplus
     * @param groundSurplus the ground base stations' part
     */
    @SuppressWarnings("ArrayRecordComponent") // copied out, and made here only
    public record SlotMeans(
            double[] surplus,
            double[] firstBest,
            double[] uavShare,
            double[] unserved,
            double[] uavSurplus,
            double[] groundSurplus) {
        private static SlotMeans empty(int count) {
            return new SlotMeans(
                    new double[count],
                    new double[count],
                    new double[count],
                    new double[count],
                    new double[count],
                    new double[count]);
        }

        /** {@return the surplus, a copy with an element an episode} */
        @Override
        public double[] surplus() {
            return surplus.clone();
        }

        /** {@return first best, a copy with an element an episode} */
        @Override
        public double[] firstBest() {
            return firstBest.clone();
        }

        /** {@return the share of tasks that UAVs served, a copy with an element an episode} */
        @Override
        public double[] uavShare() {
            return uavShare.clone();
        }

        /** {@return the share of tasks that nobody served, a copy with an element an episode} */
        @Override
        public double[] unserved() {
            return unserved.clone();
        }

        /** {@return the UAVs' part of the surplus, a copy with an element an episode} */
        @Override
        public double[] uavSurplus() {
            return uavSurplus.clone();
        }

        /** {@return the ground base stations' part of the surplus, a copy with an element an episode} */
        @Override
        public double[] groundSurplus() {
            return groundSurplus.clone();
        }

        /**
         * The same as a result among those of one task.
         *
         * @return the result, in which all that has no meaning for several tasks is NaN: the best on the grid, the latency of the
         *     winner, what it pays, and the factor
         */
        public EpisodeMeans toMeans() {
            return EpisodeMeans.of(Map.of(
                    Metric.SURPLUS, surplus,
                    Metric.UAV_SURPLUS, uavSurplus,
                    Metric.GROUND_SURPLUS, groundSurplus,
                    Metric.FIRST_BEST, firstBest,
                    Metric.UAV_SHARE, uavShare,
                    Metric.UNSERVED, unserved));
        }

        /**
         * The mean surplus over the mean first best.
         *
         * @return the fraction, at most 1
         */
        public double fraction() {
            return Arrays.stream(surplus).sum() / Arrays.stream(firstBest).sum();
        }
    }

    /**
     * An evaluation in which all tell the truth.
     *
     * @param intersection what is simulated
     * @param seeds the source of the episodes
     */
    public DenseEvaluation(Intersection intersection, SeedTree seeds) {
        this(intersection, seeds, SlotPlayers.TRUTH);
    }

    /**
     * An evaluation. What is measured are the bids: surplus and first best count them as values.
     *
     * @param intersection what is simulated
     * @param seeds the source of the episodes
     * @param players what is bid and declared
     */
    public DenseEvaluation(Intersection intersection, SeedTree seeds, SlotPlayers players) {
        this.intersection = intersection;
        this.players = players;
        episodes = seeds.child(EPISODE);
        house = new DenseHouse(intersection, players);
        int count = intersection.tasks();
        int uavs = intersection.uavs();
        slotBest = new UavAssignment(count, uavs, intersection.weights());
        episodeBest = new EpisodeAssignment(
                count, uavs, intersection.weights(), Math.min(intersection.uavTasksPerEpisode(), 1 << 30));
        worths = new double[count * uavs];
        outside = new double[count];
        tasks = new int[count];
        for (int m = 0; m < count; m++) {
            tasks[m] = m;
        }
        capacities = new int[uavs];
        Arrays.fill(capacities, count);
        free = new double[uavs];
    }

    /**
     * Plays episodes 0, 1 and so on.
     *
     * @param rule the rule, which learns on as it plays
     * @param count how many episodes, at least 1
     * @return the means
     * @throws IllegalArgumentException if the number is not positive
     */
    public SlotMeans run(VectorRule rule, int count) {
        return run(rule, count, true);
    }

    /**
     * Plays episodes 0, 1 and so on for what a rule learns as it plays, such as prices.
     *
     * @param rule the rule
     * @param count how many episodes, at least 1
     * @throws IllegalArgumentException if the number is not positive
     */
    public void play(VectorRule rule, int count) {
        run(rule, count, false);
    }

    /**
     * Plays episodes 0, 1 and so on and shows every slot, those of the warm-ups too.
     *
     * @param rule the rule, which learns on as it plays
     * @param count how many episodes, at least 1
     * @param listener is shown the slots
     * @return the means of {@link #run(VectorRule, int)} but for first best, which is 0: it is not looked for
     * @throws IllegalArgumentException if the number is not positive
     */
    public SlotMeans run(VectorRule rule, int count, SlotListener listener) {
        return run(rule, count, false, listener);
    }

    /**
     * What a rule draws from in an episode.
     *
     * @param seeds the source of the episodes
     * @param episode the number of the episode, from 0
     * @return a new stream
     */
    public static RandomStream draws(SeedTree seeds, int episode) {
        return draws(seeds.child(EPISODE).child(episode));
    }

    private static RandomStream draws(SeedTree episode) {
        return episode.child("seller").stream();
    }

    /** Plays and measures; without a ceiling, which costs more than to play where there is a battery, first best stays 0. */
    SlotMeans run(VectorRule rule, int count, boolean ceiling) {
        return run(rule, count, ceiling, (episode, number, awarded) -> {});
    }

    private SlotMeans run(VectorRule rule, int count, boolean ceiling, SlotListener listener) {
        Require.atLeast("episodes", count, 1);
        SlotMeans means = SlotMeans.empty(count);
        int slots = intersection.market().roundsPerEpisode();
        boolean awardsMoveBids = intersection.market().slotSeconds() > 0.0 || players != SlotPlayers.TRUTH;
        makeRoomForCeilings(count);
        boolean limited = intersection.uavTasksPerEpisode() != Intersection.UNLIMITED;
        for (int e = 0; e < count; e++) {
            SeedTree episode = episodes.child(e);
            int number = e;
            house.reset(episode, tasks.length, slot -> listener.onSlot(number, slot, house));
            rule.reset(draws(episode));
            episodeBest.clear();
            boolean look = ceiling && Double.isNaN(ceilings[e]);
            double held = 0.0;
            for (int t = 0; t < slots; t++) {
                house.award(rule, slots - t);
                listener.onSlot(e, t, house);
                means.surplus[e] += house.surplus();
                if (look) {
                    means.firstBest[e] += look(limited);
                }
                count(means, e);
                held += house.slot().tasks();
                house.settle();
                rule.observe(house.slot());
                house.next();
            }
            means.surplus[e] /= slots;
            means.uavSurplus[e] /= slots;
            means.groundSurplus[e] /= slots;
            if (look) {
                means.firstBest[e] = (limited ? episodeBest.solve() : means.firstBest[e]) / slots;
                ceilings[e] = awardsMoveBids ? Double.NaN : means.firstBest[e];
            } else if (ceiling) {
                means.firstBest[e] = ceilings[e];
            }
            means.uavShare[e] /= Math.max(1.0, held);
            means.unserved[e] /= Math.max(1.0, held);
        }
        return means;
    }

    private void makeRoomForCeilings(int count) {
        int known = ceilings.length;
        if (count > known) {
            ceilings = Arrays.copyOf(ceilings, count);
            Arrays.fill(ceilings, known, count, Double.NaN);
        }
    }

    /** Looks at the slot in full knowledge; its best surplus, 0 where that is found of the episode as a whole. */
    private double look(boolean limited) {
        int count = house.slot().tasks();
        for (int m = 0; m < tasks.length; m++) { // where there is no task, nothing is worth anything
            outside[m] = m < count ? house.slot().view(0, m).highest() : 0.0;
            for (int u = 0; u < capacities.length; u++) {
                worths[u * tasks.length + m] =
                        m < count ? house.slot().terms().worth(house.task(m).uavValue(u)) : 0.0;
            }
        }
        if (limited) {
            episodeBest.add(worths, outside);
            return 0.0;
        }
        slotBest.solve(tasks, count, worths, outside, capacities, free);
        return slotBest.value();
    }

    private void count(SlotMeans means, int episode) {
        for (int m = 0; m < house.slot().tasks(); m++) {
            int server = house.slot().server(m);
            means.uavShare[episode] += server == 0 ? 1 : 0;
            means.unserved[episode] += server == Slot.NOBODY ? 1 : 0;
            (server > 0 ? means.groundSurplus : means.uavSurplus)[episode] += house.surplus(m);
        }
    }
}
