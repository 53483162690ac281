package dmsb.experiments.results;

import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the folder of a sweep with made-up numbers, file by file as the format describes them. */
public final class SyntheticStudy {
    /** What a run found: a row of {@code evaluation.csv}. */
    public record Row(
            double surplus,
            double uavSurplus,
            double groundSurplus,
            double firstBest,
            double delay,
            double uavShare,
            double payment,
            double rho) {
        /** A row with everything but the surplus in a fixed relation to it. */
        public static Row of(double surplus, double firstBest, double uavPart, double delay) {
            return new Row(
                    surplus, uavPart * surplus, (1 - uavPart) * surplus, firstBest, delay, uavPart, surplus / 2, 1.5);
        }
    }

    private record Line(
            String experiment, String method, String seed, String key, String status, Map<String, String> varied) {}

    private final Path folder;
    private final List<Line> lines = new ArrayList<>();

    public SyntheticStudy(Path folder) {
        this.folder = folder;
    }

    /** A run of a rule that is there. */
    public SyntheticStudy rule(String experiment, String method, Map<String, String> varied, List<Row> rows)
            throws IOException {
        Path run = write(add(experiment, method, "", "done", varied), rows);
        Files.copy(run.resolve("evaluation.csv"), run.resolve("curve.csv"));
        return this;
    }

    /** A training that is there, with a learning curve of fractions of first best at every thousand rounds. */
    public SyntheticStudy learner(
            String experiment, String method, long seed, Map<String, String> varied, List<Row> rows, double... curve)
            throws IOException {
        Path run = write(add(experiment, method, String.valueOf(seed), "done", varied), rows);
        StringBuilder metrics = new StringBuilder("steps,updates,surplus,firstBestFraction,uavSurplus,groundSurplus\n");
        StringBuilder timing = new StringBuilder("steps,seconds,stepsPerSecond\n");
        for (int i = 0; i < curve.length; i++) {
            metrics.append(1000 * i + "," + 30 * i + "," + 50 * curve[i] + "," + curve[i] + "," + 30 * curve[i] + ","
                    + 20 * curve[i] + "\n");
            timing.append(1000 * i + "," + 2.0 * i + ",500\n");
        }
        Files.writeString(run.resolve("metrics.csv"), metrics.toString());
        Files.writeString(run.resolve("timing.csv"), timing.toString());
        return this;
    }

    /** A run that is not there. */
    public SyntheticStudy absent(
            String experiment, String method, String seed, String status, Map<String, String> varied) {
        add(experiment, method, seed, status, varied);
        return this;
    }

    private Line add(String experiment, String method, String seed, String status, Map<String, String> varied) {
        String key = String.format(Locale.ROOT, "%020x", lines.size() + 1);
        Line line = new Line(experiment, method, seed, key, status, varied);
        lines.add(line);
        return line;
    }

    private Path write(Line line, List<Row> rows) throws IOException {
        Path run = folder.resolve("runs").resolve(line.key());
        Files.createDirectories(run);
        StringBuilder table = new StringBuilder(
                "episode,surplus,uavSurplus,groundSurplus,firstBest,gridBest,delaySeconds,uavShare,payment,rho\n");
        for (int e = 0; e < rows.size(); e++) {
            Row row = rows.get(e);
            table.append(e + "," + row.surplus() + "," + row.uavSurplus() + "," + row.groundSurplus() + ","
                    + row.firstBest() + "," + row.firstBest() + "," + row.delay() + "," + row.uavShare() + ","
                    + row.payment() + "," + row.rho()
                    + "\n");
        }
        Files.writeString(run.resolve("evaluation.csv"), table.toString());
        Files.writeString(
                run.resolve("manifest.json"),
                "{\"command\": \"run\", \"configuration\": {\"agent\": \"d2sac\", \"steps\": 3000, \"seed\": "
                        + (line.seed().isEmpty() ? "0" : line.seed())
                        + ", \"curveEpisodes\": 5, \"scenario\": {\"taskMB\": [20, 40],"
                        + " \"beta\": 2}, \"learner\": {\"hidden\": 256}}, \"codeVersion\": \"1\", \"jvm\": \"17\", \"kernels\": \"plain\","
                        + " \"sha256\": {}}");
        return run;
    }

    /** Writes the table of runs. */
    public SweepFolder finish() throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        lines.forEach(line -> keys.addAll(line.varied().keySet()));
        StringBuilder table = new StringBuilder("experiment,method,seed,key,status");
        keys.forEach(key -> table.append(',').append(key));
        table.append('\n');
        for (Line line : lines) {
            table.append(quoted(line.experiment()) + "," + quoted(line.method()) + "," + line.seed() + "," + line.key()
                    + "," + line.status());
            keys.forEach(key -> table.append(',').append(quoted(line.varied().getOrDefault(key, ""))));
            table.append('\n');
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("runs.csv"), table.toString());
        return new SweepFolder(folder);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** Values by key, in order. */
    public static Map<String, String> varied(String... keysAndValues) {
        Map<String, String> varied = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            varied.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return varied;
    }
}
