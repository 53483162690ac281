package dmsb.experiments.fuzz;

import dmsb.auction.evaluation.Metric;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseMethod;
import dmsb.experiments.dense.DenseRun;
import dmsb.experiments.log.RowRange;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.LogSplit;
import dmsb.experiments.run.Manifest;
import dmsb.experiments.run.TrainingRun;
import dmsb.experiments.sweep.DenseLearnerRun;
import dmsb.experiments.sweep.DenseRuleRun;
import dmsb.experiments.sweep.HeldOutEpisodes;
import dmsb.experiments.sweep.LearnerRun;
import dmsb.experiments.sweep.RuleRun;
import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.RunTable;
import dmsb.experiments.sweep.Study;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The readers of studies, of runs, and of what sweeps leave. */
final class RunTargets {
    private static final List<Run> RUNS = List.of(
            new RuleRun(Targets.TINY, "lagged-reserve", new HeldOutEpisodes(3, 7), 2),
            new RuleRun(Targets.TINY, "spa", new HeldOutEpisodes(3, 7), 2, Optional.of(log())),
            new LearnerRun(
                    new TrainingRun(Targets.TINY, Learners.of("dqn").load("standard", Map.of("hidden", 2)), 9, 1, 2, 3),
                    new HeldOutEpisodes(3, 7)),
            new DenseRuleRun(Scenario.preset("city"), "dual-price", new HeldOutEpisodes(3, 7), 2),
            new DenseLearnerRun(
                    DenseRun.of(
                            Scenario.preset("battery"),
                            DenseMethod.PPO,
                            Presets.SET_ACTORS.complete(Map.of("hidden", 2)),
                            9,
                            1,
                            2,
                            3),
                    new HeldOutEpisodes(3, 7)));

    private static LogSplit log() {
        Map<String, Object> mapping = Map.of("form", "wide", "bid", List.of("a", "b"), "better", "high");
        return new LogSplit(
                "log.csv",
                "0".repeat(64),
                Optional.of(LogMapping.of(ConfigSection.of("mapping", mapping))),
                RowRange.parse("1-20"),
                RowRange.parse("21-"));
    }

    private static final String STUDY = """
            defaults: {seeds: [1, 2], evaluationSeed: 7, episodes: 3}
            experiments:
              - name: sellers
                scenario: stale
                set: {actions: 5, taskMB: [10, 20]}
                vary: {groundStations: [3, 4], history: [1, 2]}
                methods:
                  - rule: lagged-reserve
                  - {name: DMSB, agent: dqn, learner: standard, set: {hidden: 8}, scenarioSet: {observation: current-bids}}
                steps: 200
                evaluations: 1
                curveEpisodes: 1
            """;

    private static final String SEARCH = """
            experiments:
              - name: tuning
                vary: [{groundStations: [3, 4], history: [1, 2]}]
                methods:
                  - agent: sac
                    seeds: [3]
                    search: {trials: 2, seed: 1, draw: {entropy: {log: [1e-3, 5e-2]}, batch: [16, 32], discount: {uniform: [0, 1]}}}
                steps: 9
                evaluationSeed: 7
                episodes: 3
            """;

    private static final String SLOTS = """
            defaults: {seeds: [1], steps: 100, evaluations: 1, evaluationSeed: 7, episodes: 3}
            experiments:
              - name: slots
                scenario: battery
                vary: {tasks: [2, 3], uavTasksPerEpisode: [10]}
                methods: [{rule: dual-price}, {agent: ppo, set: {hidden: 8, epochs: 2}}]
            """;

    private static final String TOWN = """
            defaults: {seeds: [1], steps: 100, evaluations: 1, evaluationSeed: 7, episodes: 3}
            experiments:
              - name: town
                scenario: town
                set: {groundChannel: uma, uavChannel: a2g-urban, uavRadius: 0, trace: sample, sites: sample}
                vary: {groundStations: [3, 4], handoverMargin: [0, 20]}
                methods: [{rule: lagged-reserve}]
            """;

    private RunTargets() {}

    static List<Target> all() {
        return List.of(run(), manifest(), study(), runTable(), episodeTable());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Target run() {
        return new Target(
                "run",
                4,
                RUNS.stream().map(run -> bytes(run.description())).toList(),
                List.of("null", "true", "{}", "[]", "1e999", "\"rule\":", "\"agent\":\"ppo\"", "\"scenario\":{"),
                input -> {
                    Run read = Run.parse(new String(input, StandardCharsets.UTF_8));
                    if (!Run.parse(read.description()).equals(read)) {
                        throw new AssertionError("described and read again it is another run");
                    }
                    return read.getClass().getSimpleName();
                },
                Set.of(UsageException.class),
                Pattern.compile(": expected |is unknown; expected "),
                1 << 21,
                4_000);
    }

    private static Target manifest() {
        String head = "{\"command\": \"run\", \"configuration\": {}, \"codeVersion\": \"0.1.0\", \"jvm\": \"17\","
                + " \"kernels\": \"plain\", \"sha256\": ";
        return fromFile(
                "manifest",
                4,
                Manifest.FILE,
                Target.texts(
                        head + "{\"metrics.csv\": \"" + "0".repeat(64) + "\"}}",
                        head + "{\"model.safetensors\": \"" + "f".repeat(64) + "\"}}"),
                List.of("../", "/etc/passwd", "..", "null", "{}", "[]", "\"sha256\""),
                file -> {
                    Manifest read = Manifest.read(file.resolveSibling(""));
                    for (String output : read.sha256().keySet()) {
                        if (!file.resolveSibling(output)
                                .normalize()
                                .startsWith(file.resolveSibling("").normalize())) {
                            throw new AssertionError("leads out of the folder");
                        }
                    }
                    return read.sha256().size() + " files";
                });
    }

    /** How much a study asks for does not depend on its length, but on the number of its runs, which is bounded. */
    private static Target study() {
        return new Target(
                "study",
                1,
                Target.texts(STUDY, SEARCH, TOWN, SLOTS),
                List.of(
                        "vary:",
                        "search:",
                        "trials:",
                        "../x.yaml",
                        "/etc/passwd",
                        "learner: x.yaml",
                        "{log: [0, 1]}",
                        ".inf"),
                input -> {
                    Study read = Study.parse(new String(input, StandardCharsets.UTF_8), "study.yaml");
                    return read.rows().size() > 20 ? "many rows" : read.rows().size() + " rows";
                },
                Set.of(UsageException.class),
                Pattern.compile("^study\\.yaml.*(: expected .+|is unknown)"),
                1L << 33,
                4_000);
    }

    private static Target runTable() {
        String header = "experiment,method,seed,key,status,taskMB\n";
        return fromFile(
                "run-table",
                2,
                "runs.csv",
                Target.texts(
                        header + "a,DMSB,1," + "0a".repeat(10) + ",done,\"[10, 20]\"\na,spa,," + "ff".repeat(10)
                                + ",failed,\n",
                        header),
                List.of("\"", "\"\"", "pending", "done", ",,", "taskMB,taskMB"),
                file -> RunTable.read(file).rows().size() + " rows");
    }

    private static Target episodeTable() {
        String header =
                "episode,surplus,uavSurplus,groundSurplus,firstBest,gridBest,delaySeconds,uavShare,payment,rho\n";
        return fromFile(
                "episode-table",
                2,
                EpisodeTable.FILE,
                Target.texts(
                        header + "0,1,2,3,4,4,5,6,7,8\n1,1e300,-2,3.5,4,4,NaN,6,7,8\n",
                        header,
                        "episode,surplus,uavSurplus,groundSurplus,firstBest,uavShare,unserved\n0,1,2,3,4,5,6\n"),
                List.of("\"", "\"\"", "Infinity", "0x1p3", "surplus,surplus"),
                file -> EpisodeTable.read(file).of(Metric.SURPLUS).length + " episodes");
    }

    /** A reader of a file, which each thread has in a folder of its own. */
    private static Target fromFile(
            String name,
            int share,
            String fileName,
            List<byte[]> seeds,
            List<String> words,
            Function<Path, String> reader) {
        Map<Thread, Path> folders = new ConcurrentHashMap<>();
        return new Target(
                name,
                share,
                seeds,
                words,
                input -> {
                    Path file = folders.computeIfAbsent(Thread.currentThread(), thread -> newFolder(fileName))
                            .resolve(fileName);
                    Files.write(file, input);
                    return reader.apply(file);
                },
                Set.of(UsageException.class),
                Pattern.compile("(: |line [0-9]+, )expected |is unknown; expected "),
                1 << 20,
                2_000);
    }

    private static Path newFolder(String fileName) {
        try {
            Path folder = Files.createTempDirectory("fuzz");
            folder.toFile().deleteOnExit();
            folder.resolve(fileName).toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
