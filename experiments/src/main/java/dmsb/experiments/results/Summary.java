package dmsb.experiments.results;

import dmsb.auction.evaluation.Metric;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Yaml;
import dmsb.experiments.csv.CsvText;
import dmsb.experiments.run.OwnParts;
import dmsb.experiments.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code summary.csv}: a row an outcome. It depends on the runs alone, so it has the same bytes on any machine.
 *
 * <p>Columns: experiment, method, the varied keys (as YAML, blank where an experiment does not vary one), the numbers of seeds made
 * and missing, then interquartile means over seeds. {@code surplusLow} and {@code surplusHigh}, {@code delayLow} and
 * {@code delayHigh} are 95 % intervals over seeds, blank for a single run; those of {@code firstBestFraction}
 * and {@code gridBestFraction} are over seeds and episodes, blank for one episode or one training. Where a study has slots of several
 * tasks, {@code unserved} follows {@code uavShare}; what has no meaning for them is blank. The columns from {@code agent}
 * on are the settings of learners, blank for rules: the agent, the rounds of a training, a reward and an observation of the user's
 * own where a study has any, and all keys of the learner.
 */
public final class Summary {
    /** The file's name in the folder of a study. */
    public static final String FILE = "summary.csv";

    private static final String HEADER = "experiment,method,";
    private static final int DIGITS = 9;

    private Summary() {}

    /**
     * Writes the file whole or not at all.
     *
     * @param results what was found
     * @param folder the folder of the study
     * @throws IOException if it could not be written
     */
    public static void write(StudyResults results, Path folder) throws IOException {
        AtomicFile.write(folder.resolve(FILE), text(results));
    }

    /**
     * The file's text.
     *
     * @param results what was found
     * @return a header and a line an outcome
     */
    public static String text(StudyResults results) {
        List<String> keys = results.keys();
        List<String> settings = results.experiments().stream()
                .flatMap(experiment -> experiment.outcomes().stream())
                .flatMap(outcome -> settings(outcome).keySet().stream())
                .distinct()
                .toList();
        boolean slots = results.experiments().stream().anyMatch(ExperimentResult::isOfSlots);
        List<Map<String, String>> rows = results.experiments().stream()
                .flatMap(experiment -> experiment.outcomes().stream())
                .map(outcome -> row(outcome, keys, slots, settings))
                .toList();
        return CsvText.of(csv -> {
            if (!rows.isEmpty()) {
                csv.writeRecord(rows.get(0).keySet());
            }
            rows.forEach(row -> csv.writeRecord(row.values()));
        });
    }

    /**
     * Whether a file is such a table.
     *
     * @param file the file
     * @return true if it begins like one, or is empty as that of a study without runs
     * @throws IOException if it could not be read
     */
    public static boolean isSummary(Path file) throws IOException {
        return CsvText.begins(file, HEADER) || (Files.isRegularFile(file) && Files.size(file) == 0);
    }

    private static Map<String, String> row(
            MethodResult outcome, List<String> keys, boolean slots, List<String> settings) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("experiment", outcome.experiment());
        row.put("method", outcome.method());
        for (String key : keys) {
            row.put(key, outcome.cell().varied().getOrDefault(key, ""));
        }
        row.put("seeds", String.valueOf(outcome.runs().size()));
        row.put("missing", String.valueOf(outcome.missing()));
        put(row, "surplus", outcome.overSeeds(Metric.SURPLUS));
        put(row, "firstBestFraction", outcome.firstBestFraction());
        put(row, "gridBestFraction", outcome.gridBestFraction());
        put(row, "delay", outcome.overSeeds(Metric.DELAY));
        row.put("uavSurplus", number(outcome.mean(Metric.UAV_SURPLUS)));
        row.put("groundSurplus", number(outcome.mean(Metric.GROUND_SURPLUS)));
        row.put("uavShare", number(outcome.mean(Metric.UAV_SHARE)));
        if (slots) {
            row.put("unserved", outcome.isOfSlots() ? number(outcome.mean(Metric.UNSERVED)) : "");
        }
        row.put("payment", number(outcome.mean(Metric.PRICE)));
        row.put("rho", number(outcome.mean(Metric.RHO)));
        row.put("episodes", String.valueOf(outcome.runs().get(0).evaluation().episodes()));
        Map<String, String> own = settings(outcome);
        settings.forEach(key -> row.put(key, own.getOrDefault(key, "")));
        return row;
    }

    /** What a learner was trained with; nothing for a rule. */
    private static Map<String, String> settings(MethodResult outcome) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (outcome.learns()) {
            ConfigSection configuration = outcome.runs().get(0).manifest().configuration();
            settings.put("agent", configuration.text("agent"));
            settings.put("steps", String.valueOf(outcome.rounds()));
            OwnParts.KEYS.stream()
                    .filter(configuration::has)
                    .forEach(key -> settings.put(key, configuration.text(key)));
            configuration
                    .section("learner")
                    .toMap()
                    .forEach((key, value) -> settings.put("learner." + key, Yaml.text(value)));
        }
        return settings;
    }

    private static void put(Map<String, String> row, String name, Interval interval) {
        row.put(name, number(interval.estimate()));
        row.put(name + "Low", number(interval.low()));
        row.put(name + "High", number(interval.high()));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Decimal.rounded(value, DIGITS);
    }
}
