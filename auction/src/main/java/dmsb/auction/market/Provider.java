package dmsb.auction.market;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * One provider of the simulated market: its resources, drawn per episode, and what moves from slot to slot. Every
 * provider has its own branch of every stream, so another provider more moves no number of this one.
 */
final class Provider {
    private final Scenario scenario;
    private final Range channelGains;
    private final Range hitRates;
    private final int pixels;
    private final double gpuPerBit;
    private final double resultRatio;
    private final double slotSeconds;
    private final int index;
    private final GaussianWalk gainWalk;
    private final GaussianWalk hitRateWalk;
    private final Valuation valuation;
    private final double[] scaled = new double[ConditionLayout.RESOURCES];
    private RandomStream pixelDraws;

    double uplinkHz;
    double downlinkHz;
    double gpuBitPerSecond;
    double cpuBitPerSecond;
    double powerWatts;
    double serviceRate;
    double gain;
    double hitRate;
    int hits;
    double latency;
    double backlogBits;

    Provider(Scenario scenario, int index, MatchValue matchValue) {
        this.scenario = scenario;
        this.index = index;
        this.channelGains = scenario.channelGainDb();
        this.pixels = scenario.pixels();
        this.gpuPerBit = scenario.gpuPerBit();
        this.resultRatio = scenario.resultRatio();
        this.slotSeconds = scenario.slotSeconds();
        this.hitRates = index == 0 ? scenario.uavHitRate() : scenario.groundHitRate();
        this.gainWalk = new GaussianWalk(scenario.persistence());
        this.hitRateWalk = new GaussianWalk(scenario.persistence());
        this.valuation = new Valuation(scenario.window(), scenario.omega1(), matchValue);
        this.pixelDraws = SeedTree.of(0).stream();
    }

    /** Draws the resources from the episode's seeds and forgets the past; what moves is drawn from the task's seeds. */
    void reset(SeedTree episode, SeedTree task) {
        RandomStream resources = episode.child("resources").child(index).stream();
        for (int i = 0; i < ConditionLayout.RESOURCES; i++) {
            scaled[i] = resources.nextDouble();
        }
        if (scenario.sharedSpectrum()) {
            RandomStream pool = episode.child("resources").child("pool").stream();
            scaled[0] = pool.nextDouble();
            scaled[1] = pool.nextDouble();
        }
        double share = scenario.sharedSpectrum() ? 1.0 / scenario.providers() : 1.0;
        uplinkHz = Units.mhzToHertz(scenario.uplinkMHz().at(scaled[0])) * share;
        downlinkHz = Units.mhzToHertz(scenario.downlinkMHz().at(scaled[1])) * share;
        gpuBitPerSecond = Units.gbpsToBitPerSecond(scenario.gpuGbps().at(scaled[2]));
        cpuBitPerSecond = Units.gbpsToBitPerSecond(scenario.cpuGbps().at(scaled[3]));
        powerWatts = Units.dbmToWatt(scenario.providerPowerDbm().at(scaled[4]));
        serviceRate = Latency.serviceRate(scenario.gpuPerBit(), gpuBitPerSecond, cpuBitPerSecond);
        gainWalk.reset(task.child("channel").child(index).stream());
        hitRateWalk.reset(task.child("hit rate").child(index).stream());
        pixelDraws = task.child("pixels").child(index).stream();
        backlogBits = 0.0;
        valuation.clear();
    }

    // A slot in four parts. The market takes each part for all providers before the next: within a part providers are
    // independent short computations that the processor overlaps, which one long chain a provider does not allow.

    /** Works off the backlog for one slot, and moves channel and hit rate. */
    void move() {
        if (slotSeconds > 0.0) {
            backlogBits = Math.max(0.0, backlogBits - serviceRate * slotSeconds);
        }
        gainWalk.advance();
        hitRateWalk.advance();
    }

    /** Reads channel gain and hit rate off the walks. */
    void look() {
        gain = Units.dbToRatio(channelGains.at(gainWalk.place()));
        hitRate = Math.min(1.0, hitRates.at(hitRateWalk.place()));
    }

    /** Draws how many of the task's k pixels match, eq. (7): binomial with the provider's hit rate. */
    void drawHits() {
        hits = Binomial.draw(pixels, hitRate, pixelDraws);
    }

    /** Computes the latency of the slot's task, and the value of serving. */
    void measure(double taskBits, double userPowerWatts, double noiseWatts) {
        latency = Latency.total(
                waitSeconds(),
                Latency.transmission(taskBits, Link.rate(uplinkHz, gain, userPowerWatts, noiseWatts)),
                Latency.processing(taskBits, gpuPerBit, gpuBitPerSecond, cpuBitPerSecond),
                Latency.transmission(taskBits * resultRatio, Link.rate(downlinkHz, gain, powerWatts, noiseWatts)));
        valuation.add(latency, hits);
    }

    double waitSeconds() {
        return backlogBits == 0.0 ? 0.0 : backlogBits / serviceRate;
    }

    double value() {
        return valuation.value();
    }

    /** The i-th of uplink, downlink, GPU, CPU and power on the scale of its range, in [0, 1]. */
    double scaledResource(int i) {
        return scaled[i];
    }
}
