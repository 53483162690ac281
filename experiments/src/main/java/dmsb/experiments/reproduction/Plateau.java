package dmsb.experiments.reproduction;

import dmsb.experiments.results.LearningCurve;
import dmsb.experiments.results.LearningCurve.CurveQuantity;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.statistics.InterquartileMean;
import java.util.List;
import java.util.Objects;

/**
 * Where learning curves stop moving. The last level is the mean, over the last quarter of the points, of the interquartile mean over
 * seeds; the plateau begins at the first point from which on all points are within {@value #TOLERANCE} of it. If that is not before
 * the last quarter, no plateau was seen.
 *
 * @param from the rounds at which the plateau begins; NaN if none was seen
 * @param level the last level, as a fraction of first best
 * @param rounds the rounds of the whole training
 */
record Plateau(double from, double level, double rounds) {
    static final double TOLERANCE = 0.01;

    /** The plateau of an outcome that learns. */
    static Plateau of(MethodResult outcome) {
        List<LearningCurve> curves = outcome.runs().stream()
                .map(run -> Objects.requireNonNull(run.curve()))
                .toList();
        return of(
                curves.get(0).of(CurveQuantity.ROUNDS),
                curves.stream()
                        .map(curve -> curve.of(CurveQuantity.FIRST_BEST_FRACTION))
                        .toList());
    }

    /** The plateau of curves over the same rounds. */
    static Plateau of(double[] rounds, List<double[]> fractions) {
        int points = fractions.stream().mapToInt(curve -> curve.length).min().orElseThrow();
        double[] middle = new double[points];
        for (int i = 0; i < points; i++) {
            int at = i;
            middle[i] = InterquartileMean.of(
                    fractions.stream().mapToDouble(curve -> curve[at]).toArray());
        }
        int quarter = Math.max(1, points / 4);
        double level = 0;
        for (int i = points - quarter; i < points; i++) {
            level += middle[i] / quarter;
        }
        int from = points;
        while (from > 0 && Math.abs(middle[from - 1] - level) <= TOLERANCE) {
            from--;
        }
        boolean seen = from < points - quarter;
        return new Plateau(seen ? rounds[from] : Double.NaN, level, rounds[points - 1]);
    }
}
