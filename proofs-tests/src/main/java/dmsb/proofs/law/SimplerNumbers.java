package dmsb.proofs.law;

import dmsb.core.math.ShortestDecimal;
import java.util.function.DoublePredicate;

/** Numbers that are simpler than a given one, to be tried in a counterexample. */
public final class SimplerNumbers {
    private static final double[] SIMPLE = {1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0.5, 1.5, 2.5};
    private static final double DIGIT = 5.0;

    private SimplerNumbers() {}

    /**
     * What a number costs a reader: 1 is the simplest one, then 2, 3 and so on; 0 stands between 3 and 4.
     *
     * @param x a number, finite and not negative
     * @return the cost
     */
    public static double cost(double x) {
        boolean isWhole = x == Math.rint(x) && x <= 10.0;
        double size = x == 0.0 ? 3.5 : x;
        return isWhole
                ? size
                : 10.0 + Math.min(10.0, x) + DIGIT * ShortestDecimal.of(x).length();
    }

    /**
     * Offers numbers that cost less than a given one, until one is taken.
     *
     * @param number the number
     * @param accept tells of a simpler number whether it is taken
     * @return whether one was
     */
    public static boolean offer(double number, DoublePredicate accept) {
        for (double simple : SIMPLE) {
            if (cost(simple) < cost(number) && accept.test(simple)) {
                return true;
            }
        }
        for (double scale = 1.0; scale <= 1000.0; scale *= 10.0) {
            for (double rounded :
                    new double[] {Math.floor(number * scale) / scale, Math.ceil(number * scale) / scale}) {
                if (cost(rounded) < cost(number) && accept.test(rounded)) {
                    return true;
                }
            }
        }
        return false;
    }
}
