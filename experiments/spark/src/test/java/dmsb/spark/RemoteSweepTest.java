package dmsb.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.Study;
import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sweeps, one address: no study takes the place of another's. */
class RemoteSweepTest {
    @TempDir
    static Path folder;

    private static MiniDFSCluster cluster;
    private static FileSystem hdfs;
    private static int addresses;

    private String address = "";

    @BeforeAll
    static void start() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        hdfs = cluster.getFileSystem();
    }

    @BeforeEach
    void choose() {
        address = cluster.getURI() + "/sweep" + addresses++;
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static String study(String stations) {
        return """
                experiments:
                  - name: sellers
                    episodes: 2
                    evaluationSeed: 7
                    set: {roundsPerEpisode: 5}
                    vary: {groundStations: [%s]}
                    methods:
                      - rule: lagged-reserve
                """.formatted(stations);
    }

    private static RemoteSweep remote(String address, String stations) throws IOException {
        return new RemoteSweep(address, Study.parse(study(stations), "study.yaml"), hdfs.getConf());
    }

    private static SweepFolder temporary() throws IOException {
        return new SweepFolder(Files.createTempDirectory(folder, "sweep"));
    }

    /** A table as it stands while or after a study is carried out. */
    private static String table(String stations, String status) {
        StringBuilder table = new StringBuilder("experiment,method,seed,key,status,groundStations\n");
        Study study = Study.parse(study(stations), "study.yaml");
        study.rows()
                .forEach(row -> table.append("sellers,")
                        .append(row.method())
                        .append(",,")
                        .append(row.key())
                        .append(',')
                        .append(status)
                        .append(',')
                        .append(row.varied().get("groundStations"))
                        .append('\n'));
        return table.toString();
    }

    private void put(String name, String text) throws IOException {
        try (FSDataOutputStream out = hdfs.create(new org.apache.hadoop.fs.Path(address, name))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (FileStatus file : hdfs.listStatus(new org.apache.hadoop.fs.Path(address))) {
            if (file.isFile()) {
                try (FSDataInputStream in = hdfs.open(file.getPath())) {
                    contents.put(file.getPath().getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return contents;
    }

    private Path studyFile(String stations) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), study(stations));
    }

    private void assertRefused(String stations, String message) throws IOException {
        Map<String, String> before = contents();
        CommandLine.Ran ran =
                CommandLine.dmsb("sweep " + studyFile(stations) + " --engine spark --master local[2] --out " + address);
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains(message), ran.err());
        assertTrue(ran.err().contains(address), ran.err());
        assertEquals(before, contents());
    }

    @Test
    void aStudyThatNoSweepWroteStays() throws IOException {
        put("study.yaml", "mine: 1\n");
        assertRefused("3", "was not written by one");
        assertEquals(Map.of("study.yaml", "mine: 1\n"), contents());
    }

    @Test
    void aTableThatNoSweepWroteStays() throws IOException {
        put("runs.csv", "date,time\n");
        assertRefused("3", "was not written by one");
    }

    @Test
    void aStudyWhoseRunsMayBeUnderWayStays() throws IOException {
        put("study.yaml", study("3, 5"));
        put("runs.csv", table("3, 5", "pending"));
        assertRefused("3", "another sweep may be at");
    }

    @Test
    void aStudyMayGrowAndItsDoneRunsAreNotLeftOut() throws IOException {
        CommandLine.done("sweep " + studyFile("3") + " --engine spark --master local[2] --out " + address);
        assertEquals(study("3"), contents().get("study.yaml"));
        CommandLine.Ran grown =
                CommandLine.done("sweep " + studyFile("3, 5") + " --engine spark --master local[2] --out " + address);
        assertTrue(grown.out().contains("2 of 2 runs done"), grown.out());
        assertEquals(study("3, 5"), contents().get("study.yaml"));
        assertEquals(List.of("runs.csv", "study.yaml"), List.copyOf(contents().keySet()));
        assertRefused("5", "got one without 1 rows");
    }

    /** Two that begin at once: who comes second to its files is told so, at the start or at the end. */
    @Test
    void aStudyThatWasWrittenMeanwhileStays() throws IOException {
        RemoteSweep first = remote(address, "3");
        RemoteSweep second = remote(address, "5");
        SweepFolder firstFolder = temporary();
        SweepFolder secondFolder = temporary();
        first.fetch(firstFolder);
        second.fetch(secondFolder);
        Files.writeString(firstFolder.path().resolve("runs.csv"), table("3", "done"));
        Files.writeString(secondFolder.path().resolve("runs.csv"), table("5", "pending"));
        first.publish(firstFolder);
        Map<String, String> before = contents();
        assertEquals(Map.of("study.yaml", study("3"), "runs.csv", table("3", "done")), before);
        String told = String.valueOf(assertThrows(UsageException.class, () -> second.publish(secondFolder))
                .getMessage());
        assertTrue(told.contains("another sweep that has written"), told);
        assertEquals(before, contents());

        put("study.yaml", study("3, 5")); // by one that goes on with more runs
        assertThrows(UsageException.class, () -> first.publish(firstFolder));
        assertEquals(study("3, 5"), contents().get("study.yaml"));
    }

    @Test
    void twoSweepsOfOneStudyAreNotInEachOthersWay() throws IOException {
        RemoteSweep first = remote(address, "3");
        RemoteSweep second = remote(address, "3");
        SweepFolder one = temporary();
        SweepFolder two = temporary();
        first.fetch(one);
        second.fetch(two);
        for (SweepFolder each : List.of(one, two)) {
            Files.writeString(each.path().resolve("runs.csv"), table("3", "pending"));
        }
        first.publish(one);
        second.publish(two);
        Files.writeString(one.path().resolve("runs.csv"), table("3", "done"));
        first.publish(one);
        assertEquals(table("3", "done"), contents().get("runs.csv"));
    }

    @Test
    void aRunsFolderWithForeignFilesStays() throws IOException {
        Run run =
                Study.parse(study("3"), "study.yaml").runs().values().iterator().next();
        put("runs/" + run.key() + "/photo", "mine");
        HadoopStore store = new HadoopStore(address + "/runs");
        String told = String.valueOf(
                assertThrows(IOException.class, () -> store.execute(run)).getMessage());
        assertTrue(told.contains("which no run writes"), told);
        org.apache.hadoop.fs.Path runs = new org.apache.hadoop.fs.Path(address, "runs");
        assertEquals(1, hdfs.listStatus(runs).length, "something temporary was left");
        assertEquals(
                4,
                hdfs.getFileStatus(new org.apache.hadoop.fs.Path(runs, run.key() + "/photo"))
                        .getLen());
    }
}
