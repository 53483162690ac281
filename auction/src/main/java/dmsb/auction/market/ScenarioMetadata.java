package dmsb.auction.market;

import dmsb.core.tensorfile.MetadataEntries;
import dmsb.core.tensorfile.ModelMetadata;
import java.util.List;
import java.util.Map;

/**
 * A scenario as entries of a model's metadata, one a key, named {@code scenario.} and the key, in the words of a scenario
 * file: whole numbers and exact decimals, {@code true} and {@code false}, {@code [low, high]}, {@code past-bids}. Every key
 * is written and every key is expected, so that a change of a default never changes what a trained model observes.
 */
public final class ScenarioMetadata {
    private ScenarioMetadata() {}

    /**
     * Writes a scenario.
     *
     * @param scenario the scenario
     * @return the entries by key, with the prefix
     */
    public static Map<String, String> write(Scenario scenario) {
        MetadataEntries entries = new MetadataEntries(ModelMetadata.SCENARIO_PREFIX);
        entries.with("groundStations", scenario.groundStations());
        put(entries, "taskMB", scenario.taskMB());
        put(entries, "uplinkMHz", scenario.uplinkMHz());
        put(entries, "downlinkMHz", scenario.downlinkMHz());
        put(entries, "channelGainDb", scenario.channelGainDb());
        put(entries, "noiseDbm", scenario.noiseDbm());
        put(entries, "userPowerDbm", scenario.userPowerDbm());
        put(entries, "providerPowerDbm", scenario.providerPowerDbm());
        put(entries, "gpuGbps", scenario.gpuGbps());
        put(entries, "cpuGbps", scenario.cpuGbps());
        entries.with("gpuPerBit", scenario.gpuPerBit());
        entries.with("resultRatio", scenario.resultRatio());
        entries.with("pixels", scenario.pixels());
        put(entries, "groundHitRate", scenario.groundHitRate());
        put(entries, "uavHitRate", scenario.uavHitRate());
        entries.with("beta", scenario.beta());
        entries.with("omega1", scenario.omega1());
        entries.with("omega2", scenario.omega2());
        entries.with("window", scenario.window());
        entries.with("persistence", scenario.persistence());
        entries.with("uavLag", scenario.uavLag());
        entries.with("uavNoise", scenario.uavNoise());
        entries.with("uavBargainingPower", scenario.uavBargainingPower());
        entries.with("actions", scenario.actions());
        entries.with("uavAction", scenario.uavAction());
        entries.with("roundsPerEpisode", scenario.roundsPerEpisode());
        entries.with("observation", scenario.observation());
        entries.with("history", scenario.history());
        entries.with("reveal", scenario.reveal());
        entries.with("revealLag", scenario.revealLag());
        entries.with("sharedSpectrum", scenario.sharedSpectrum());
        entries.with("slotSeconds", scenario.slotSeconds());
        return entries.toMap();
    }

    private static void put(MetadataEntries entries, String key, Range range) {
        entries.with(key, range.low(), range.high());
    }

    /**
     * Reads a scenario.
     *
     * @param metadata the metadata of a model's file
     * @return the scenario
     * @throws IllegalArgumentException if a key is missing or holds what is no value of it
     */
    public static Scenario read(ModelMetadata metadata) {
        ModelMetadata entries = metadata.under(ModelMetadata.SCENARIO_PREFIX);
        return new Scenario(
                entries.wholeNumber("groundStations"),
                range(entries, "taskMB"),
                range(entries, "uplinkMHz"),
                range(entries, "downlinkMHz"),
                range(entries, "channelGainDb"),
                range(entries, "noiseDbm"),
                range(entries, "userPowerDbm"),
                range(entries, "providerPowerDbm"),
                range(entries, "gpuGbps"),
                range(entries, "cpuGbps"),
                entries.number("gpuPerBit"),
                entries.number("resultRatio"),
                entries.wholeNumber("pixels"),
                range(entries, "groundHitRate"),
                range(entries, "uavHitRate"),
                entries.number("beta"),
                entries.number("omega1"),
                entries.number("omega2"),
                entries.wholeNumber("window"),
                entries.number("persistence"),
                entries.wholeNumber("uavLag"),
                entries.number("uavNoise"),
                entries.number("uavBargainingPower"),
                entries.wholeNumber("actions"),
                entries.truth("uavAction"),
                entries.wholeNumber("roundsPerEpisode"),
                entries.choice("observation", List.of(ObservationMode.values())),
                entries.wholeNumber("history"),
                entries.choice("reveal", List.of(Reveal.values())),
                entries.wholeNumber("revealLag"),
                entries.truth("sharedSpectrum"),
                entries.number("slotSeconds"));
    }

    private static Range range(ModelMetadata entries, String key) {
        double[] ends = entries.pair(key);
        return Range.named(ModelMetadata.SCENARIO_PREFIX + key, ends[0], ends[1]);
    }
}
