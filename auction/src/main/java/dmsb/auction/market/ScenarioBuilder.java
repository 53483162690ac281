package dmsb.auction.market;

/**
 * A scenario in the making. It starts from the defaults, each of which stands here and nowhere else; nothing is checked
 * before {@link #build()} except the order of a range's ends. Setters return this builder.
 */
public final class ScenarioBuilder {
    private int groundStations = 3;
    private Range taskMB = Range.named("taskMB", 20, 40);
    private Range uplinkMHz = Range.named("uplinkMHz", 20, 60);
    private Range downlinkMHz = Range.named("downlinkMHz", 20, 60);
    private Range channelGainDb = Range.named("channelGainDb", -25, -20);
    private Range noiseDbm = Range.named("noiseDbm", -115, -112);
    private Range userPowerDbm = Range.named("userPowerDbm", 5, 10);
    private Range providerPowerDbm = Range.named("providerPowerDbm", 25, 40);
    private Range gpuGbps = Range.named("gpuGbps", 1, 2);
    private Range cpuGbps = Range.named("cpuGbps", 1, 2);
    private double gpuPerBit = 0.5;
    private double resultRatio = 1.0;
    private int pixels = 1024;
    private Range groundHitRate = Range.named("groundHitRate", 0.5, 0.9);
    private Range uavHitRate = Range.named("uavHitRate", 0.7, 0.94);
    private double beta = 2;
    private double omega1 = 1;
    private double omega2 = 1;
    private int window = 10;
    private double persistence = 0.9;
    private int uavLag = 5;
    private double uavNoise = 0.3;
    private double uavBargainingPower = 1;
    private int actions = 20;
    private boolean uavAction = false;
    private int roundsPerEpisode = 100;
    private ObservationMode observation = ObservationMode.PAST_BIDS;
    private int history = 3;
    private Reveal reveal = Reveal.SERVED;
    private int revealLag = 0;
    private boolean sharedSpectrum = false;
    private double slotSeconds = 0;

    ScenarioBuilder() {}

    ScenarioBuilder(Scenario from) {
        groundStations = from.groundStations();
        taskMB = from.taskMB();
        uplinkMHz = from.uplinkMHz();
        downlinkMHz = from.downlinkMHz();
        channelGainDb = from.channelGainDb();
        noiseDbm = from.noiseDbm();
        userPowerDbm = from.userPowerDbm();
        providerPowerDbm = from.providerPowerDbm();
        gpuGbps = from.gpuGbps();
        cpuGbps = from.cpuGbps();
        gpuPerBit = from.gpuPerBit();
        resultRatio = from.resultRatio();
        pixels = from.pixels();
        groundHitRate = from.groundHitRate();
        uavHitRate = from.uavHitRate();
        beta = from.beta();
        omega1 = from.omega1();
        omega2 = from.omega2();
        window = from.window();
        persistence = from.persistence();
        uavLag = from.uavLag();
        uavNoise = from.uavNoise();
        uavBargainingPower = from.uavBargainingPower();
        actions = from.actions();
        uavAction = from.uavAction();
        roundsPerEpisode = from.roundsPerEpisode();
        observation = from.observation();
        history = from.history();
        reveal = from.reveal();
        revealLag = from.revealLag();
        sharedSpectrum = from.sharedSpectrum();
        slotSeconds = from.slotSeconds();
    }

    /**
     * Sets the number of ground base stations N; there is one UAV besides.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder groundStations(int value) {
        groundStations = value;
        return this;
    }

    /**
     * Sets the task's size D in MB, drawn per slot.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder taskMB(double low, double high) {
        taskMB = Range.named("taskMB", low, high);
        return this;
    }

    /**
     * Sets a provider's uplink bandwidth B^u in MHz, drawn per episode.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder uplinkMHz(double low, double high) {
        uplinkMHz = Range.named("uplinkMHz", low, high);
        return this;
    }

    /**
     * Sets a provider's downlink bandwidth B^d in MHz, drawn per episode.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder downlinkMHz(double low, double high) {
        downlinkMHz = Range.named("downlinkMHz", low, high);
        return this;
    }

    /**
     * Sets the channel power gain g in dB, moving from slot to slot.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder channelGainDb(double low, double high) {
        channelGainDb = Range.named("channelGainDb", low, high);
        return this;
    }

    /**
     * Sets the noise power sigma^2 at both ends in dBm, drawn per slot.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder noiseDbm(double low, double high) {
        noiseDbm = Range.named("noiseDbm", low, high);
        return this;
    }

    /**
     * Sets the user's transmit power p^u in dBm, drawn per slot.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder userPowerDbm(double low, double high) {
        userPowerDbm = Range.named("userPowerDbm", low, high);
        return this;
    }

    /**
     * Sets a provider's transmit power p^d in dBm, drawn per episode.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder providerPowerDbm(double low, double high) {
        providerPowerDbm = Range.named("providerPowerDbm", low, high);
        return this;
    }

    /**
     * Sets a provider's GPU efficiency f^g in Gbit/s, drawn per episode.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder gpuGbps(double low, double high) {
        gpuGbps = Range.named("gpuGbps", low, high);
        return this;
    }

    /**
     * Sets a provider's CPU efficiency f^c in Gbit/s, drawn per episode.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder cpuGbps(double low, double high) {
        cpuGbps = Range.named("cpuGbps", low, high);
        return this;
    }

    /**
     * Sets the GPU resource e_p per bit.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder gpuPerBit(double value) {
        gpuPerBit = value;
        return this;
    }

    /**
     * Sets the result's size over the task's size.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder resultRatio(double value) {
        resultRatio = value;
        return this;
    }

    /**
     * Sets the number of pixels k of a task.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder pixels(int value) {
        pixels = value;
        return this;
    }

    /**
     * Sets a ground station's probability of a right pixel, moving from slot to slot.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder groundHitRate(double low, double high) {
        groundHitRate = Range.named("groundHitRate", low, high);
        return this;
    }

    /**
     * Sets the UAV's probability of a right pixel, moving from slot to slot.
     *
     * @param low the minimum
     * @param high the maximum
     * @return this
     */
    public ScenarioBuilder uavHitRate(double low, double high) {
        uavHitRate = Range.named("uavHitRate", low, high);
        return this;
    }

    /**
     * Sets the sensitivity beta of the matching value to accuracy.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder beta(double value) {
        beta = value;
        return this;
    }

    /**
     * Sets the scale omega_1 of the common value.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder omega1(double value) {
        omega1 = value;
        return this;
    }

    /**
     * Sets the scale omega_2 of the matching value.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder omega2(double value) {
        omega2 = value;
        return this;
    }

    /**
     * Sets the number of slots T that a valuation averages.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder window(int value) {
        window = value;
        return this;
    }

    /**
     * Sets the slot-to-slot correlation of channel gain and hit rate: 0 is i.i.d., 1 is frozen.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder persistence(double value) {
        persistence = value;
        return this;
    }

    /**
     * Sets the age in slots of what the UAV knows of its own value.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder uavLag(int value) {
        uavLag = value;
        return this;
    }

    /**
     * Sets the standard deviation of the UAV's log error.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder uavNoise(double value) {
        uavNoise = value;
        return this;
    }

    /**
     * Sets the UAV's weight zeta in the objective (12).
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder uavBargainingPower(double value) {
        uavBargainingPower = value;
        return this;
    }

    /**
     * Sets whether there is one more action: an infinite rho, under which the UAV serves whatever the bids.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder uavAction(boolean value) {
        uavAction = value;
        return this;
    }

    /**
     * Sets the number of actions |A| of the paper's grid.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder actions(int value) {
        actions = value;
        return this;
    }

    /**
     * Sets the number of scored rounds of an episode, kappa.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder roundsPerEpisode(int value) {
        roundsPerEpisode = value;
        return this;
    }

    /**
     * Sets what the auctioneer may see before it fixes rho.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder observation(ObservationMode value) {
        observation = value;
        return this;
    }

    /**
     * Sets the number of past rounds observed, H.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder history(int value) {
        history = value;
        return this;
    }

    /**
     * Sets whether the auctioneer is told v_0 of a round that the UAV has served.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder reveal(Reveal value) {
        reveal = value;
        return this;
    }

    /**
     * Sets how many more rounds have been held when the auctioneer is told v_0: 0 is before the next one.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder revealLag(int value) {
        revealLag = value;
        return this;
    }

    /**
     * Sets whether one pool of bandwidth is split equally over all providers.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder sharedSpectrum(boolean value) {
        sharedSpectrum = value;
        return this;
    }

    /**
     * Sets the length of a slot in s; above 0 it switches backlogs on.
     *
     * @param value the value
     * @return this
     */
    public ScenarioBuilder slotSeconds(double value) {
        slotSeconds = value;
        return this;
    }

    /**
     * The scenario.
     *
     * @return the scenario as set
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Scenario build() {
        return new Scenario(
                groundStations,
                taskMB,
                uplinkMHz,
                downlinkMHz,
                channelGainDb,
                noiseDbm,
                userPowerDbm,
                providerPowerDbm,
                gpuGbps,
                cpuGbps,
                gpuPerBit,
                resultRatio,
                pixels,
                groundHitRate,
                uavHitRate,
                beta,
                omega1,
                omega2,
                window,
                persistence,
                uavLag,
                uavNoise,
                uavBargainingPower,
                actions,
                uavAction,
                roundsPerEpisode,
                observation,
                history,
                reveal,
                revealLag,
                sharedSpectrum,
                slotSeconds);
    }
}
