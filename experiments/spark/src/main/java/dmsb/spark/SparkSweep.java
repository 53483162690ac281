package dmsb.spark;

import dmsb.experiments.sweep.RunTable;
import dmsb.experiments.sweep.Study;
import dmsb.experiments.sweep.Sweep;
import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A study carried out by Spark. In a folder that all executors see it is an ordinary sweep by another engine. On another file
 * system the table of runs is made in a temporary folder of the driver, in which nothing is there yet: what is there
 * already the tasks find out, each for its run.
 */
final class SparkSweep {
    private static final Pattern REMOTE = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final JavaSparkContext context;
    private final String out;

    SparkSweep(JavaSparkContext context, String out) {
        this.context = context;
        this.out = out;
    }

    RunTable run(Study study, Sweep.Audience audience) throws IOException, InterruptedException {
        if (!REMOTE.matcher(out).matches()) {
            Path folder = out.startsWith("file:") ? Path.of(URI.create(out)) : Path.of(out);
            return new Sweep(study, new SweepFolder(folder)).run(new RunJobs(context, null), audience);
        }
        SweepFolder folder = new SweepFolder(Files.createTempDirectory("dmsb-sweep"));
        try {
            return new Sweep(study, folder).run(new RunJobs(context, out + "/runs"), audience);
        } finally {
            upload(folder.path());
        }
    }

    /** Moves the files of the temporary folder, but for the lock, to where the runs are. */
    private void upload(Path folder) throws IOException {
        org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(out);
        FileSystem files = target.getFileSystem(context.hadoopConfiguration());
        List<Path> entries;
        try (Stream<Path> all = Files.walk(folder)) {
            entries = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            String name = String.valueOf(entry.getFileName());
            if (Files.isRegularFile(entry) && !name.startsWith(".")) {
                files.copyFromLocalFile(
                        true,
                        true,
                        new org.apache.hadoop.fs.Path(entry.toUri()),
                        new org.apache.hadoop.fs.Path(target, name));
            } else {
                Files.delete(entry);
            }
        }
    }
}
