package dmsb.experiments.sweep;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import dmsb.experiments.run.Rules;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A study, every grid laid out and every setting checked. Its YAML is described in docs/sweeps.md.
 *
 * @param text the YAML
 * @param files the scenario and learner files beside it that it names, their content by name
 * @param rows all points of all grids, in the study's order
 * @param runs what is to be executed for them, by key, in the order of first need
 */
public record Study(String text, Map<String, String> files, List<StudyRow> rows, Map<String, Run> runs) {
    /** Copies lists and maps. */
    public Study {
        files = Map.copyOf(files);
        rows = List.copyOf(rows);
        runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    }

    /**
     * Reads a study.
     *
     * @param file the file; scenarios and learners that it names by file are beside it
     * @param rules the rules there are
     * @return the study
     * @throws UsageException if it is missing, malformed, or has settings that are refused
     */
    public static Study read(Path file, Rules rules) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        return new StudyParser(String.valueOf(file.getFileName()), folder, rules).parse(Yaml.text(file));
    }

    /**
     * Reads a study that names presets only, no files, and no rules of the user's own.
     *
     * @param text the YAML
     * @param source what to call it in messages
     * @return the study
     * @throws UsageException if it is malformed, or has settings that are refused
     */
    public static Study parse(String text, String source) {
        return new StudyParser(source, null, Rules.BUILT_IN).parse(text);
    }

    /**
     * A row that needs a run.
     *
     * @param key the run's key
     * @return the first such row
     * @throws IllegalArgumentException if there is none
     */
    public StudyRow firstRow(String key) {
        return rows.stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("key: expected one of this study, got " + key));
    }
}
