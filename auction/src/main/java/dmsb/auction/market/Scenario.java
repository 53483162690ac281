package dmsb.auction.market;

import static dmsb.core.setting.SettingType.choice;
import static dmsb.core.setting.SettingType.number;
import static dmsb.core.setting.SettingType.truth;
import static dmsb.core.setting.SettingType.wholeNumber;

import dmsb.core.setting.Schema;
import dmsb.core.setting.Setting;
import dmsb.core.setting.SettingType;
import dmsb.core.setting.SettingValues;
import dmsb.core.setting.Settings;
import dmsb.core.tensorfile.ModelMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A market to simulate: an immutable value for each key of a scenario file, in the units written there. The defaults are
 * those of the preset {@code paper}: Table 1 of the paper where it speaks, and values of our choice where it is silent.
 *
 * @param values a value for each key of {@link #SCHEMA}
 */
public record Scenario(SettingValues values) implements Settings {
    /** The source of a default that the paper gives. */
    public static final String TABLE_1 = "Table 1";

    static final int MAX_PIXELS = 1_000_000;
    static final int MAX_SLOTS = 100_000;
    private static final String CHOSEN = "chosen";
    private static final double MAX_LEVEL = 300.0; // dB: no ratio under- or overflows
    private static final double SMALLEST = 1e-9; // bounds that keep every product of quantities finite
    private static final double LARGEST = 1e9;
    private static final int MAX_HISTORY = 1_000;

    private static final SettingType<Range> QUANTITY = Range.type(SMALLEST, LARGEST);
    private static final SettingType<Range> LEVEL = Range.type(-MAX_LEVEL, MAX_LEVEL);
    private static final SettingType<Range> SHARE = Range.type(0, 1);

    /** The key of {@link #groundStations()}. */
    public static final Setting<Stations> GROUND_STATIONS = Setting.of(
            "groundStations",
            Stations.type(1_000),
            Stations.of(3),
            CHOSEN,
            "ground base stations N; there is one UAV besides; of a range each episode draws its N");

    /** The key of {@link #taskMB()}. */
    public static final Setting<Range> TASK_MB = Setting.of(
            "taskMB",
            QUANTITY,
            new Range(20, 40),
            TABLE_1,
            "the task's size D; drawn per slot; 1 MB is 10^6 bytes",
            "MB");

    /** The key of {@link #uplinkMHz()}. */
    public static final Setting<Range> UPLINK_MHZ = Setting.of(
            "uplinkMHz",
            QUANTITY,
            new Range(20, 60),
            TABLE_1,
            "a provider's uplink bandwidth B^u; drawn per episode",
            "MHz");

    /** The key of {@link #downlinkMHz()}. */
    public static final Setting<Range> DOWNLINK_MHZ = Setting.of(
            "downlinkMHz",
            QUANTITY,
            new Range(20, 60),
            TABLE_1,
            "a provider's downlink bandwidth B^d; drawn per episode",
            "MHz");

    /** The key of {@link #channelGainDb()}. */
    public static final Setting<Range> CHANNEL_GAIN_DB = Setting.of(
            "channelGainDb",
            LEVEL,
            new Range(-25, -20),
            TABLE_1,
            "the channel's power gain g; moves from slot to slot",
            "dB");

    /** The key of {@link #noiseDbm()}. */
    public static final Setting<Range> NOISE_DBM = Setting.of(
            "noiseDbm",
            LEVEL,
            new Range(-115, -112),
            TABLE_1,
            "the noise power sigma^2 at both ends of a link; drawn per slot, one for all providers",
            "dBm");

    /** The key of {@link #userPowerDbm()}. */
    public static final Setting<Range> USER_POWER_DBM = Setting.of(
            "userPowerDbm",
            LEVEL,
            new Range(5, 10),
            TABLE_1,
            "the vehicle's transmit power p^u; drawn per slot",
            "dBm");

    /** The key of {@link #providerPowerDbm()}. */
    public static final Setting<Range> PROVIDER_POWER_DBM = Setting.of(
            "providerPowerDbm",
            LEVEL,
            new Range(25, 40),
            TABLE_1,
            "a provider's transmit power p^d; drawn per episode",
            "dBm");

    /** The key of {@link #gpuGbps()}. */
    public static final Setting<Range> GPU_GBPS = Setting.of(
            "gpuGbps",
            QUANTITY,
            new Range(1, 2),
            TABLE_1,
            "a provider's GPU efficiency f^g; the unit is not in the paper; drawn per episode",
            "Gbit/s");

    /** The key of {@link #cpuGbps()}. */
    public static final Setting<Range> CPU_GBPS = Setting.of(
            "cpuGbps",
            QUANTITY,
            new Range(1, 2),
            TABLE_1,
            "a provider's CPU efficiency f^c; the unit is not in the paper; drawn per episode",
            "Gbit/s");

    /** The key of {@link #gpuPerBit()}. */
    public static final Setting<Double> GPU_PER_BIT =
            Setting.of("gpuPerBit", number(0, LARGEST), 0.5, TABLE_1, "GPU resource e_p that a bit needs");

    /** The key of {@link #resultRatio()}. */
    public static final Setting<Double> RESULT_RATIO =
            Setting.of("resultRatio", number(0, LARGEST), 1.0, CHOSEN, "the result's size over the task's");

    /** The key of {@link #pixels()}. */
    public static final Setting<Integer> PIXELS = Setting.of(
            "pixels", wholeNumber(1, MAX_PIXELS), 1024, CHOSEN, "pixels k that a task's accuracy is counted over");

    /** The key of {@link #groundHitRate()}. */
    public static final Setting<Range> GROUND_HIT_RATE = Setting.of(
            "groundHitRate",
            SHARE,
            new Range(0.5, 0.9),
            CHOSEN,
            "a base station's probability of a right pixel; moves from slot to slot");

    /** The key of {@link #uavHitRate()}. */
    public static final Setting<Range> UAV_HIT_RATE = Setting.of(
            "uavHitRate",
            SHARE,
            new Range(0.7, 0.94),
            CHOSEN,
            "the UAV's probability of a right pixel; moves from slot to slot");

    /** The key of {@link #beta()}. */
    public static final Setting<Double> BETA = Setting.of(
            "beta",
            number(0, 20),
            2.0,
            TABLE_1,
            "how much the matching value rewards accuracy"); // (2 pixels)^beta stays below 1e127

    /** The key of {@link #omega1()}. */
    public static final Setting<Double> OMEGA1 =
            Setting.of("omega1", number(SMALLEST, LARGEST), 1.0, CHOSEN, "scale omega_1 of the common value");

    /** The key of {@link #omega2()}. */
    public static final Setting<Double> OMEGA2 =
            Setting.of("omega2", number(SMALLEST, LARGEST), 1.0, CHOSEN, "scale omega_2 of the matching value");

    /** The key of {@link #window()}. */
    public static final Setting<Integer> WINDOW =
            Setting.of("window", wholeNumber(1, MAX_SLOTS), 10, CHOSEN, "slots T that a valuation averages", "slots");

    /** The key of {@link #persistence()}. */
    public static final Setting<Double> PERSISTENCE = Setting.of(
            "persistence",
            number(0, 1),
            0.9,
            CHOSEN,
            "correlation from slot to slot of what moves; 0 is drawn anew, 1 stands still");

    /** The key of {@link #uavLag()}. */
    public static final Setting<Integer> UAV_LAG = Setting.of(
            "uavLag", wholeNumber(0, MAX_SLOTS), 5, CHOSEN, "age of what the UAV knows of its own value", "slots");

    /** The key of {@link #uavNoise()}. */
    public static final Setting<Double> UAV_NOISE = Setting.of(
            "uavNoise", number(0, 10), 0.3, CHOSEN, "noise of the UAV's estimate, standard deviation of its logarithm");

    /** The key of {@link #uavBargainingPower()}. */
    public static final Setting<Double> UAV_BARGAINING_POWER = Setting.of(
            "uavBargainingPower",
            number(SMALLEST, LARGEST),
            1.0,
            TABLE_1,
            "bargaining power zeta of the UAV in eq. (12a); what a unit of its value counts in the surplus");

    /** The key of {@link #actions()}. */
    public static final Setting<Integer> ACTIONS =
            Setting.of("actions", wholeNumber(1, 1_000), 20, CHOSEN, "values of rho to choose from, |A|");

    /** The key of {@link #rhoGrid()}. */
    public static final Setting<RhoGrid> RHO_GRID = Setting.of(
            "rhoGrid",
            RhoGrid.type(),
            new RhoGrid.Even(10.0),
            "Algorithm 1",
            "the values of rho: L^(a / actions), a = 0, 1, ..., of a number L, or a list of them");

    /** The key of {@link #uavAction()}. */
    public static final Setting<Boolean> UAV_ACTION = Setting.of(
            "uavAction",
            truth(),
            false,
            "the paper's grid has none",
            "whether there is one more action, rho = Infinity: the UAV serves whatever the bids");

    /** The key of {@link #roundsPerEpisode()}. */
    public static final Setting<Integer> ROUNDS_PER_EPISODE = Setting.of(
            "roundsPerEpisode",
            wholeNumber(1, 10_000_000),
            100,
            CHOSEN,
            "scored rounds of an episode, kappa; max(20, window + history) unscored ones come before");

    /** The key of {@link #observation()}. */
    public static final Setting<ObservationMode> OBSERVATION = Setting.of(
            "observation",
            choice(List.of(ObservationMode.values())),
            ObservationMode.PAST_BIDS,
            "Theorem 1",
            "what is known when rho is fixed; with `current-bids` the auction is not truthful; with `others-past` and"
                    + " `others-past-looks` each station has a factor from the others' past, and the auction is truthful"
                    + " over time; with `others-past-reveals` nearly");

    /** The key of {@link #history()}. */
    public static final Setting<Integer> HISTORY = Setting.of(
            "history",
            wholeNumber(1, MAX_HISTORY),
            3,
            CHOSEN,
            "past rounds that rules and learners see, H; with a belief learners observe the last 6, and it the rest",
            "rounds");

    /** The key of {@link #reveal()}. */
    public static final Setting<Reveal> REVEAL = Setting.of(
            "reveal",
            choice(List.of(Reveal.values())),
            Reveal.SERVED,
            CHOSEN,
            "whether the auctioneer is told the UAV's value of a round that the UAV served");

    /** The key of {@link #revealLag()}. */
    public static final Setting<Integer> REVEAL_LAG = Setting.of(
            "revealLag",
            wholeNumber(0, MAX_HISTORY),
            0,
            CHOSEN,
            "how many more rounds have been held when it is told; 0 is before the next one",
            "rounds");

    /** The key of {@link #contract()}. */
    public static final Setting<ContractKind> CONTRACT = Setting.of(
            "contract",
            choice(List.of(ContractKind.values())),
            ContractKind.PAST,
            "eq. (13)",
            "what the UAV pays when it serves: `past` is b_0 of eq. (13), `pivot` the highest bid over zeta; `spa` prices by bids"
                    + " either way");

    /** The key of {@link #sharedSpectrum()}. */
    public static final Setting<Boolean> SHARED_SPECTRUM = Setting.of(
            "sharedSpectrum", truth(), false, CHOSEN, "whether one pool of bandwidth is split over all providers");

    /** The key of {@link #slotSeconds()}. */
    public static final Setting<Double> SLOT_SECONDS = Setting.of(
            "slotSeconds",
            number(0, LARGEST),
            0.0,
            CHOSEN,
            "a slot's length; above 0 providers have backlogs, and waiting is part of a task's latency",
            "s");

    /** Every key, and the presets. */
    public static final Schema<Scenario> SCHEMA = Schema.of("scenario", Scenario::new, keys())
            .withPreset("paper", "Table 1 of the paper, and our choice where it is silent", Scenario::standard)
            .withPreset(
                    "stale", "the UAV's news is ten slots old", () -> standard().with(UAV_LAG, 10))
            .withPreset(
                    "lookout",
                    "two stations, and a UAV whose value varies widely and slowly and whose news is forty slots old: information"
                            + " pays most",
                    () -> standard()
                            .with(GROUND_STATIONS, 2)
                            .with(PERSISTENCE, 0.97)
                            .with(UAV_LAG, 40)
                            .with(UAV_HIT_RATE, 0.5, 0.94))
            .withPreset(
                    "iid",
                    "every slot is drawn anew and valued by itself, the UAV knows its value: a contextual bandit",
                    () -> standard()
                            .with(PERSISTENCE, 0.0)
                            .with(WINDOW, 1)
                            .with(UAV_LAG, 0)
                            .with(UAV_NOISE, 0.0))
            .withPreset(
                    "frozen",
                    "channels and hit rates stand still within an episode",
                    () -> standard().with(PERSISTENCE, 1.0))
            .withPreset(
                    "load",
                    "slots of a quarter of a second: today's winner is slower tomorrow, the one market in which an action"
                            + " moves later values",
                    () -> standard().with(SLOT_SECONDS, 0.25))
            .withPreset(
                    "shared-spectrum",
                    "one pool of bandwidth for all",
                    () -> standard().with(SHARED_SPECTRUM, true))
            .withPreset(
                    "town",
                    "vehicles, base stations and a UAV with places, and the channel models of 3GPP between them",
                    () -> standard()
                            .with(TownSettings.KIND, TownSettings.Kind.TOWN)
                            .with(USER_POWER_DBM, 20, 23)
                            .with(PROVIDER_POWER_DBM, 24, 33))
            .withPreset("dense", "4 tasks a slot for one UAV", () -> standard().with(DenseSettings.TASKS, 4))
            .withPreset(
                    "city",
                    "8 tasks a slot for two UAVs",
                    () -> standard().with(DenseSettings.TASKS, 8).with(DenseSettings.UAVS, 2))
            .withPreset(
                    "battery",
                    "4 tasks a slot, and a UAV with energy for one of them",
                    () -> standard().with(DenseSettings.TASKS, 4).with(DenseSettings.UAV_TASKS_PER_EPISODE, 100));

    private static Setting<?>[] keys() {
        List<Setting<?>> keys = new ArrayList<>(List.of(
                GROUND_STATIONS,
                TASK_MB,
                UPLINK_MHZ,
                DOWNLINK_MHZ,
                CHANNEL_GAIN_DB,
                NOISE_DBM,
                USER_POWER_DBM,
                PROVIDER_POWER_DBM,
                GPU_GBPS,
                CPU_GBPS,
                GPU_PER_BIT,
                RESULT_RATIO,
                PIXELS,
                GROUND_HIT_RATE,
                UAV_HIT_RATE,
                BETA,
                OMEGA1,
                OMEGA2,
                WINDOW,
                PERSISTENCE,
                UAV_LAG,
                UAV_NOISE,
                UAV_BARGAINING_POWER,
                ACTIONS,
                RHO_GRID,
                UAV_ACTION,
                ROUNDS_PER_EPISODE,
                OBSERVATION,
                HISTORY,
                REVEAL,
                REVEAL_LAG,
                CONTRACT,
                SHARED_SPECTRUM,
                SLOT_SECONDS));
        keys.addAll(TownSettings.KEYS);
        keys.addAll(DenseSettings.KEYS);
        return keys.toArray(Setting<?>[]::new);
    }

    /**
     * Checks that every key of a scenario has a value.
     *
     * @throws IllegalArgumentException if the values are those of other keys
     */
    public Scenario {
        SCHEMA.require(values);
    }

    /**
     * The defaults, which are the preset {@code paper}.
     *
     * @return the scenario
     */
    public static Scenario standard() {
        return SCHEMA.standard();
    }

    /**
     * The preset of the given name.
     *
     * @param name one of {@link #presetNames()}
     * @return the preset
     * @throws IllegalArgumentException if there is no such preset
     */
    public static Scenario preset(String name) {
        return SCHEMA.preset(name);
    }

    /**
     * The names of the presets.
     *
     * @return the names, the default {@code paper} first
     */
    public static List<String> presetNames() {
        return List.copyOf(SCHEMA.presets().keySet());
    }

    @Override
    public <T> Scenario with(Setting<T> key, T value) {
        return new Scenario(values.with(key, value));
    }

    /**
     * The same scenario but for one range.
     *
     * @param key the key
     * @param low its new minimum
     * @param high its new maximum
     * @return the changed scenario
     * @throws IllegalArgumentException if the range is not allowed
     */
    public Scenario with(Setting<Range> key, double low, double high) {
        return with(key, key.read(List.of(low, high)));
    }

    /**
     * The same scenario with one number of ground base stations.
     *
     * @param key {@link #GROUND_STATIONS}
     * @param number N
     * @return the scenario
     * @throws IllegalArgumentException if the number is out of its range
     */
    public Scenario with(Setting<Stations> key, int number) {
        return with(key, key.read(number));
    }

    /**
     * The same scenario with a range of numbers of ground base stations, from which each episode draws its own.
     *
     * @param key {@link #GROUND_STATIONS}
     * @param fewest the smallest number
     * @param most the largest number
     * @return the scenario
     * @throws IllegalArgumentException if a number is out of its range, or the smallest is above the largest
     */
    public Scenario with(Setting<Stations> key, int fewest, int most) {
        return with(key, key.read(List.of(fewest, most)));
    }

    /**
     * The scenario as entries of a model's metadata, named {@code scenario.} and the key. Every key is written and every key
     * is expected, so that a change of a default never changes what a trained model observes.
     *
     * @return the entries by key, with the prefix
     */
    public Map<String, String> toMetadata() {
        return values.toMetadata(ModelMetadata.SCENARIO_PREFIX);
    }

    /**
     * Reads the scenario that a model was trained on.
     *
     * @param metadata the metadata of the model's file
     * @return the scenario
     * @throws IllegalArgumentException if a key is missing or holds what is no value of it
     */
    public static Scenario read(ModelMetadata metadata) {
        return SCHEMA.read(metadata, ModelMetadata.SCENARIO_PREFIX);
    }

    /** {@return the number of providers, N + 1: the ground base stations and the UAV; of a range the most that there are} */
    public int providers() {
        return groundStations() + 1;
    }

    /** {@return the number of places for ground base stations: N, of a range the largest N; there is one UAV besides} */
    public int groundStations() {
        return stations().most();
    }

    /** {@return how many ground base stations there are: a number, or a range from which each episode draws} */
    public Stations stations() {
        return get(GROUND_STATIONS);
    }

    /** {@return the task's size D in MB} */
    public Range taskMB() {
        return get(TASK_MB);
    }

    /** {@return a provider's uplink bandwidth B^u in MHz} */
    public Range uplinkMHz() {
        return get(UPLINK_MHZ);
    }

    /** {@return a provider's downlink bandwidth B^d in MHz} */
    public Range downlinkMHz() {
        return get(DOWNLINK_MHZ);
    }

    /** {@return the channel's power gain g in dB} */
    public Range channelGainDb() {
        return get(CHANNEL_GAIN_DB);
    }

    /** {@return the noise power sigma^2 at both ends of a link in dBm} */
    public Range noiseDbm() {
        return get(NOISE_DBM);
    }

    /** {@return the vehicle's transmit power p^u in dBm} */
    public Range userPowerDbm() {
        return get(USER_POWER_DBM);
    }

    /** {@return a provider's transmit power p^d in dBm} */
    public Range providerPowerDbm() {
        return get(PROVIDER_POWER_DBM);
    }

    /** {@return a provider's GPU efficiency f^g in Gbit/s} */
    public Range gpuGbps() {
        return get(GPU_GBPS);
    }

    /** {@return a provider's CPU efficiency f^c in Gbit/s} */
    public Range cpuGbps() {
        return get(CPU_GBPS);
    }

    /** {@return the GPU resource e_p that a bit needs} */
    public double gpuPerBit() {
        return get(GPU_PER_BIT);
    }

    /** {@return the result's size over the task's} */
    public double resultRatio() {
        return get(RESULT_RATIO);
    }

    /** {@return the number of pixels k that a task's accuracy is counted over} */
    public int pixels() {
        return get(PIXELS);
    }

    /** {@return a base station's probability of a right pixel} */
    public Range groundHitRate() {
        return get(GROUND_HIT_RATE);
    }

    /** {@return the UAV's probability of a right pixel} */
    public Range uavHitRate() {
        return get(UAV_HIT_RATE);
    }

    /** {@return the sensitivity beta of the matching value to accuracy} */
    public double beta() {
        return get(BETA);
    }

    /** {@return the scale omega_1 of the common value} */
    public double omega1() {
        return get(OMEGA1);
    }

    /** {@return the scale omega_2 of the matching value} */
    public double omega2() {
        return get(OMEGA2);
    }

    /** {@return the number of slots T that a valuation averages} */
    public int window() {
        return get(WINDOW);
    }

    /** {@return the correlation from slot to slot of channel gain and hit rate: 0 is i.i.d., 1 is frozen} */
    public double persistence() {
        return get(PERSISTENCE);
    }

    /** {@return the age in slots of what the UAV knows of its own value} */
    public int uavLag() {
        return get(UAV_LAG);
    }

    /** {@return the standard deviation of the logarithm of the UAV's error} */
    public double uavNoise() {
        return get(UAV_NOISE);
    }

    /** {@return the UAV's weight zeta in the objective, eq. (12a)} */
    public double uavBargainingPower() {
        return get(UAV_BARGAINING_POWER);
    }

    /** {@return the number of finite price scaling factors to choose from, |A|} */
    public int actions() {
        return get(ACTIONS);
    }

    /** {@return the finite price scaling factors to choose from} */
    public RhoGrid rhoGrid() {
        return get(RHO_GRID);
    }

    /** {@return whether there is one more action, an infinite rho: the UAV serves whatever the bids} */
    public boolean uavAction() {
        return get(UAV_ACTION);
    }

    /** {@return the number of scored rounds of an episode, kappa} */
    public int roundsPerEpisode() {
        return get(ROUNDS_PER_EPISODE);
    }

    /** {@return what the auctioneer can see before it fixes rho} */
    public ObservationMode observation() {
        return get(OBSERVATION);
    }

    /** {@return the number of past rounds observed, H} */
    public int history() {
        return get(HISTORY);
    }

    /** {@return whether the auctioneer is told v_0 of a round that the UAV has served} */
    public Reveal reveal() {
        return get(REVEAL);
    }

    /** {@return how many more rounds have been held when the auctioneer is told: 0 is before the next one} */
    public int revealLag() {
        return get(REVEAL_LAG);
    }

    /** {@return what the UAV pays when it serves} */
    public ContractKind contract() {
        return get(CONTRACT);
    }

    /** {@return whether one pool of bandwidth is split equally over all providers} */
    public boolean sharedSpectrum() {
        return get(SHARED_SPECTRUM);
    }

    /** {@return the length of a slot in s; above 0 it switches backlogs on} */
    public double slotSeconds() {
        return get(SLOT_SECONDS);
    }
}
