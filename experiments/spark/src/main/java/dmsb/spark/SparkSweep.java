package dmsb.spark;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.sweep.Engine;
import dmsb.experiments.sweep.RunFolder;
import dmsb.experiments.sweep.RunTable;
import dmsb.experiments.sweep.Study;
import dmsb.experiments.sweep.Sweep;
import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A study carried out by Spark. In a folder that all executors see it is an ordinary sweep by another engine. On another file
 * system the table of runs is made in a temporary folder of the driver: which runs are there already the tasks find out, each
 * for its run.
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
            return runRemotely(study, folder, audience);
        } catch (UsageException e) {
            throw new UsageException(String.valueOf(e.getMessage()).replace(String.valueOf(folder.path()), out), e);
        } finally {
            RunFolder.delete(folder.path());
        }
    }

    private RunTable runRemotely(Study study, SweepFolder folder, Sweep.Audience audience)
            throws IOException, InterruptedException {
        RemoteSweep remote = new RemoteSweep(out, study, context.hadoopConfiguration());
        remote.fetch(folder);
        RunJobs jobs = new RunJobs(context, out + "/runs");
        Engine engine = (runs, folders, listener) -> {
            remote.publish(folder);
            try {
                jobs.execute(runs, folders, listener);
            } finally {
                remote.publish(folder);
            }
        };
        return new Sweep(study, folder).run(engine, audience);
    }
}
