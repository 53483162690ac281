package dmsb.spark;

import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.cluster.ClusterClearing;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.mapping.LogMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Logs of another form cleared through a mapping, a task a file: the rows of an auction stand together in a file, so a file is
 * not cut. Every file is a log of its own, with markets of its own, and its outcomes are those of the local command, byte for
 * byte. {@code part-00000.csv} has those of the first file by name.
 */
final class MappedFileClearing {
    private final JavaSparkContext spark;
    private final ClusterClearing job;
    private final LogMapping mapping;
    private final Leftovers leftovers;

    MappedFileClearing(JavaSparkContext spark, ClusterClearing job, LogMapping mapping, Leftovers leftovers) {
        this.spark = spark;
        this.job = job;
        this.mapping = mapping;
        this.leftovers = leftovers;
    }

    ClearingTotals run(Consumer<String> complaints) throws IOException {
        if (job.files().input() != ClearingFormat.CSV || job.files().output() != ClearingFormat.CSV) {
            throw new UsageException("--format, --out-format: expected csv together with --mapping, got parquet");
        }
        Configuration configuration = spark.hadoopConfiguration();
        List<MappedFileTask.Part> parts = parts(configuration);
        List<MappedFileTask.Cleared> cleared;
        try (OutcomeFolder folder = leftovers.watch(OutcomeFolder.of(job.files().out(), configuration))) {
            Broadcast<SharedPricing> pricing = spark.broadcast(new SharedPricing(job.pricing(), mapping.interleaved()));
            MappedFileTask task = new MappedFileTask(mapping, pricing, job.skipBadRows(), folder.temporary());
            try {
                cleared = spark.parallelize(parts, parts.size()).map(task).collect();
            } catch (Exception | Error e) { // Scala's methods do not declare what they throw
                RunningTasks.awaitEnd(spark.sc(), e);
                throw TableClearing.told(e, job.files().bids());
            }
            Path success = new Path(folder.temporary(), "_SUCCESS");
            success.getFileSystem(configuration).create(success).close();
            folder.publish();
        }
        long ground = 0;
        long uav = 0;
        long bad = 0;
        for (MappedFileTask.Cleared part : cleared) {
            ground += part.groundRows();
            uav += part.uavRows();
            bad += part.badRows();
            part.complaints().forEach(complaints);
        }
        return new ClearingTotals(ground, uav, bad, Double.NaN);
    }

    /** The files by name, each with the name of its outcomes. */
    private List<MappedFileTask.Part> parts(Configuration configuration) throws IOException {
        Path given = new Path(job.files().bids());
        FileSystem files = given.getFileSystem(configuration);
        FileStatus[] found = files.globStatus(given);
        List<FileStatus> logs = new ArrayList<>();
        for (FileStatus entry : found == null ? new FileStatus[0] : found) {
            for (FileStatus file : entry.isDirectory() ? files.listStatus(entry.getPath()) : new FileStatus[] {entry}) {
                String name = file.getPath().getName();
                if (file.isFile() && !name.startsWith(".") && !name.startsWith("_")) {
                    logs.add(file);
                }
            }
        }
        if (logs.isEmpty()) {
            throw new UsageException("--bids: expected a file, a folder of files or a pattern of them, got "
                    + job.files().bids() + ", which does not exist or has none");
        }
        List<String> names =
                logs.stream().map(file -> file.getPath().toString()).sorted().toList();
        List<MappedFileTask.Part> parts = new ArrayList<>();
        for (String name : names) {
            parts.add(new MappedFileTask.Part(name, String.format(Locale.ROOT, "part-%05d.csv", parts.size())));
        }
        return parts;
    }
}
