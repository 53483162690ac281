package dmsb.experiments.fuzz;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Training;
import dmsb.core.tensorfile.ArrayFile;
import dmsb.core.tensorfile.TensorFormatException;
import dmsb.experiments.config.Learners;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.NeuralAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The readers of checkpoints: arrays, and a training that is restored from files whose hashes are right. */
final class CheckpointTargets {
    private static final int STEPS = 6;
    private static final String LIST = "current.sha256";
    private static final LearnerConfig LEARNER = Learners.of("sac")
            .load(
                    "standard",
                    Map.of("hidden", 2, "batch", 1, "replayCapacity", 4, "firstUpdate", 2, "stepsPerUpdate", 2));

    private CheckpointTargets() {}

    static Target arrays() {
        ArrayFile file = new ArrayFile();
        file.put("weights", new float[] {1, Float.NaN, -0f});
        file.put("moments", new double[] {1e-300, 2});
        file.put("actions", new int[] {1, 2, 3});
        file.put("counts", new long[] {Long.MIN_VALUE});
        file.put("stream", new byte[5]);
        file.putText("configuration", "paper \u00e9\n");
        return new Target(
                "array-file",
                20,
                List.of(file.toBytes(), new ArrayFile().toBytes()),
                List.of(
                        "__metadata__",
                        "\"F32\"",
                        "\"F64\"",
                        "\"I32\"",
                        "\"I64\"",
                        "\"U8\"",
                        "shape",
                        "data_offsets",
                        "[0,0]"),
                input -> {
                    ArrayFile read = ArrayFile.parse(TensorBytes.mended(input));
                    byte[] written = read.toBytes();
                    if (!Arrays.equals(ArrayFile.parse(written).toBytes(), written)) {
                        throw new AssertionError("written, read and written again it has other bytes");
                    }
                    return read.names().size() + " arrays, " + read.metadata().size() + " texts";
                },
                Set.of(TensorFormatException.class),
                Pattern.compile("^offset [0-9]+: expected .+, got .+"),
                1 << 16,
                200);
    }

    static List<Target> checkpoints() {
        Map<String, byte[]> files = written();
        return files.keySet().stream()
                .filter(name -> !name.equals(LIST))
                .map(name -> checkpoint(name, files))
                .toList();
    }

    /** What a run saves: the agent, its memory included, and the training with the environment. */
    private static final class Run implements Checkpointed {
        private final NeuralAgent agent = LEARNER.newAgent(new AuctionEnvironment(Targets.TINY, 100), SeedTree.of(1));
        private final Training training =
                new Training(new AuctionEnvironment(Targets.TINY, 100), agent, SeedTree.of(2));

        @Override
        public void save(StateWriter state) {
            state.put("agent", agent);
            state.put("training", training);
        }

        @Override
        public void restore(StateReader state) {
            state.restore("agent", agent);
            state.restore("training", training);
        }
    }

    /** The files of a checkpoint, with the agent in it, and its list. */
    private static Map<String, byte[]> written() {
        try {
            Path folder = newFolder();
            Run run = new Run();
            run.training.run(STEPS);
            new CheckpointFolder(folder).write(STEPS, run);
            Map<String, byte[]> files = new TreeMap<>();
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.toList()) {
                    files.put(file.getFileName().toString(), Files.readAllBytes(file));
                    Files.delete(file);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory("checkpoint");
        folder.toFile().deleteOnExit();
        return folder;
    }

    /** One file of the checkpoint is changed, and its hash in the list with it. */
    private static Target checkpoint(String changed, Map<String, byte[]> files) {
        Map<Thread, Path> folders = new ConcurrentHashMap<>();
        return new Target(
                "checkpoint-" + changed.replaceAll("-[0-9].*", ""),
                1,
                List.of(files.get(changed)),
                List.of("\"F32\"", "\"F64\"", "\"I32\"", "\"I64\"", "\"U8\""),
                input -> {
                    Map<String, byte[]> all = new TreeMap<>(files);
                    all.put(changed, TensorBytes.mended(input));
                    Path folder = folders.computeIfAbsent(Thread.currentThread(), thread -> filled(all));
                    Files.write(folder.resolve(changed), all.get(changed));
                    Files.writeString(folder.resolve(LIST), list(all));
                    return restored(folder);
                },
                Set.of(IOException.class, TensorFormatException.class),
                Pattern.compile("^(offset [0-9]+: |the checkpoint: .+: )expected .+, got .+"),
                1 << 20,
                400);
    }

    private static Path filled(Map<String, byte[]> files) {
        try {
            Path folder = newFolder();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                folder.resolve(file.getKey()).toFile().deleteOnExit();
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String list(Map<String, byte[]> files) throws Exception {
        StringBuilder list = new StringBuilder();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().equals(LIST)) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.getValue());
                list.append(HexFormat.of().formatHex(hash))
                        .append("  ")
                        .append(file.getKey())
                        .append('\n');
            }
        }
        return list.toString();
    }

    private static String restored(Path folder) throws IOException {
        Run run = new Run();
        try {
            run.restore(new CheckpointFolder(folder).read().orElseThrow().state());
        } catch (IllegalArgumentException | UncheckedIOException e) { // as 'train --resume' does
            throw new IOException("the checkpoint: " + e.getMessage(), e);
        }
        return "restored after " + run.training.steps();
    }
}
