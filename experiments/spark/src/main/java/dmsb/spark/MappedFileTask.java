package dmsb.spark;

import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.clearing.MappedClearing;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BidFile;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.run.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Clears one file through a mapping, on whichever machine. Tried again, or twice at once, it writes the same bytes. */
final class MappedFileTask implements Function<MappedFileTask.Part, MappedFileTask.Cleared> {
    private static final long serialVersionUID = 1;

    /** A file, and the name of its outcomes. */
    record Part(String file, String outcomes) implements Serializable {}

    /** What was counted in a file, and the first complaints. */
    record Cleared(long groundRows, long uavRows, long badRows, List<String> complaints) implements Serializable {}

    private final String mapping;
    private final Broadcast<SharedPricing> pricing;
    private final boolean skipBadRows;
    private final String folder;

    MappedFileTask(LogMapping mapping, Broadcast<SharedPricing> pricing, boolean skipBadRows, String folder) {
        this.mapping = Json.printLine(mapping.source());
        this.pricing = pricing;
        this.skipBadRows = skipBadRows;
        this.folder = folder;
    }

    @Override
    public Cleared call(Part part) throws IOException {
        MappedClearing clearing = new MappedClearing(
                new Clearing(pricing.value().get(), ClearingFormat.CSV, skipBadRows, 1),
                LogMapping.of(Json.read(mapping, "mapping")));
        Configuration configuration = new Configuration();
        Path input = new Path(part.file());
        Path target = new Path(folder, part.outcomes());
        Path temporary = new Path(folder, "." + part.outcomes() + "." + UUID.randomUUID() + ".tmp");
        FileSystem files = temporary.getFileSystem(configuration);
        ArrayList<String> complaints = new ArrayList<>();
        ClearingTotals totals;
        try (InputStream in = input.getFileSystem(configuration).open(input);
                OutputStream out = files.create(temporary)) {
            totals = clearing.run(
                    BidFile.text(in),
                    (bytes, length) -> out.write(bytes, 0, length),
                    line -> complaints.add("file " + part.file() + ": " + line),
                    bytes -> {});
        } catch (UsageException e) {
            files.delete(temporary, false);
            throw new UsageException("file " + part.file() + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            files.delete(temporary, false); // a task that is tried again has a file of its own
            throw e;
        }
        FileContext.getFileContext(target.toUri(), configuration).rename(temporary, target, Options.Rename.OVERWRITE);
        return new Cleared(totals.groundRows(), totals.uavRows(), totals.badRows(), complaints);
    }
}
