package dmsb.experiments.results;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The learning curve of one training, as {@code metrics.csv} has it. Immutable. */
public final class LearningCurve {
    /** What is measured at every point. */
    public enum CurveQuantity {
        /** The rounds played. */
        ROUNDS("steps"),
        /** The updates of the weights. */
        UPDATES("updates"),
        /** The mean surplus of a round on the curve's episodes. */
        SURPLUS("surplus"),
        /** The surplus as a fraction of first best. */
        FIRST_BEST_FRACTION("firstBestFraction"),
        /** The UAV's part of the surplus. */
        UAV_SURPLUS("uavSurplus"),
        /** The ground base stations' part. */
        GROUND_SURPLUS("groundSurplus");

        private final String column;

        CurveQuantity(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    private final Map<CurveQuantity, double[]> values;

    private LearningCurve(Map<CurveQuantity, double[]> values) {
        this.values = values;
    }

    /**
     * Reads a file.
     *
     * @throws dmsb.experiments.config.UsageException if it is malformed
     */
    static LearningCurve read(Path file) {
        CsvTable table = CsvTable.read(
                file,
                List.of(CurveQuantity.values()).stream()
                        .map(quantity -> quantity.column)
                        .toList());
        Map<CurveQuantity, double[]> values = new EnumMap<>(CurveQuantity.class);
        for (CurveQuantity quantity : CurveQuantity.values()) {
            values.put(quantity, table.numbers(quantity.column));
        }
        return new LearningCurve(values);
    }

    /**
     * The number of points.
     *
     * @return how many there are, at least 1
     */
    public int points() {
        return of(CurveQuantity.ROUNDS).length;
    }

    /**
     * A quantity at every point.
     *
     * @param quantity what is wanted
     * @return a new array
     */
    public double[] of(CurveQuantity quantity) {
        return Objects.requireNonNull(values.get(quantity)).clone();
    }
}
