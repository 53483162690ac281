package dmsb.auction.market;

import dmsb.auction.market.radio.Decibels;
import dmsb.auction.market.radio.Radio;
import dmsb.auction.market.town.TownRadio;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/**
 * The simulated market: a sequence of slots. A slot has one task, the providers' latencies and accuracies, and every
 * provider's valuation of serving.
 *
 * <p>Per episode every station draws its bandwidths, computing efficiencies and power. Per slot the task's size and the
 * user's power are drawn anew. The hit rate follows a stationary Gaussian AR(1) with uniform marginals. Gains and noise
 * are those of the {@link Radio}. A station that takes over by a handover has resources of its own and no past: neither
 * backlog nor window of values. The UAV does not know v_0; it has the estimate {@code v_0(t - lag) exp(noise z)}, z ~
 * N(0, 1).
 *
 * <p>If a slot has a length, every provider has a first-in-first-out backlog. The winner's backlog grows by the task.
 * Each provider works off its service rate times the length of a slot. The time to work off the backlog is part of the
 * latency.
 *
 * <p>Randomness comes from named branches of the episode's seeds: {@code resources}, {@code slots}, {@code hit rate},
 * {@code pixels}, {@code estimate}, and those of the radio, which are {@code channel} with Table 1 and {@code links},
 * {@code journeys} and {@code circuit} in a town. The draws of a station come from a branch of its own below. So a change
 * to one branch, or one more station, moves no draw of the others. Two draws are shared: the radio of Table 1 takes the
 * slot's noise from {@code slots}, and a shared spectrum has one draw for all stations. A slot without handover allocates
 * nothing. For one thread at a time.
 */
public final class Market {
    private final Scenario scenario;
    private final Range tasks;
    private final Range userPowers;
    private final Radio radio;
    private final boolean backlogs;
    private final Provider[] providers;
    private final Provider[] furtherUavs;
    private final Radio[] furtherRadios;
    private final StaleEstimate[] estimates;
    private final double[] conditions;
    private final Integer[] groundOrder;
    private RandomStream slots = SeedTree.of(0).stream();
    private boolean underWay;
    private double taskBits;
    private double userPowerWatts;
    private SeedTree episodeSeeds = SeedTree.of(0);
    private SeedTree taskSeeds = SeedTree.of(0);
    private long handovers;
    private int stations;

    /**
     * A market that has no episode under way.
     *
     * @param scenario what to simulate, a market of one task and one UAV
     * @throws IllegalArgumentException if it has several tasks or UAVs or a battery; or if a file of a town is missing or
     *     malformed
     */
    public Market(Scenario scenario) {
        this(scenario, 1);
    }

    /**
     * The same with several UAVs.
     *
     * @param scenario what to simulate, the market of one task and one UAV
     * @param uavs the number of UAVs, U, at least 1. UAV 0 is provider 0; each further one has resources, values and an
     *     estimate of its own, from the branch {@code uav} of the seeds and its number below, and a backlog of 0.
     * @throws IllegalArgumentException if the number is not positive; if the scenario itself has several; if several UAVs meet
     *     slots with a length or a shared spectrum; or if a file of a town is missing or malformed
     */
    public Market(Scenario scenario, int uavs) {
        this(scenario, uavs, 1, 0);
    }

    /**
     * The market of one of several tasks of a slot. Without places it is the same whatever their number. In a town each task
     * is that of a vehicle of its own; a place of the slot may be without a vehicle ({@link #present}).
     *
     * @param scenario what to simulate, the market of one task and one UAV
     * @param uavs the number of UAVs, U, at least 1
     * @param tasks the tasks of a slot, M, at least 1
     * @param task which of them, 0 to M - 1
     * @throws IllegalArgumentException if a number is out of its range; if the scenario itself has several; if several UAVs
     *     meet slots with a length or a shared spectrum; or if a file of a town is missing or malformed
     */
    public Market(Scenario scenario, int uavs, int tasks, int task) {
        this(
                scenario,
                TownSettings.isTown(scenario)
                        ? TownSettings.radio(scenario, tasks, Require.within("task", task, 0, tasks - 1))
                        : new TableRadio(scenario),
                Require.atLeast("uavs", uavs, 1));
        if (uavs > 1) {
            requirePlain("uavs", scenario);
        }
    }

    /**
     * The same with radio links of one's own in place of the scenario's.
     *
     * @param scenario what to simulate
     * @param radio the links to the UAV and to as many ground base stations as the scenario has; for this market alone
     */
    public Market(Scenario scenario, Radio radio) {
        this(scenario, radio, 1);
    }

    private Market(Scenario scenario, Radio radio, int uavs) {
        DenseSettings.requireOne(scenario);
        Stations.requireFree(scenario);
        if (uavs > 1) {
            Stations.requireOne(scenario, "several UAVs");
        }
        this.scenario = scenario;
        this.tasks = scenario.taskMB();
        this.userPowers = scenario.userPowerDbm();
        this.radio = radio;
        this.backlogs = scenario.slotSeconds() > 0.0;
        MatchValue matchValue = new MatchValue(scenario.pixels(), scenario.beta(), scenario.omega2());
        this.providers = new Provider[scenario.providers()];
        for (int n = 0; n < providers.length; n++) {
            providers[n] = new Provider(scenario, n, matchValue);
        }
        this.furtherUavs = new Provider[uavs - 1];
        this.furtherRadios = new Radio[uavs - 1];
        for (int u = 0; u < furtherUavs.length; u++) {
            furtherUavs[u] = new Provider(scenario, 0, matchValue);
            furtherRadios[u] = radio instanceof TownRadio town
                    ? TownSettings.furtherUav(scenario, town)
                    : new FurtherUavRadio(scenario, radio);
        }
        this.estimates = new StaleEstimate[uavs];
        for (int u = 0; u < uavs; u++) {
            estimates[u] = new StaleEstimate(scenario.uavLag(), scenario.uavNoise());
        }
        this.conditions = new double[ConditionLayout.count(scenario.groundStations())];
        this.groundOrder = new Integer[scenario.groundStations()];
        this.stations = scenario.groundStations();
    }

    /**
     * Begins an episode and moves to its first slot. Hidden slots are played before it, as many as it takes for every
     * window, and the window of the value that the estimate looks back to, to be full.
     *
     * @param episode the source of all the episode's randomness
     */
    public void reset(SeedTree episode) {
        reset(episode, episode);
    }

    /**
     * Begins an episode of one of several tasks that the same providers may serve.
     *
     * @param episode the source of the providers' resources, the same for all the tasks
     * @param task the source of everything else: the task, its links, hit rates and estimates
     */
    public void reset(SeedTree episode, SeedTree task) {
        episodeSeeds = episode;
        taskSeeds = task;
        handovers = 0;
        stations = scenario.stations().draw(episode);
        radio.reset(episode, task);
        for (int n = 0; n < providers.length; n++) {
            providers[n].reset(episode, task, radio.station(n));
        }
        estimates[0].reset(task.child("estimate").stream());
        for (int u = 1; u < estimates.length; u++) {
            SeedTree own = task.child("uav").child(u);
            SeedTree common = episode.child("uav").child(u);
            furtherRadios[u - 1].reset(common, own);
            furtherUavs[u - 1].reset(common, own, 0);
            estimates[u].reset(own.child("estimate").stream());
        }
        slots = task.child("slots").stream();
        listResources();
        underWay = true;
        int slotsToFill = scenario.window() + scenario.uavLag();
        for (int t = 0; t < slotsToFill; t++) {
            advance();
        }
    }

    /**
     * Moves to the next slot.
     *
     * @throws IllegalStateException if no episode is under way
     */
    public void advance() {
        requireEpisode();
        double task = slots.nextDouble();
        double userPower = slots.nextDouble();
        conditions[ConditionLayout.TASK] = task;
        conditions[ConditionLayout.USER_POWER] = userPower;
        taskBits = Units.megabyteToBit(tasks.at(task));
        userPowerWatts = Decibels.dbmToWatt(userPowers.at(userPower));
        radio.advance(slots);
        handOver();
        for (Provider provider : providers) {
            provider.move();
        }
        for (Provider provider : providers) {
            provider.look();
        }
        for (Provider provider : providers) {
            provider.drawHits();
        }
        for (Provider provider : providers) {
            provider.measure(taskBits, userPowerWatts, radio);
        }
        estimates[0].add(providers[0].value());
        for (int u = 1; u < estimates.length; u++) {
            Provider uav = furtherUavs[u - 1];
            furtherRadios[u - 1].advance(slots);
            uav.move();
            uav.look();
            uav.drawHits();
            uav.measure(taskBits, userPowerWatts, furtherRadios[u - 1]);
            estimates[u].add(uav.value());
        }
    }

    /** Lets those stations take over that the radio has put into the places of others. Allocates where there is one. */
    private void handOver() {
        boolean changed = false;
        for (int n = 0; n < providers.length; n++) {
            if (providers[n].station != radio.station(n)) {
                providers[n].takeOver(episodeSeeds, taskSeeds, radio.station(n), handovers++);
                changed = true;
            }
        }
        if (changed) {
            listResources();
        }
    }

    /**
     * Gives the slot's task to a provider. It matters only where slots have a length: then the provider's backlog grows
     * by the task's size. To be called at most once a slot.
     *
     * @param winner the provider, 0 to N
     */
    public void serve(int winner) {
        requireEpisode();
        if (backlogs) {
            providers[winner].backlogBits += taskBits;
        }
    }

    /**
     * Whether there is a task in this slot.
     *
     * @return false only in the market of one of several vehicles of a town, where its place is empty: then there is nothing to
     *     sell, and all figures are those of a vehicle that stands where the last one left
     */
    public boolean present() {
        return radio.present();
    }

    /**
     * What is simulated.
     *
     * @return the scenario
     */
    public Scenario scenario() {
        return scenario;
    }

    /**
     * The number of places for ground base stations.
     *
     * @return the scenario's N, of a range the largest
     */
    public int groundStations() {
        return scenario.groundStations();
    }

    /**
     * The number of ground base stations of the episode. They stand in places 1 to N; the places after them are empty.
     *
     * @return N
     */
    public int stations() {
        return stations;
    }

    /**
     * What serving is worth to a provider in this slot, eq. (11).
     *
     * @param n the provider, 0 to N
     * @return v_n
     */
    public double value(int n) {
        return providers[n].value();
    }

    /**
     * The latency of the slot's task at a provider, eq. (6), the wait included.
     *
     * @param n the provider, 0 to N
     * @return T in s
     */
    public double latency(int n) {
        return providers[n].latency;
    }

    /**
     * The accuracy with which a provider would process the slot's task, eq. (8): the share of pixels that it gets right, whose
     * number, eq. (7), is drawn as a binomial of its hit rate.
     *
     * @param n the provider, 0 to N
     * @return R, in [0, 1]
     */
    public double accuracy(int n) {
        return (double) providers[n].hits / scenario.pixels();
    }

    /**
     * The UAV's stale and noisy estimate of its own value, which it declares before the round.
     *
     * @return vhat_0
     */
    public double estimate() {
        return estimates[0].value();
    }

    /**
     * What serving is worth to a UAV in this slot, eq. (11).
     *
     * @param uav the UAV, 0 to U - 1
     * @return its v_0
     */
    public double uavValue(int uav) {
        return uav == 0 ? providers[0].value() : furtherUavs[uav - 1].value();
    }

    /**
     * The stale and noisy estimate that a UAV declares before the round.
     *
     * @param uav the UAV, 0 to U - 1
     * @return its vhat_0
     */
    public double uavEstimate(int uav) {
        return estimates[uav].value();
    }

    /**
     * Writes the truthful bids of the ground base stations, eq. (12b): b_n = v_n.
     *
     * @param bids receives b_1..b_N from index 0 on, and NaN in empty places. Modified.
     */
    public void bids(double[] bids) {
        for (int n = 1; n < providers.length; n++) {
            bids[n - 1] = n <= stations ? providers[n].value() : Double.NaN;
        }
    }

    /**
     * Writes the market conditions m^k, each on the scale of its range, in [0, 1]: the task's size and the user's power
     * (in dBm); then for the UAV, and for the ground base stations in the lexicographic order of these five numbers, so
     * that their names do not matter, uplink and downlink bandwidth, GPU and CPU efficiency and power (in dBm). Of a
     * shared spectrum the bandwidths are those of the pool. An empty place counts as a station in the middle of each range.
     *
     * @param target receives the {@link ConditionLayout#count} numbers. Modified.
     */
    public void conditions(double[] target) {
        System.arraycopy(conditions, 0, target, 0, conditions.length);
    }

    /**
     * The size of the slot's task.
     *
     * @return D in bit
     */
    public double taskBits() {
        return taskBits;
    }

    /**
     * The user's transmit power in this slot.
     *
     * @return p^u in W
     */
    public double userPowerWatts() {
        return userPowerWatts;
    }

    /**
     * The radio links.
     *
     * @return the radio itself; not to be moved
     */
    public Radio radio() {
        return radio;
    }

    /**
     * How many handovers there were in this episode.
     *
     * @return the number, 0 where stations never change
     */
    public long handovers() {
        return handovers;
    }

    /**
     * A provider's resources and state in this slot.
     *
     * @param n the provider, 0 to N
     * @return a copy of what the simulator knows of the provider
     */
    public ProviderState provider(int n) {
        Provider p = providers[n];
        return new ProviderState(
                p.station,
                p.uplinkHz,
                p.downlinkHz,
                p.gpuBitPerSecond,
                p.cpuBitPerSecond,
                p.powerWatts,
                p.gain,
                p.uplinkNoiseWatts,
                p.downlinkNoiseWatts,
                p.hitRate,
                p.backlogBits,
                p.waitSeconds());
    }

    /**
     * Checks that a market can have several tasks or UAVs: its slots have no length, and the spectrum is not shared. With a
     * length a slot's tasks would wait for each other; a shared band would be split among them.
     *
     * @param key the key that asks for several, for the message
     * @param scenario the market
     * @throws IllegalArgumentException if it cannot
     */
    public static void requirePlain(String key, Scenario scenario) {
        if (scenario.slotSeconds() > 0.0 || scenario.sharedSpectrum()) {
            throw new IllegalArgumentException(
                    key + ": expected 1 unless slotSeconds is 0 and sharedSpectrum false, got slotSeconds "
                            + scenario.slotSeconds() + ", sharedSpectrum " + scenario.sharedSpectrum());
        }
    }

    private void requireEpisode() {
        if (!underWay) {
            throw new IllegalStateException("market: expected reset before the first slot");
        }
    }

    private void listResources() {
        for (int n = 1; n < providers.length; n++) {
            groundOrder[n - 1] = n;
        }
        Arrays.sort(groundOrder, this::compareResources);
        copyResources(0, 0);
        for (int i = 0; i < groundOrder.length; i++) {
            copyResources(i + 1, groundOrder[i]);
        }
    }

    private void copyResources(int row, int n) {
        int first = ConditionLayout.provider(row);
        for (int i = 0; i < ConditionLayout.RESOURCES; i++) {
            conditions[first + i] = scaledResource(n, i);
        }
    }

    private double scaledResource(int n, int i) {
        return n <= stations ? providers[n].scaledResource(i) : ConditionScale.MIDDLE;
    }

    private int compareResources(int a, int b) {
        for (int i = 0; i < ConditionLayout.RESOURCES; i++) {
            int order = Double.compare(scaledResource(a, i), scaledResource(b, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
