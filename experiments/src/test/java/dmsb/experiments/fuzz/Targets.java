package dmsb.experiments.fuzz;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.random.SeedTree;
import dmsb.core.setting.Settings;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.core.tensorfile.TensorFormatException;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import dmsb.experiments.log.RowRange;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.NeuralAgent;
import dmsb.nn.agent.PolicyFile;
import dmsb.nn.layer.Weights;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every reader of what comes from outside. Nothing is read anywhere else but what the project ships itself. */
final class Targets {
    /** The smallest market there is. */
    static final Scenario TINY = Scenario.preset("paper")
            .with(Scenario.GROUND_STATIONS, 1)
            .with(Scenario.HISTORY, 1)
            .with(Scenario.ACTIONS, 2);

    private Targets() {}

    static List<Target> all() {
        List<Target> all = new ArrayList<>(List.of(
                tensorFile(),
                model(),
                yaml(),
                scenario(),
                learner(),
                assignment(),
                rowRange(),
                bidLog(),
                csv(),
                jsonLines()));
        all.add(CheckpointTargets.arrays());
        all.addAll(CheckpointTargets.checkpoints());
        all.addAll(RunTargets.all());
        all.addAll(TownTargets.all());
        all.addAll(MappingTargets.all());
        all.addAll(SlotTargets.all());
        return all;
    }

    static Target named(String name) {
        return all().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("reader: expected one of "
                        + all().stream().map(Target::name).toList() + ", got " + name));
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static Target tensorFile() {
        TensorFile file = new TensorFile(
                Map.of(
                        "actor.body1.weight", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                        "b\u00e9\"\\\n", Tensor.of(new float[] {-0f}, new int[0]),
                        "empty", Tensor.of(new float[0], 0, 7)),
                Map.of("format", "pt", "\u2028", "\ud83d\ude00\t"));
        return new Target(
                "tensor-file",
                60,
                List.of(
                        file.toBytes(),
                        new TensorFile(Map.of(), Map.of()).toBytes(),
                        new TensorFile(Map.of("x", Tensor.of(new float[300], 300)), Map.of()).toBytes()),
                List.of(
                        "__metadata__",
                        "dtype",
                        "\"F32\"",
                        "\"F64\"",
                        "shape",
                        "data_offsets",
                        "{}",
                        "[]",
                        "[0,0]",
                        ":{",
                        "\"a\":\"b\","),
                input -> {
                    byte[] mended = TensorBytes.mended(input);
                    TensorFile read = TensorFile.parse(mended);
                    byte[] written = read.toBytes();
                    TensorFile again = TensorFile.parse(written);
                    require(again.equals(read), "read, written and read again it is another file");
                    require(Arrays.equals(again.toBytes(), written), "written twice it has other bytes");
                    return read.tensors().size() + " tensors, "
                            + read.metadata().size() + " entries";
                },
                Set.of(TensorFormatException.class),
                Pattern.compile("^offset [0-9]+: expected .+, got .+"),
                1 << 16,
                200);
    }

    /** Small models of every agent, each with its weights. */
    private static Target model() {
        List<byte[]> seeds = new ArrayList<>();
        List<String> words =
                new ArrayList<>(List.of("past-bids", "current-bids", "d2sac", "sac", "dqn", "ppo", "[0,1]"));
        for (String agent : Learners.agents()) {
            Map<String, Object> changes = new TreeMap<>(Map.of("hidden", 2));
            if (!agent.equals("ppo")) {
                changes.putAll(Map.of("batch", 1, "replayCapacity", 4, "firstUpdate", 1));
            }
            LearnerConfig learner = Learners.of(agent).load("standard", changes);
            NeuralAgent fresh = learner.newAgent(new AuctionEnvironment(TINY, 100), SeedTree.of(1));
            Map<String, Tensor> tensors = new TreeMap<>();
            Weights.save(learner.policyNetwork(), fresh.networks().get(learner.policyNetwork()), tensors);
            Map<String, String> metadata = new TreeMap<>(TINY.toMetadata());
            metadata.putAll(learner.toMetadata());
            metadata.put(ModelMetadata.AGENT_KEY, agent);
            metadata.put(ModelMetadata.OBSERVATIONS_KEY, String.valueOf(new ObservationEncoder(TINY).size()));
            metadata.put(ModelMetadata.ACTIONS_KEY, "2");
            words.addAll(metadata.keySet());
            seeds.add(ModelMetadata.file(tensors, metadata).toBytes());
        }
        return new Target(
                "model",
                6,
                seeds,
                words,
                input -> {
                    TensorFile changed = TensorFile.parse(TensorBytes.mended(input));
                    // With the id that the content has now: else every change would be refused for it.
                    TensorFile file = ModelMetadata.file(changed.tensors(), changed.metadata());
                    try {
                        LearnedModel model = LearnedModel.of(file, PolicyFile.read(file));
                        return "model " + model.policy().actionCount();
                    } catch (IllegalArgumentException e) {
                        throw new UsageException(String.valueOf(e.getMessage()), e); // as the command line does
                    }
                },
                Set.of(TensorFormatException.class, UsageException.class),
                Pattern.compile(
                        "^(offset [0-9]+: expected .+, got|model key '.+': expected .+, got|[\\w.' ]+: expected .+, got) .+"),
                1 << 20,
                400);
    }

    private static Target yaml() {
        return new Target(
                "yaml",
                6,
                Target.texts(
                        "a: 1\nb: [1, 2.5]\nc: past-bids\n",
                        "# comment\n\"quoted\": 'x'\nlist:\n  - 1\n  - [2, {k: v}]\n",
                        "a: |\n  text\nb: >-\n  folded\n? c\n: ~\n",
                        "{a: 0x1F, b: 1_000, d: 2001-01-01, e: 0o17, f: 1e3}"),
                List.of("&a ", "*a", "!!str ", "!<tag:x> ", "<<: *a", "%YAML 1.1\n---\n", "%TAG ! tag:x\n"),
                input -> {
                    Map<String, Object> values = Yaml.parse(text(input), "file");
                    require(!values.containsValue(values), "a value contains itself");
                    return values.size() + " values";
                },
                Set.of(UsageException.class),
                Pattern.compile("^file( line -?[0-9]+)?: expected .+"),
                1 << 17,
                2_000);
    }

    private static Target scenario() {
        return settings(Presets.SCENARIOS);
    }

    private static Target learner() {
        return settings(Learners.of(DiffusionSac.ID));
    }

    private static <S extends Settings> Target settings(Presets<S> presets) {
        String name = presets.schema().name();
        String seed = Yaml.print(presets.schema().standard().values().toPlain());
        List<String> words = new ArrayList<>(presets.keys());
        words.addAll(List.of("true", "past-bids", "executed", "[20, 40]", "[40, 20]", "[1]", "[[1, 2], 3]"));
        List<byte[]> seeds = new ArrayList<>(Target.texts(seed));
        seed.lines().forEach(line -> seeds.addAll(Target.texts(line + "\n")));
        return new Target(
                name,
                2,
                seeds,
                words,
                input -> {
                    Map<String, Object> values = Yaml.parse(text(input), name + " file");
                    S read = presets.complete(values);
                    S again =
                            presets.complete(Yaml.parse(Yaml.print(read.values().toPlain()), name + " file"));
                    require(again.equals(read), "printed and read again it is another " + name);
                    return values.size() + " keys";
                },
                Set.of(UsageException.class),
                Pattern.compile(
                        "^(" + name + " key '.*'|" + name + " file( line -?[0-9]+)?).*: expected .+|is unknown"),
                1 << 21,
                4_000);
    }

    private static Target assignment() {
        return new Target(
                "assignment",
                4,
                Target.texts("groundStations=9", "taskMB=[10, 20]", "feedback=executed", "a=", "a='b'"),
                List.of("=", "==", " = "),
                input -> Yaml.parseAssignment(text(input)).getValue().getClass().getSimpleName(),
                Set.of(UsageException.class),
                Pattern.compile("^--set.*: expected .+"),
                1 << 17,
                2_000);
    }

    private static Target rowRange() {
        return new Target(
                "row-range",
                10,
                Target.texts("1-1000", "1001-", "-7"),
                List.of("-", "--"),
                input -> {
                    RowRange range = RowRange.parse(text(input));
                    require(
                            RowRange.parse(range.toString()).equals(range),
                            "printed and read again it is another range");
                    return "range";
                },
                Set.of(UsageException.class),
                Pattern.compile("^rows: expected .+, got .*"),
                1 << 14,
                100);
    }

    private static Target bidLog() {
        return new Target(
                "bid-log",
                4,
                Target.texts(
                        "market,episode,estimate,contract,uavValue,bid1,taskBits,latencySeconds0\n1,0,5,4,5.5,80,2.4e8,1.5\n1,0,6,,,70,1.7e8,\n2,0,6,1,2,3,2e8,\n",
                        "bid1,estimate\r\n1,2\r\n\r\n3.5e1,0\r\n",
                        "\ufeff\"estimate\",x,bid1\n\"1\",\"a,\"\"b\"\"\n\",2\n"),
                List.of(
                        "bid1",
                        "bid2",
                        "estimate",
                        "contract",
                        "uavValue",
                        "market",
                        "taskBits",
                        "uplinkHz0",
                        "latencySeconds1",
                        ",,",
                        "\"\""),
                input -> CountingOracle.readLog(input, TINY),
                Set.of(UsageException.class),
                Pattern.compile("^(file: (line [0-9]+, |expected )|--bids: expected ).+"),
                2 << 20,
                2_000);
    }

    /**
     * A line with quotes in the wrong place costs a parser of its own: some 10 kB for as little as four bytes, in each of the
     * oracle's three clearings.
     */
    private static Target csv() {
        return new Target(
                "clear-csv",
                3,
                Target.texts(
                        "bid1,bid2,bid3\n80,40,1\n80,60,1\n0,0,7\n9,9,2\n",
                        "bid2,more,id,contract,bid1\n5,x,a,12.5,6\n20,,\"b,\"\"c\"\"\n\",,10\n",
                        "\ufeffid,bid1\r\n\"\",1\r\n\r\n x,2e3\r\n"),
                List.of("bid1", "bid2", "bid3", "bid4", "id", "contract", ",,", "\"\"", "\"\n\""),
                input -> CountingOracle.clear(input, ClearingFormat.CSV),
                Set.of(UsageException.class),
                Pattern.compile("^line [0-9]+(, column .+|, field .+|,)?:? ?expected .+"),
                12 << 20,
                18_000);
    }

    private static Target jsonLines() {
        return new Target(
                "clear-jsonl",
                3,
                Target.texts(
                        "{\"id\":\"a\\n\u00fc\",\"bids\":[80,40,1]}\n\n{\"bids\":[3.5e1],\"contract\":2,\"x\":{\"bids\":[1]}}\n",
                        "{\"id\":7,\"contract\":2,\"bids\":[3,2.5]}",
                        "{\"bids\":[0,-0,1e-320],\"y\":[[],{},null,true]}\n"),
                List.of("\"bids\"", "\"id\"", "\"contract\"", "[[", "{\"a\":", "\"\\ud800\"", "NaN", "true", "null"),
                input -> CountingOracle.clear(input, ClearingFormat.JSONL),
                Set.of(UsageException.class),
                Pattern.compile("^line [0-9]+, .*expected .+"),
                12 << 20,
                6_000);
    }
}
