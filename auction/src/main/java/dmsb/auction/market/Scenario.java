package dmsb.auction.market;

import java.util.List;

/**
 * A market to simulate: an immutable value whose components are the keys of a scenario file, in the units written there.
 *
 * <p>The defaults are those of the preset {@code paper}: Table 1 of the paper where it speaks, and where it is silent the
 * values of {@link ScenarioBuilder}.
 *
 * @param groundStations the number of ground base stations N; there is one UAV besides
 * @param taskMB the task's size D in MB, drawn per slot
 * @param uplinkMHz a provider's uplink bandwidth B^u in MHz, drawn per episode
 * @param downlinkMHz a provider's downlink bandwidth B^d in MHz, drawn per episode
 * @param channelGainDb the channel power gain g in dB, moving from slot to slot
 * @param noiseDbm the noise power sigma^2 at both ends in dBm, drawn per slot
 * @param userPowerDbm the user's transmit power p^u in dBm, drawn per slot
 * @param providerPowerDbm a provider's transmit power p^d in dBm, drawn per episode
 * @param gpuGbps a provider's GPU efficiency f^g in Gbit/s, drawn per episode
 * @param cpuGbps a provider's CPU efficiency f^c in Gbit/s, drawn per episode
 * @param gpuPerBit the GPU resource e_p per bit
 * @param resultRatio the result's size over the task's size
 * @param pixels the number of pixels k of a task
 * @param groundHitRate a ground station's probability of a right pixel, moving from slot to slot
 * @param uavHitRate the UAV's probability of a right pixel, moving from slot to slot
 * @param beta the sensitivity beta of the matching value to accuracy
 * @param omega1 the scale omega_1 of the common value
 * @param omega2 the scale omega_2 of the matching value
 * @param window the number of slots T that a valuation averages
 * @param persistence the slot-to-slot correlation of channel gain and hit rate: 0 is i.i.d., 1 is frozen
 * @param uavLag the age in slots of what the UAV knows of its own value
 * @param uavNoise the standard deviation of the UAV's log error
 * @param uavBargainingPower the UAV's weight zeta in the objective (12)
 * @param actions the number of actions |A| of the paper's grid
 * @param uavAction whether there is one more action, an infinite rho: the UAV serves whatever the bids
 * @param roundsPerEpisode the number of scored rounds of an episode, kappa
 * @param observation what the auctioneer may see before it fixes rho
 * @param history the number of past rounds observed, H
 * @param reveal whether the auctioneer is told v_0 of a round that the UAV has served
 * @param revealLag how many more rounds have been held when it is told: 0 is before the next one
 * @param sharedSpectrum whether one pool of bandwidth is split equally over all providers
 * @param slotSeconds the length of a slot in s; above 0 it switches backlogs on
 */
public record Scenario(
        int groundStations,
        Range taskMB,
        Range uplinkMHz,
        Range downlinkMHz,
        Range channelGainDb,
        Range noiseDbm,
        Range userPowerDbm,
        Range providerPowerDbm,
        Range gpuGbps,
        Range cpuGbps,
        double gpuPerBit,
        double resultRatio,
        int pixels,
        Range groundHitRate,
        Range uavHitRate,
        double beta,
        double omega1,
        double omega2,
        int window,
        double persistence,
        int uavLag,
        double uavNoise,
        double uavBargainingPower,
        int actions,
        boolean uavAction,
        int roundsPerEpisode,
        ObservationMode observation,
        int history,
        Reveal reveal,
        int revealLag,
        boolean sharedSpectrum,
        double slotSeconds) {
    static final int MAX_PIXELS = 1_000_000;
    static final int MAX_SLOTS = 100_000;
    private static final int MAX_PROVIDERS = 1000;
    private static final double MAX_LEVEL = 300.0; // dB: no ratio under- or overflows
    private static final double MIN_QUANTITY = 1e-9; // bounds that keep every product of quantities finite
    private static final double MAX_QUANTITY = 1e9;
    private static final double MAX_BETA = 20.0; // (2 pixels)^beta stays below 1e127
    private static final double MAX_NOISE = 10.0;
    private static final int MAX_ACTIONS = 1000;
    private static final int MAX_ROUNDS = 10_000_000;
    private static final int MAX_HISTORY = 1000;

    /**
     * Checks the components.
     *
     * @param groundStations the number of ground base stations N; there is one UAV besides
     * @param taskMB the task's size D in MB, drawn per slot
     * @param uplinkMHz a provider's uplink bandwidth B^u in MHz, drawn per episode
     * @param downlinkMHz a provider's downlink bandwidth B^d in MHz, drawn per episode
     * @param channelGainDb the channel power gain g in dB, moving from slot to slot
     * @param noiseDbm the noise power sigma^2 at both ends in dBm, drawn per slot
     * @param userPowerDbm the user's transmit power p^u in dBm, drawn per slot
     * @param providerPowerDbm a provider's transmit power p^d in dBm, drawn per episode
     * @param gpuGbps a provider's GPU efficiency f^g in Gbit/s, drawn per episode
     * @param cpuGbps a provider's CPU efficiency f^c in Gbit/s, drawn per episode
     * @param gpuPerBit the GPU resource e_p per bit
     * @param resultRatio the result's size over the task's size
     * @param pixels the number of pixels k of a task
     * @param groundHitRate a ground station's probability of a right pixel, moving from slot to slot
     * @param uavHitRate the UAV's probability of a right pixel, moving from slot to slot
     * @param beta the sensitivity beta of the matching value to accuracy
     * @param omega1 the scale omega_1 of the common value
     * @param omega2 the scale omega_2 of the matching value
     * @param window the number of slots T that a valuation averages
     * @param persistence the slot-to-slot correlation of channel gain and hit rate: 0 is i.i.d., 1 is frozen
     * @param uavLag the age in slots of what the UAV knows of its own value
     * @param uavNoise the standard deviation of the UAV's log error
     * @param uavBargainingPower the UAV's weight zeta in the objective (12)
     * @param actions the number of actions |A| of the paper's grid
     * @param uavAction whether there is one more action, an infinite rho: the UAV serves whatever the bids
     * @param roundsPerEpisode the number of scored rounds of an episode, kappa
     * @param observation what the auctioneer may see before it fixes rho
     * @param history the number of past rounds observed, H
     * @param reveal whether the auctioneer is told v_0 of a round that the UAV has served
     * @param revealLag how many more rounds have been held when it is told: 0 is before the next one
     * @param sharedSpectrum whether one pool of bandwidth is split equally over all providers
     * @param slotSeconds the length of a slot in s; above 0 it switches backlogs on
     * @throws IllegalArgumentException if a component is out of its range, naming it, what was expected and what came
     */
    public Scenario {
        Require.wholeNumber("groundStations", groundStations, 1, MAX_PROVIDERS);
        requirePositive("taskMB", taskMB);
        requirePositive("uplinkMHz", uplinkMHz);
        requirePositive("downlinkMHz", downlinkMHz);
        requireLevel("channelGainDb", channelGainDb);
        requireLevel("noiseDbm", noiseDbm);
        requireLevel("userPowerDbm", userPowerDbm);
        requireLevel("providerPowerDbm", providerPowerDbm);
        requirePositive("gpuGbps", gpuGbps);
        requirePositive("cpuGbps", cpuGbps);
        Require.between("gpuPerBit", gpuPerBit, 0.0, MAX_QUANTITY);
        Require.between("resultRatio", resultRatio, 0.0, MAX_QUANTITY);
        Require.within("groundHitRate", groundHitRate, 0.0, 1.0);
        Require.within("uavHitRate", uavHitRate, 0.0, 1.0);
        Require.between("omega1", omega1, MIN_QUANTITY, MAX_QUANTITY);
        Require.between("omega2", omega2, MIN_QUANTITY, MAX_QUANTITY);
        Require.wholeNumber("pixels", pixels, 1, MAX_PIXELS);
        Require.between("beta", beta, 0.0, MAX_BETA);
        Require.wholeNumber("window", window, 1, MAX_SLOTS);
        Require.between("persistence", persistence, 0.0, 1.0);
        Require.wholeNumber("uavLag", uavLag, 0, MAX_SLOTS);
        Require.between("uavNoise", uavNoise, 0.0, MAX_NOISE);
        Require.between("uavBargainingPower", uavBargainingPower, MIN_QUANTITY, MAX_QUANTITY);
        Require.wholeNumber("actions", actions, 1, MAX_ACTIONS);
        Require.wholeNumber("roundsPerEpisode", roundsPerEpisode, 1, MAX_ROUNDS);
        Require.wholeNumber("history", history, 1, MAX_HISTORY);
        Require.wholeNumber("revealLag", revealLag, 0, MAX_HISTORY);
        Require.between("slotSeconds", slotSeconds, 0.0, MAX_QUANTITY);
    }

    private static void requirePositive(String key, Range range) {
        Require.within(key, range, MIN_QUANTITY, MAX_QUANTITY);
    }

    private static void requireLevel(String key, Range range) {
        Require.within(key, range, -MAX_LEVEL, MAX_LEVEL);
    }

    /**
     * The number of providers: the ground base stations and the UAV.
     *
     * @return N + 1
     */
    public int providers() {
        return groundStations + 1;
    }

    /**
     * The names of the presets.
     *
     * @return the names, the default {@code paper} first
     */
    public static List<String> presetNames() {
        return Preset.NAMES;
    }

    /**
     * The preset of the given name.
     *
     * @param name one of {@link #presetNames()}
     * @return the preset
     * @throws IllegalArgumentException if there is no such preset
     */
    public static Scenario preset(String name) {
        return Preset.named(name);
    }

    /**
     * A builder that starts from the defaults.
     *
     * @return a new builder
     */
    public static ScenarioBuilder builder() {
        return new ScenarioBuilder();
    }

    /**
     * A builder that starts from this scenario.
     *
     * @return a new builder
     */
    public ScenarioBuilder toBuilder() {
        return new ScenarioBuilder(this);
    }
}
