package dmsb.experiments.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Takes what JMH would print: results are passed on, text is kept for the case that something fails. */
final class RunLog implements OutputFormat {
    private final Consumer<BenchmarkResult> listener;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    RunLog(Consumer<BenchmarkResult> listener) {
        this.listener = listener;
    }

    synchronized String text() {
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void iteration(BenchmarkParams parameters, IterationParams iteration, int number) {}

    @Override
    public void iterationResult(
            BenchmarkParams parameters, IterationParams iteration, int number, IterationResult result) {}

    @Override
    public void startBenchmark(BenchmarkParams parameters) {}

    @Override
    public void endBenchmark(@Nullable BenchmarkResult result) {
        if (result != null) {
            listener.accept(result);
        }
    }

    @Override
    public void startRun() {}

    @Override
    public void endRun(Collection<RunResult> results) {}

    @Override
    public synchronized void print(String words) {
        write(words.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void println(String words) {
        print(words + "\n");
    }

    @Override
    public void verbosePrintln(String words) {}

    @Override
    public synchronized void write(int one) {
        text.write(one);
    }

    @Override
    public synchronized void write(byte[] bytes) {
        text.write(bytes, 0, bytes.length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
