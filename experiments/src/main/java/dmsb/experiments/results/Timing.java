package dmsb.experiments.results;

import java.nio.file.Path;
import java.util.List;

/**
 * The time that a training took, as {@code timing.csv} has it: of one machine, and nothing else here depends on it.
 *
 * @param rounds the rounds played at every point of the learning curve
 * @param seconds the wall time until then
 */
// Arrays are copied in and out, and no two timings are ever compared.
@SuppressWarnings("ArrayRecordComponent")
public record Timing(double[] rounds, double[] seconds) {
    /** Copies the arrays. */
    public Timing {
        rounds = rounds.clone();
        seconds = seconds.clone();
    }

    /**
     * Reads a file.
     *
     * @throws dmsb.experiments.config.UsageException if it is malformed
     */
    static Timing read(Path file) {
        CsvTable table = CsvTable.read(file, List.of("steps", "seconds"));
        return new Timing(table.numbers("steps"), table.numbers("seconds"));
    }

    @Override
    public double[] rounds() {
        return rounds.clone();
    }

    @Override
    public double[] seconds() {
        return seconds.clone();
    }

    /**
     * The whole time.
     *
     * @return the wall time of the training, its learning curve included, s
     */
    public double total() {
        return seconds[seconds.length - 1];
    }
}
