package dmsb.auction.market;

import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.ShortestDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        Map<String, String> entries = new TreeMap<>();
        put(entries, "groundStations", String.valueOf(scenario.groundStations()));
        put(entries, "taskMB", scenario.taskMB());
        put(entries, "uplinkMHz", scenario.uplinkMHz());
        put(entries, "downlinkMHz", scenario.downlinkMHz());
        put(entries, "channelGainDb", scenario.channelGainDb());
        put(entries, "noiseDbm", scenario.noiseDbm());
        put(entries, "userPowerDbm", scenario.userPowerDbm());
        put(entries, "providerPowerDbm", scenario.providerPowerDbm());
        put(entries, "gpuGbps", scenario.gpuGbps());
        put(entries, "cpuGbps", scenario.cpuGbps());
        put(entries, "gpuPerBit", ShortestDecimal.of(scenario.gpuPerBit()));
        put(entries, "resultRatio", ShortestDecimal.of(scenario.resultRatio()));
        put(entries, "pixels", String.valueOf(scenario.pixels()));
        put(entries, "groundHitRate", scenario.groundHitRate());
        put(entries, "uavHitRate", scenario.uavHitRate());
        put(entries, "beta", ShortestDecimal.of(scenario.beta()));
        put(entries, "omega1", ShortestDecimal.of(scenario.omega1()));
        put(entries, "omega2", ShortestDecimal.of(scenario.omega2()));
        put(entries, "window", String.valueOf(scenario.window()));
        put(entries, "persistence", ShortestDecimal.of(scenario.persistence()));
        put(entries, "uavLag", String.valueOf(scenario.uavLag()));
        put(entries, "uavNoise", ShortestDecimal.of(scenario.uavNoise()));
        put(entries, "uavBargainingPower", ShortestDecimal.of(scenario.uavBargainingPower()));
        put(entries, "actions", String.valueOf(scenario.actions()));
        put(entries, "roundsPerEpisode", String.valueOf(scenario.roundsPerEpisode()));
        put(entries, "observation", scenario.observation().toString());
        put(entries, "history", String.valueOf(scenario.history()));
        put(entries, "sharedSpectrum", String.valueOf(scenario.sharedSpectrum()));
        put(entries, "slotSeconds", ShortestDecimal.of(scenario.slotSeconds()));
        return entries;
    }

    private static void put(Map<String, String> entries, String key, String value) {
        entries.put(key(key), value);
    }

    private static void put(Map<String, String> entries, String key, Range range) {
        put(entries, key, ModelMetadata.pairOf(range.low(), range.high()));
    }

    private static String key(String key) {
        return ModelMetadata.SCENARIO_PREFIX + key;
    }

    /**
     * Reads a scenario.
     *
     * @param metadata the metadata of a model's file
     * @return the scenario
     * @throws IllegalArgumentException if a key is missing or holds what is no value of it
     */
    public static Scenario read(ModelMetadata metadata) {
        return new Scenario(
                metadata.wholeNumber(key("groundStations")),
                range(metadata, "taskMB"),
                range(metadata, "uplinkMHz"),
                range(metadata, "downlinkMHz"),
                range(metadata, "channelGainDb"),
                range(metadata, "noiseDbm"),
                range(metadata, "userPowerDbm"),
                range(metadata, "providerPowerDbm"),
                range(metadata, "gpuGbps"),
                range(metadata, "cpuGbps"),
                metadata.number(key("gpuPerBit")),
                metadata.number(key("resultRatio")),
                metadata.wholeNumber(key("pixels")),
                range(metadata, "groundHitRate"),
                range(metadata, "uavHitRate"),
                metadata.number(key("beta")),
                metadata.number(key("omega1")),
                metadata.number(key("omega2")),
                metadata.wholeNumber(key("window")),
                metadata.number(key("persistence")),
                metadata.wholeNumber(key("uavLag")),
                metadata.number(key("uavNoise")),
                metadata.number(key("uavBargainingPower")),
                metadata.wholeNumber(key("actions")),
                metadata.wholeNumber(key("roundsPerEpisode")),
                mode(metadata, "observation"),
                metadata.wholeNumber(key("history")),
                metadata.truth(key("sharedSpectrum")),
                metadata.number(key("slotSeconds")));
    }

    private static Range range(ModelMetadata metadata, String key) {
        double[] ends = metadata.pair(key(key));
        return Range.named(key(key), ends[0], ends[1]);
    }

    private static ObservationMode mode(ModelMetadata metadata, String key) {
        return metadata.choice(key(key), List.of(ObservationMode.values()));
    }
}
