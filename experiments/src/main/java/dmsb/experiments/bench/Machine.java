package dmsb.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dmsb.experiments.run.Version;
import dmsb.nn.kernel.KernelChoice;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where and when something was measured, and what.
 *
 * @param processor the processor's name
 * @param processors how many the JVM sees
 * @param kernels which kernels run without further flags, with their vector width, and why
 * @param jvm the JVM
 * @param commit the code's commit, {@code -dirty} if something was changed since, or {@code unknown}
 * @param date when, in UTC
 */
public record Machine(String processor, int processors, String kernels, String jvm, String commit, String date) {
    private static final String UNKNOWN = "unknown";

    /**
     * This machine, this JVM, this code, now.
     *
     * @return the machine
     */
    public static Machine here() {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                KernelChoice.description(),
                Version.jvm(),
                currentCommit(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Linux tells in /proc/cpuinfo, Windows in an environment variable; elsewhere the architecture has to do. */
    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            Optional<String> name =
                    lines.filter(line -> line.startsWith("model name")).findFirst();
            if (name.isPresent()) {
                return name.get().substring(name.get().indexOf(':') + 1).strip();
            }
        } catch (IOException e) {
            // not Linux
        }
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        return windows == null ? System.getProperty("os.arch") : windows;
    }

    /** The commit of the working copy that the code was built in, if it lies in one and there is a git to ask. */
    private static String currentCommit() {
        try {
            Path code = Path.of(Machine.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .directory(code.resolveSibling(".").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = git.getInputStream()) {
                String text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
                return git.waitFor() == 0 && !text.isEmpty() ? text : UNKNOWN;
            }
        } catch (IOException | URISyntaxException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    /** The fields by name. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("processor", processor);
        map.put("processors", processors);
        map.put("kernels", kernels);
        map.put("jvm", jvm);
        map.put("commit", commit);
        map.put("date", date);
        return map;
    }

    /** Reads what {@link #toMap} gave; what is missing is unknown. */
    static Machine of(JsonNode node) {
        return new Machine(
                node.path("processor").asText(UNKNOWN),
                node.path("processors").asInt(),
                node.path("kernels").asText(UNKNOWN),
                node.path("jvm").asText(UNKNOWN),
                node.path("commit").asText(UNKNOWN),
                node.path("date").asText(UNKNOWN));
    }

    /**
     * All of it in a sentence.
     *
     * @return processor, JVM, kernels, commit and date
     */
    public String sentence() {
        return place() + "; " + date + ".";
    }

    /** The same without the date. */
    String place() {
        return processor + ", " + processors + " processors; " + jvm + "; " + kernels + "; commit " + commit;
    }
}
