package dmsb.experiments.cli;

import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option {@code --set key=value}. */
final class SetOption {
    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "replaces one setting, for example --set taskMB=[10,20]; may be repeated")
    private final List<String> assignments = new ArrayList<>();

    /** The settings, by key. */
    Map<String, Object> changes() {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (String word : assignments) {
            Map.Entry<String, Object> change = Yaml.parseAssignment(word);
            if (changes.putIfAbsent(change.getKey(), change.getValue()) != null) {
                throw new UsageException(
                        "--set " + Excerpt.of(change.getKey()) + ": expected one value, got two or more");
            }
        }
        return changes;
    }
}
