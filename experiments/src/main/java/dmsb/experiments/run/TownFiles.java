package dmsb.experiments.run;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario in the record of a run, with the hashes of a town's files. They tell what was computed with, and are part of a run's key; a
 * run that is executed again or elsewhere has to find the same files.
 */
public final class TownFiles {
    /** The key under which they stand. */
    public static final String KEY = "townSha256";

    /** The key of the scenario. */
    public static final String SCENARIO = "scenario";

    private TownFiles() {}

    /**
     * Writes a scenario into the record of a run, with the hashes of its files if it depends on any.
     *
     * @param configuration what it is added to. Modified.
     * @param scenario the scenario
     * @throws UsageException if a file is missing, cannot be read, or is malformed
     */
    public static void write(Map<String, Object> configuration, Scenario scenario) {
        configuration.put(SCENARIO, scenario.values().toPlain());
        Map<String, String> hashes = hashes(scenario);
        if (!hashes.isEmpty()) {
            configuration.put(KEY, new LinkedHashMap<>(hashes));
        }
    }

    /**
     * Reads a scenario from the record of a run, and refuses files that are not those which it was made with.
     *
     * @param configuration the record
     * @param own the classes that the scenario may name
     * @return the scenario
     * @throws UsageException if a value is missing or refused, or a file has another hash, is missing, cannot be read, or is
     *     malformed
     */
    public static Scenario read(ConfigSection configuration, OwnClasses own) {
        return read(configuration, own.recordedScenarios());
    }

    /**
     * The same of a scenario that may have several tasks and UAVs.
     *
     * @param configuration the record
     * @param own the classes that the scenario may name
     * @return the scenario
     * @throws UsageException as for one task
     */
    public static Scenario readAny(ConfigSection configuration, OwnClasses own) {
        return read(configuration, own.allRecordedScenarios());
    }

    private static Scenario read(ConfigSection configuration, Presets<Scenario> presets) {
        Scenario scenario = presets.exact(configuration.section(SCENARIO).toMap());
        requireSame(configuration, scenario);
        return scenario;
    }

    private static void requireSame(ConfigSection configuration, Scenario scenario) {
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
