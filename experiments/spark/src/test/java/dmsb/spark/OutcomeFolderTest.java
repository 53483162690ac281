package dmsb.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two jobs, one output: the first stays, and the second removes nothing but what it wrote itself. */
class OutcomeFolderTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    Path folder;

    private static void fill(FileSystem files, OutcomeFolder outcomes, String name) throws IOException {
        files.create(new org.apache.hadoop.fs.Path(outcomes.temporary(), name)).close();
    }

    private static List<String> names(FileSystem files, String address) throws IOException {
        return List.of(files.listStatus(new org.apache.hadoop.fs.Path(address))).stream()
                .map(FileStatus::getPath)
                .map(org.apache.hadoop.fs.Path::getName)
                .sorted()
                .toList();
    }

    private static void assertTheFirstStays(Configuration hadoop, FileSystem files, String parent) throws IOException {
        String address = parent + "/outcomes";
        try (OutcomeFolder slow = OutcomeFolder.of(address, hadoop);
                OutcomeFolder fast = OutcomeFolder.of(address, hadoop)) {
            fill(files, slow, "slow");
            fill(files, fast, "fast");
            fast.publish();
            assertEquals(List.of("fast"), names(files, address));
            String told = String.valueOf(
                    assertThrows(UsageException.class, slow::publish).getMessage());
            assertTrue(told.contains("--out: expected a folder that does not exist yet"), told);
        }
        assertEquals(List.of("fast"), names(files, address));
        assertEquals(List.of("outcomes"), names(files, parent), "something temporary was left");
        assertThrows(UsageException.class, () -> OutcomeFolder.of(address, hadoop));
        assertEquals(List.of("fast"), names(files, address));
    }

    @Test
    void ofTwoJobsInAFolderTheFirstStays() throws IOException {
        assertTheFirstStays(HADOOP, FileSystem.get(folder.toUri(), HADOOP), folder.toString());
    }

    @Test
    void ofTwoJobsOnAHadoopFileSystemTheFirstStays() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        try (MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
            cluster.getFileSystem().mkdirs(new org.apache.hadoop.fs.Path("/clearings"));
            assertTheFirstStays(configuration, cluster.getFileSystem(), cluster.getURI() + "/clearings");
        }
    }

    @Test
    void aJobThatEndsWithoutOutcomesRemovesItsOwnFilesOnly() throws IOException {
        Path out = folder.resolve("outcomes");
        Path other = folder.resolve(".outcomes.other.dmsb.tmp");
        Files.createDirectory(other);
        try (OutcomeFolder refused = OutcomeFolder.of(out.toString(), HADOOP)) {
            Files.createFile(Path.of(java.net.URI.create(refused.temporary())).resolve("part"));
            Files.createDirectory(out); // by somebody else
            Files.createFile(out.resolve("photo"));
        }
        assertEquals(List.of(".outcomes.other.dmsb.tmp", "outcomes"), OutcomeFiles.names(folder));
        assertEquals(List.of("photo"), OutcomeFiles.names(out));
    }

    /** A task that outlasts the wait makes the folder anew. It is removed after the session, but not what is in its place. */
    @Test
    void whatIsWrittenAfterItWasRemovedIsRemovedOnceMore() throws IOException {
        Path out = folder.resolve("outcomes");
        FileSystem files = FileSystem.get(folder.toUri(), HADOOP);
        try (Leftovers leftovers = new Leftovers()) {
            OutcomeFolder failed = leftovers.watch(OutcomeFolder.of(out.toString(), HADOOP));
            failed.close();
            fill(files, failed, "late");
            OutcomeFolder whole = leftovers.watch(OutcomeFolder.of(out.toString(), HADOOP));
            fill(files, whole, "part");
            whole.publish();
            whole.close();
            assertEquals(2, OutcomeFiles.names(folder).size());
        }
        assertEquals(List.of("outcomes"), OutcomeFiles.names(folder));
        assertEquals(List.of("part"), names(files, out.toString()));
    }

    @Test
    void aFileThatHasAppearedInItsPlaceStays() throws IOException {
        Path out = folder.resolve("outcomes");
        try (OutcomeFolder refused = OutcomeFolder.of(out.toString(), HADOOP)) {
            Files.writeString(out, "mine");
            assertThrows(UsageException.class, refused::publish);
        }
        assertEquals("mine", Files.readString(out));
        assertEquals(List.of("outcomes"), OutcomeFiles.names(folder));
    }
}
