package dmsb.spark;

import static dmsb.spark.CommandLine.dmsb;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.run.Rules;
import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.RunFolder;
import dmsb.experiments.sweep.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark against the local engine, byte for byte. */
class SweepOnSparkTest {
    private static final String SPARK = " --engine spark --master local[2] ";

    @TempDir
    static Path folder;

    private static Path study = Path.of("");
    private static Path here = Path.of("");

    @BeforeAll
    static void sweepHere() throws IOException {
        study = folder.resolve("study.yaml");
        Files.writeString(study, """
                experiments:
                  - name: sellers
                    seeds: [1, 2]
                    steps: 200
                    evaluations: 1
                    curveEpisodes: 1
                    episodes: 3
                    evaluationSeed: 7
                    set: {roundsPerEpisode: 20}
                    vary: {groundStations: [3, 5]}
                    methods:
                      - rule: lagged-reserve
                      - {name: DMSB, set: {hidden: 8, batch: 16, firstUpdate: 50}}
                      - {name: broken, agent: dqn, set: {batch: 1048576, hidden: 1024}}
                """);
        here = folder.resolve("here");
        CommandLine.Ran ran = dmsb("sweep " + study + " --jobs 2 --out " + here);
        assertEquals(1, ran.status(), ran.err());
        assertTrue(ran.out().contains("6 of 10 runs done, 4 failed"), ran.out());
    }

    /** Everything under a folder that does not depend on the machine. */
    private static Map<String, byte[]> contents(Path sweep) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sweep)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = sweep.relativize(file).toString();
                if (!name.matches("\\.dmsb\\.lock|.*(manifest\\.json|timing\\.csv|error\\.txt)")) {
                    contents.put(name, Files.readAllBytes(file));
                }
            }
        }
        return contents;
    }

    private static void assertSame(Path expected, Path got) throws IOException {
        Map<String, byte[]> first = contents(expected);
        Map<String, byte[]> second = contents(got);
        assertEquals(4 * 3 + 2 * 2 + 2, first.size(), first.keySet().toString());
        assertSameBytes(first, second);
    }

    private static void assertSameBytes(Map<String, byte[]> expected, Map<String, byte[]> got) {
        assertEquals(expected.keySet(), got.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, got.get(name), name));
    }

    private static Map<Path, FileTime> manifests(Path sweep) throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sweep)) {
            for (Path file : files.filter(f -> f.endsWith("manifest.json")).toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    @Test
    void aFolderIsTheSameAndOnlyWhatIsMissingIsMadeAgain() throws IOException {
        Path there = folder.resolve("there");
        CommandLine.Ran ran = dmsb("sweep " + study + SPARK + "--out " + there);
        assertEquals(1, ran.status(), ran.err());
        assertTrue(ran.out().contains("6 of 10 runs done, 4 failed"), ran.out());
        assertSame(here, there);
        Map<Path, FileTime> before = manifests(there);
        assertEquals(6, before.size());
        Path model = before.keySet().stream()
                .map(file -> file.resolveSibling("model.safetensors"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        byte[] damaged = Files.readAllBytes(model);
        damaged[damaged.length / 2] ^= 1;
        Files.write(model, damaged);
        dmsb("sweep " + study + SPARK + "--out " + there);
        assertSame(here, there);
        Map<Path, FileTime> after = manifests(there);
        after.remove(model.resolveSibling("manifest.json"));
        after.forEach((file, time) -> assertEquals(before.get(file), time, file.toString()));
        assertEquals(5, after.size());
    }

    /** The tasks read the log from its path. */
    @Test
    void aStudyOnALogIsTheSame() throws IOException {
        StringBuilder rows = new StringBuilder("a,b,c\n");
        for (int row = 0; row < 80; row++) {
            rows.append(
                    (40 + row * 7 % 31) + "," + (row % 5 == 0 ? "" : 30 + row * 5 % 37) + "," + (50 + row % 9) + "\n");
        }
        Path log = Files.writeString(folder.resolve("log.csv"), rows);
        Files.writeString(folder.resolve("mapping.yaml"), "form: wide\nbid: [a, b, c]\nbetter: high\noutside: 45\n");
        Path onLog = Files.writeString(folder.resolve("on-log.yaml"), """
                experiments:
                  - name: log
                    log: {bids: LOG, mapping: mapping.yaml, trainingRows: 1-50}
                    seeds: [1]
                    steps: 200
                    evaluations: 1
                    curveEpisodes: 1
                    evaluationSeed: 7
                    set: {groundStations: [2, 3], roundsPerEpisode: 10}
                    methods:
                      - rule: best-constant
                      - {name: DMSB, set: {hidden: 8, batch: 16, firstUpdate: 50}}
                """.replace("LOG", log.toString()));
        Path local = folder.resolve("log-local");
        Path spark = folder.resolve("log-spark");
        assertEquals(0, dmsb("sweep " + onLog + " --jobs 1 --out " + local).status());
        CommandLine.Ran ran = dmsb("sweep " + onLog + SPARK + "--out " + spark);
        assertTrue(ran.out().contains("2 of 2 runs done, 0 failed"), ran.err());
        assertSameBytes(contents(local), contents(spark));
    }

    /** Slots of several tasks: a rule that learns prices as it plays, and a policy that draws. */
    @Test
    void aStudyOfSlotsIsTheSame() throws IOException {
        Path slots = Files.writeString(folder.resolve("slots.yaml"), """
                experiments:
                  - name: slots
                    scenario: dense
                    vary: {tasks: [2, 4]}
                    seeds: [1]
                    steps: 120
                    evaluations: 2
                    curveEpisodes: 1
                    episodes: 3
                    evaluationSeed: 7
                    set: {roundsPerEpisode: 20}
                    methods:
                      - rule: dual-price
                      - {agent: diffusion, set: {hidden: 8, batch: 24, firstUpdate: 50}}
                """);
        Path local = folder.resolve("slots-local");
        Path spark = folder.resolve("slots-spark");
        assertEquals(0, dmsb("sweep " + slots + " --jobs 1 --out " + local).status());
        CommandLine.Ran ran = dmsb("sweep " + slots + SPARK + "--out " + spark);
        assertTrue(ran.out().contains("4 of 4 runs done, 0 failed"), ran.err());
        Map<String, byte[]> first = contents(local);
        assertSameBytes(first, contents(spark));
        assertEquals(
                2,
                first.keySet().stream()
                        .filter(name -> name.endsWith("model.safetensors"))
                        .count());
    }

    @Test
    void aHadoopFileSystemHoldsTheSame() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        try (MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
            FileSystem hdfs = cluster.getFileSystem();
            String out = cluster.getURI() + "/sweeps/a";
            CommandLine.Ran ran = dmsb("sweep " + study + SPARK + "--out " + out);
            assertEquals(1, ran.status(), ran.err());
            Path copy = folder.resolve("copy");
            hdfs.copyToLocalFile(false, path(out), path(copy.toString()), true);
            assertSame(here, copy);

            // A damaged run is made again, a whole one is not, though another has just made it.
            Run run = Study.read(study, Rules.BUILT_IN).runs().values().stream()
                    .filter(any -> any.outputs().contains("model.safetensors"))
                    .findFirst()
                    .orElseThrow();
            HadoopStore store = new HadoopStore(out + "/runs");
            org.apache.hadoop.fs.Path manifest = path(out + "/runs/" + run.key() + "/manifest.json");
            long made = hdfs.getFileStatus(manifest).getModificationTime();
            assertEquals(Optional.empty(), store.execute(run));
            assertEquals(made, hdfs.getFileStatus(manifest).getModificationTime());
            hdfs.delete(path(out + "/runs/" + run.key() + "/metrics.csv"), false);
            ExecutorService twins = Executors.newFixedThreadPool(2);
            List<Future<Optional<String>>> both = new ArrayList<>();
            for (int twin = 0; twin < 2; twin++) {
                both.add(twins.submit(() -> store.execute(run)));
            }
            for (Future<Optional<String>> twin : both) {
                assertEquals(Optional.empty(), twin.get());
            }
            twins.shutdown();
            Path again = folder.resolve("again");
            hdfs.copyToLocalFile(false, path(out), path(again.toString()), true);
            assertSame(here, again);
            assertEquals(
                    RunFolder.Status.DONE,
                    RunFolder.status(again.resolve("runs").resolve(run.key()), run));
            assertEquals(10, hdfs.listStatus(path(out + "/runs")).length, "something temporary was left");
        }
    }

    private static org.apache.hadoop.fs.Path path(String address) {
        return new org.apache.hadoop.fs.Path(address);
    }
}
