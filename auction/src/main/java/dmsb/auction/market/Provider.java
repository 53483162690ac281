package dmsb.auction.market;

import dmsb.auction.market.radio.Decibels;
import dmsb.auction.market.radio.Radio;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * One provider's place in the simulated market, and the station that stands there: its resources, drawn per episode, and
 * what moves from slot to slot. Every station has its own branch of every stream, so another one more moves no number of
 * this one. A station that takes over within an episode has the resources that it has anywhere in it, and no past.
 */
final class Provider {
    private final Scenario scenario;
    private final Range hitRates;
    private final int pixels;
    private final double gpuPerBit;
    private final double resultRatio;
    private final double slotSeconds;
    private final int place;
    private final GaussianWalk hitRateWalk;
    private final Valuation valuation;
    private final double[] scaled = new double[ConditionLayout.RESOURCES];
    private RandomStream pixelDraws;

    int station;
    double uplinkHz;
    double downlinkHz;
    double gpuBitPerSecond;
    double cpuBitPerSecond;
    double powerWatts;
    double serviceRate;
    double gain;
    double uplinkNoiseWatts;
    double downlinkNoiseWatts;
    double hitRate;
    int hits;
    double latency;
    double backlogBits;

    Provider(Scenario scenario, int place, MatchValue matchValue) {
        this.scenario = scenario;
        this.place = place;
        this.pixels = scenario.pixels();
        this.gpuPerBit = scenario.gpuPerBit();
        this.resultRatio = scenario.resultRatio();
        this.slotSeconds = scenario.slotSeconds();
        this.hitRates = place == 0 ? scenario.uavHitRate() : scenario.groundHitRate();
        this.hitRateWalk = new GaussianWalk(scenario.persistence());
        this.valuation = new Valuation(scenario.window(), scenario.omega1(), matchValue);
        this.pixelDraws = SeedTree.of(0).stream();
    }

    /**
     * Puts a station into this place for the first time of an episode: draws its resources from the episode's seeds, and
     * forgets the past. What moves is drawn from the task's seeds.
     */
    void reset(SeedTree episode, SeedTree task, int newStation) {
        begin(episode, newStation, branch(task, "hit rate", newStation), branch(task, "pixels", newStation));
    }

    /** The same for a station that takes over within the episode, as the handover of the given number. */
    void takeOver(SeedTree episode, SeedTree task, int newStation, long handover) {
        begin(
                episode,
                newStation,
                branch(task, "hit rate", newStation).child("handover").child(handover),
                branch(task, "pixels", newStation).child("handover").child(handover));
    }

    private static SeedTree branch(SeedTree seeds, String name, int station) {
        return seeds.child(name).child(station);
    }

    private void begin(SeedTree episode, int newStation, SeedTree hitRateSeeds, SeedTree pixelSeeds) {
        station = newStation;
        RandomStream resources = branch(episode, "resources", station).stream();
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
        powerWatts = Decibels.dbmToWatt(scenario.providerPowerDbm().at(scaled[4]));
        serviceRate = Latency.serviceRate(scenario.gpuPerBit(), gpuBitPerSecond, cpuBitPerSecond);
        hitRateWalk.reset(hitRateSeeds.stream());
        pixelDraws = pixelSeeds.stream();
        backlogBits = 0.0;
        valuation.clear();
    }

    // A slot in four parts. The market takes each part for all providers before the next: within a part providers are
    // independent short computations that the processor overlaps, which one long chain a provider does not allow.

    /** Works off the backlog for one slot, and moves the hit rate. */
    void move() {
        if (slotSeconds > 0.0) {
            backlogBits = Math.max(0.0, backlogBits - serviceRate * slotSeconds);
        }
        hitRateWalk.advance();
    }

    /** Reads the hit rate off its walk. */
    void look() {
        hitRate = Math.min(1.0, hitRates.at(hitRateWalk.place()));
    }

    /** Draws how many of the task's k pixels match, eq. (7): binomial with the provider's hit rate. */
    void drawHits() {
        hits = Binomial.draw(pixels, hitRate, pixelDraws);
    }

    /** Computes the latency of the slot's task over the radio's links, and the value of serving. */
    void measure(double taskBits, double userPowerWatts, Radio radio) {
        gain = radio.gain(place);
        uplinkNoiseWatts = radio.uplinkNoiseWatts(uplinkHz);
        downlinkNoiseWatts = radio.downlinkNoiseWatts(downlinkHz);
        double efficiency = radio.largestEfficiency();
        double uplink = Link.rate(uplinkHz, gain, userPowerWatts, uplinkNoiseWatts, efficiency);
        double downlink = Link.rate(downlinkHz, gain, powerWatts, downlinkNoiseWatts, efficiency);
        latency = Latency.total(
                waitSeconds(),
                Latency.transmission(taskBits, uplink),
                Latency.processing(taskBits, gpuPerBit, gpuBitPerSecond, cpuBitPerSecond),
                Latency.transmission(taskBits * resultRatio, downlink));
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
