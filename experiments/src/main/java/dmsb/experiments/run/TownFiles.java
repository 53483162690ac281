package dmsb.experiments.run;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hashes of a town's files in the configuration of a run. They tell what was computed with, and are part of a run's key; a
 * run that is executed again or elsewhere has to find the same files.
 */
public final class TownFiles {
    /** The key under which they stand. */
    public static final String KEY = "townSha256";

    private TownFiles() {}

    /**
     * Adds the hashes to a configuration, nothing if the scenario depends on no file.
     *
     * @param configuration what they are added to. Modified.
     * @param scenario the scenario
     * @throws UsageException if a file is missing, cannot be read, or is malformed
     */
    public static void putInto(Map<String, Object> configuration, Scenario scenario) {
        Map<String, String> hashes = hashes(scenario);
        if (!hashes.isEmpty()) {
            configuration.put(KEY, new LinkedHashMap<>(hashes));
        }
    }

    /**
     * Refuses files that are not those which a configuration was made with.
     *
     * @param configuration the configuration
     * @param scenario its scenario
     * @throws UsageException if a file has another hash, is missing, cannot be read, or is malformed
     */
    public static void requireSame(ConfigSection configuration, Scenario scenario) {
        Map<String, String> hashes = hashes(scenario);
        if (hashes.isEmpty()) {
            if (configuration.has(KEY)) {
                throw new UsageException(
                        configuration.place() + ": key '" + KEY + "': expected with a town only, got one of a table");
            }
            return;
        }
        ConfigSection recorded = configuration.section(KEY);
        recorded.only(List.copyOf(hashes.keySet()));
        hashes.forEach((key, hash) -> {
            String expected = recorded.text(key);
            if (!expected.equals(hash)) {
                throw new UsageException("scenario." + key + ": expected the file with SHA-256 " + expected + ", got "
                        + scenario.values().toPlain().get(key) + ": " + hash);
            }
        });
    }

    private static Map<String, String> hashes(Scenario scenario) {
        try {
            return TownSettings.sha256(scenario);
        } catch (IllegalArgumentException e) {
            throw new UsageException("scenario: " + e.getMessage(), e);
        }
    }
}
