package dmsb.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured in one go, and where.
 *
 * @param machine where
 * @param list what
 */
public record Measurements(Machine machine, List<Measurement> list) {
    /** Copies the list. */
    public Measurements {
        list = List.copyOf(list);
    }

    /**
     * Writes them as JSON.
     *
     * @param file the file, written whole or not at all
     * @throws IOException if it could not be written
     */
    public void write(Path file) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("machine", machine.toMap());
        map.put("measurements", list.stream().map(Measurement::toMap).toList());
        AtomicFile.write(file, Json.print(map) + "\n");
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param file the file
     * @return the measurements
     * @throws UsageException if the file cannot be read or holds something else
     */
    public static Measurements read(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            if (!root.path("measurements").isArray()) {
                throw new IllegalArgumentException("no field 'measurements'");
            }
            List<Measurement> list = new ArrayList<>();
            root.path("measurements").forEach(node -> list.add(Measurement.of(node)));
            return new Measurements(Machine.of(root.path("machine")), list);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    file + ": expected measurements that 'dmsb bench --json' wrote, got " + e.getMessage(), e);
        }
    }

    /**
     * The measurements as a table.
     *
     * @return a Markdown table with one row per measurement
     */
    public String table() {
        MarkdownTable table =
                new MarkdownTable("benchmark", "settings", "kernels", "time", "95 %", "p99", "rate", "bytes");
        for (Measurement row : list) {
            table.add(
                    row.name(),
                    row.settingsText(),
                    row.kernels(),
                    Quantity.time(row.nanoseconds()),
                    Quantity.share(row.error(), row.nanoseconds()),
                    row.percentileText(),
                    Subject.of(row).rate(row),
                    Quantity.bytes(row.bytes()));
        }
        return table.toString();
    }
}
