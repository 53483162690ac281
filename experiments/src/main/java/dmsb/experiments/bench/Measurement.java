package dmsb.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dmsb.core.argument.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * The time of one operation under some settings.
 *
 * @param name class and method of the suite, such as {@code MatrixProduct.ejml}
 * @param settings the values of the suite's parameters, by name
 * @param kernels {@code vector}, {@code plain}, or blank where kernels play no part
 * @param threads the threads that did such operations side by side
 * @param nanoseconds the mean time of one
 * @param error the half-width of the mean's 95 % confidence interval, NaN if unknown
 * @param bytes the mean number of bytes allocated by one, NaN if unknown
 * @param percentile99 the 99th percentile of the time in nanoseconds, NaN unless every operation was timed by itself
 */
public record Measurement(
        String name,
        Map<String, String> settings,
        String kernels,
        int threads,
        double nanoseconds,
        double error,
        double bytes,
        double percentile99) {
    private static final double CONFIDENCE = 0.95;
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /**
     * Copies the settings.
     *
     * @throws IllegalArgumentException if the name is not that of a method or the time is not positive
     */
    public Measurement {
        if (name.indexOf('.') < 1) {
            throw new IllegalArgumentException("name: expected class and method, got " + name);
        }
        Require.positive("nanoseconds", nanoseconds);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** A measurement of means alone. */
    Measurement(
            String name,
            Map<String, String> settings,
            String kernels,
            int threads,
            double nanoseconds,
            double error,
            double bytes) {
        this(name, settings, kernels, threads, nanoseconds, error, bytes, Double.NaN);
    }

    /** What JMH measured, in its unit of nanoseconds per operation. */
    static Measurement of(Subject subject, KernelSet kernels, BenchmarkResult result) {
        BenchmarkParams parameters = result.getParams();
        String benchmark = parameters.getBenchmark();
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : parameters.getParamsKeys()) {
            settings.put(key, parameters.getParam(key));
        }
        Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
        return new Measurement(
                subject.title() + "." + method,
                settings,
                subject.runsOnKernels(method) ? kernels.toString() : "",
                parameters.getThreads(),
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getStatistics().getMeanErrorAt(CONFIDENCE),
                allocation == null ? Double.NaN : allocation.getScore(),
                parameters.getMode() == Mode.SampleTime
                        ? result.getPrimaryResult().getStatistics().getPercentile(99)
                        : Double.NaN);
    }

    /** The same measurement of another version or machine has the same key. */
    String key() {
        return name + " " + settings + " " + kernels;
    }

    /** The settings in a table's cell. */
    String settingsText() {
        List<String> words = new ArrayList<>();
        settings.forEach((key, value) -> words.add(key.equals("product") ? value : key + " " + value));
        return String.join(", ", words);
    }

    /**
     * The measurement in a line.
     *
     * @return name, settings, kernels and time
     */
    public String summary() {
        return name + ", " + settingsText() + (kernels.isEmpty() ? "" : ", " + kernels + " kernels") + ": "
                + timeText();
    }

    /** The time with its error, for people. */
    String timeText() {
        String time = (Quantity.time(nanoseconds) + " " + Quantity.share(error, nanoseconds)).strip();
        return Double.isFinite(percentile99) ? time + ", p99 " + percentileText() : time;
    }

    /** The 99th percentile of the time, for people; empty if only means were taken. */
    String percentileText() {
        return Double.isFinite(percentile99) ? Quantity.time(percentile99) : "";
    }

    /** The fields by name; what is unknown is left out. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("settings", settings);
        map.put("kernels", kernels);
        map.put("threads", threads);
        map.put("nanoseconds", nanoseconds);
        if (Double.isFinite(error)) {
            map.put("error", error);
        }
        if (Double.isFinite(bytes)) {
            map.put("bytes", bytes);
        }
        if (Double.isFinite(percentile99)) {
            map.put("percentile99", percentile99);
        }
        return map;
    }

    /**
     * Reads what {@link #toMap} gave.
     *
     * @throws IllegalArgumentException if a field is missing or wrong
     */
    static Measurement of(JsonNode node) {
        Map<String, String> settings = new LinkedHashMap<>();
        node.path("settings")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return new Measurement(
                node.path("name").asText(),
                settings,
                node.path("kernels").asText(),
                node.path("threads").asInt(1),
                node.path("nanoseconds").asDouble(),
                node.path("error").asDouble(Double.NaN),
                node.path("bytes").asDouble(Double.NaN),
                node.path("percentile99").asDouble(Double.NaN));
    }
}
