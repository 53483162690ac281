package dmsb.experiments.results;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.CurveEpisodes;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.Manifest;
import dmsb.experiments.run.TrainingRun;
import dmsb.experiments.run.Version;
import dmsb.experiments.sweep.RunFolder;
import dmsb.experiments.sweep.RunTable;
import dmsb.experiments.sweep.StudyRow;
import dmsb.experiments.sweep.SweepFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that a study found so far.
 *
 * @param experiments its experiments, in the study's order
 * @param missing the rows whose runs are not there, in the study's order, with what became of them
 */
public record StudyResults(List<ExperimentResult> experiments, Map<StudyRow, RunFolder.Status> missing) {
    /** Copies the list and the map, keeping their order. */
    public StudyResults {
        experiments = List.copyOf(experiments);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }

    /**
     * Reads the folder of a sweep, complete or not.
     *
     * @param folder the folder
     * @return what is in it
     * @throws UsageException if nothing was recorded in it, or a file in it is malformed
     */
    public static StudyResults read(SweepFolder folder) {
        if (!folder.isRecorded()) {
            throw new UsageException("DIR: expected the folder of a sweep, with runs.csv in it, got " + folder.path());
        }
        RunTable table = folder.table();
        Map<String, StudyRun> runs = new HashMap<>();
        Map<StudyRow, RunFolder.Status> missing = new LinkedHashMap<>();
        Map<String, List<StudyRow>> rows = new LinkedHashMap<>();
        for (StudyRow row : table.rows()) {
            rows.computeIfAbsent(row.experiment(), name -> new ArrayList<>()).add(row);
            RunFolder.Status status = table.statusOf(row);
            if (status != RunFolder.Status.DONE) {
                missing.put(row, status);
            } else if (Files.isDirectory(folder.run(row.key()))) {
                runs.computeIfAbsent(row.key(), key -> run(folder.run(key)));
            } else {
                missing.put(row, RunFolder.Status.PENDING);
            }
        }
        List<ExperimentResult> experiments = new ArrayList<>();
        rows.forEach((name, itsRows) -> experiments.add(experiment(name, itsRows, runs)));
        return new StudyResults(experiments, missing);
    }

    /**
     * Which other builds of the code than this one made the runs.
     *
     * @return for example {@code ; runs made by 0.1.0+5f0c3a91b2d4}, empty if there is none
     */
    public String otherBuilds() {
        Set<String> builds = new TreeSet<>();
        for (ExperimentResult experiment : experiments) {
            for (MethodResult outcome : experiment.outcomes()) {
                outcome.runs().forEach(run -> builds.add(run.manifest().codeVersion()));
            }
        }
        builds.remove(Version.build());
        return builds.isEmpty() ? "" : "; runs made by " + String.join(", ", builds);
    }

    private static StudyRun run(Path folder) {
        Path metrics = folder.resolve(TrainingRun.METRICS);
        Path curve = folder.resolve(CurveEpisodes.FILE);
        boolean learns = Files.isRegularFile(metrics);
        return new StudyRun(
                folder,
                Manifest.read(folder),
                EpisodeTable.read(folder.resolve(EpisodeTable.FILE)),
                Files.isRegularFile(curve) ? EpisodeTable.read(curve) : null,
                learns ? LearningCurve.read(metrics) : null,
                learns ? Timing.read(folder.resolve(TrainingRun.TIMING)) : null);
    }

    private static ExperimentResult experiment(String name, List<StudyRow> rows, Map<String, StudyRun> runs) {
        List<MarketCell> cells = rows.stream()
                .map(row -> new MarketCell(row.varied()))
                .distinct()
                .toList();
        List<String> methods = rows.stream().map(StudyRow::method).distinct().toList();
        List<String> keys = cells.stream()
                .flatMap(cell -> cell.varied().keySet().stream())
                .distinct()
                .toList();
        List<MethodResult> outcomes = new ArrayList<>();
        for (MarketCell cell : cells) {
            for (String method : methods) {
                List<StudyRun> done = new ArrayList<>();
                int asked = 0;
                for (StudyRow row : rows) {
                    if (row.method().equals(method) && row.varied().equals(cell.varied())) {
                        asked++;
                        Optional.ofNullable(runs.get(row.key())).ifPresent(done::add);
                    }
                }
                if (!done.isEmpty()) {
                    outcomes.add(new MethodResult(name, method, cell, done, asked - done.size()));
                }
            }
        }
        return new ExperimentResult(name, keys, cells, methods, outcomes);
    }

    /**
     * The scenario keys that any experiment varies.
     *
     * @return the keys, in the experiments' order, each once
     */
    public List<String> keys() {
        return experiments.stream()
                .flatMap(experiment -> experiment.keys().stream())
                .distinct()
                .toList();
    }

    /**
     * The experiment of a name.
     *
     * @param name the name
     * @return the experiment, if the study has it
     */
    public Optional<ExperimentResult> experiment(String name) {
        return experiments.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst();
    }
}
