package dmsb.experiments.cli;

import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BidFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Where the rows of a clearing come from, and where its outcomes go: a file that is written whole or not at all, or standard
 * output.
 *
 * @param spec the command
 * @param bids the file of bids; - for standard input
 * @param out the file of outcomes, null for standard output
 */
record ClearingFiles(
        CommandSpec spec, String bids, @Nullable String out) {
    /** What tells whether the output is the file that standard input comes from; there need not be such a path. */
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    /**
     * Clears rows that come from somewhere into somewhere.
     *
     * @param <T> what it amounts to
     */
    @FunctionalInterface
    interface ClearingRun<T> {
        T run(InputStream in, Clearing.Sink sink, Clearing.ReadListener progress) throws IOException;
    }

    /**
     * Clears the bids.
     *
     * @param read the other files that are read, none of which may be written over
     * @param run clears them
     * @return what it amounted to
     * @throws UsageException if a file is missing or refused, with its name
     */
    <T> T run(List<Path> read, ClearingRun<T> run) throws IOException {
        Path target = out == null ? null : path("--out", out);
        boolean fromStandardInput = bids.equals(BidFile.STANDARD_INPUT);
        Path input = fromStandardInput ? STANDARD_INPUT : path("--bids", bids);
        if (!fromStandardInput) {
            InputFile.require("--bids", input);
        }
        if (target != null) {
            OutputFolder.requireFor(
                    "--out",
                    target,
                    Stream.concat(Stream.of(input), read.stream()).toList());
        }
        long size = BidFile.isRepeatable(bids) && !bids.endsWith(".gz") ? Files.size(input) : 0;
        try (ProgressBar bar = new ProgressBar(spec, "clearing", Math.max(1, size), "bytes");
                InputStream in = BidFile.open(bids)) {
            Clearing.ReadListener progress = bytes -> {
                if (size > 0) {
                    bar.report(Math.min(bytes, size), "");
                }
            };
            InputStream text = BidFile.text(in);
            return write(target, sink -> run.run(text, sink, progress));
        } catch (UsageException e) {
            throw new UsageException(bids + ": " + e.getMessage(), e);
        }
    }

    /** Clears rows into somewhere. */
    @FunctionalInterface
    private interface Outcomes<T> {
        T into(Clearing.Sink sink) throws IOException;
    }

    private <T> T write(@Nullable Path target, Outcomes<T> outcomes) throws IOException {
        if (target == null) {
            return outcomes.into(this::print);
        }
        AtomicReference<T> result = new AtomicReference<>();
        OutputFile.write(
                target, stream -> result.set(outcomes.into((bytes, length) -> stream.write(bytes, 0, length))));
        return Objects.requireNonNull(result.get());
    }

    private void print(byte[] bytes, int length) throws IOException {
        ((StandardOutput) spec.commandLine().getOut()).write(bytes, length);
    }

    private static Path path(String option, String text) {
        try {
            return new PathText().convert(text);
        } catch (TypeConversionException e) {
            throw new UsageException(option + ": " + e.getMessage(), e);
        }
    }
}
