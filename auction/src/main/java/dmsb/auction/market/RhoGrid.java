package dmsb.auction.market;

import dmsb.core.math.ShortestDecimal;
import dmsb.core.setting.SettingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The finite price scaling factors that a rule may choose from, as a scenario says them: increasing, the first of them 1. */
public sealed interface RhoGrid {
    /** The largest factor that a grid may have. */
    double LARGEST = 1e9;

    /**
     * Factors of equal ratios: 10^(a/|A|) of Algorithm 1 with another number in the place of 10.
     *
     * @param end the factor that action |A| would have, above 1; in files a number
     */
    record Even(double end) implements RhoGrid {
        /** Checks the end. */
        public Even {
            if (!(end > 1.0 && end <= LARGEST)) {
                throw new IllegalArgumentException("rhoGrid: expected an end above 1, at most 1e9, got " + end);
            }
        }

        @Override
        public double[] factors(int actions) {
            double[] factors = new double[actions];
            for (int a = 0; a < actions; a++) {
                factors[a] = StrictMath.pow(end, (double) a / actions);
            }
            return factors;
        }

        @Override
        public String toString() {
            return ShortestDecimal.of(end);
        }
    }

    /**
     * Any factors, for example the quantiles of a log's ratios of highest to second-highest bid.
     *
     * @param list the factors, increasing, the first of them 1; in files a list
     */
    record Listed(List<Double> list) implements RhoGrid {
        /** Checks and copies the list. */
        public Listed {
            list = List.copyOf(list);
            boolean fine = !list.isEmpty() && list.get(0) == 1.0;
            for (int a = 1; a < list.size(); a++) {
                fine &= list.get(a) > list.get(a - 1) && list.get(a) <= LARGEST;
            }
            if (!fine) {
                throw new IllegalArgumentException(
                        "rhoGrid: expected increasing factors of at most 1e9, the first of them 1, got " + list);
            }
        }

        @Override
        public double[] factors(int actions) {
            if (list.size() != actions) {
                throw new IllegalArgumentException(
                        "rhoGrid: expected as many factors as there are actions, " + actions + ", got " + list.size());
            }
            return list.stream().mapToDouble(factor -> factor).toArray();
        }

        @Override
        public String toString() {
            return list.stream().map(ShortestDecimal::of).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /**
     * The factors.
     *
     * @param actions |A|, at least 1
     * @return a new array of as many factors, increasing, the first of them exactly 1
     * @throws IllegalArgumentException if these are another number of factors
     */
    double[] factors(int actions);

    /**
     * Grids as values of a setting.
     *
     * @return the type: a number, or a list of numbers
     */
    static SettingType<RhoGrid> type() {
        return new SettingType<>(
                "a number above 1, at most 1e9, or a list of increasing factors, the first of them 1",
                RhoGrid::read,
                grid -> grid instanceof Listed listed ? listed.list() : ((Even) grid).end());
    }

    /**
     * A grid from what stands in a file.
     *
     * @param plain a number or a list
     * @return the grid; empty if it is none
     */
    private static Optional<RhoGrid> read(Object plain) {
        try {
            if (plain instanceof Number end) {
                return Optional.of(new Even(end.doubleValue()));
            }
            List<Double> factors = new ArrayList<>();
            if (plain instanceof List<?> list) {
                for (Object factor : list) {
                    if (!(factor instanceof Number number)) {
                        return Optional.empty();
                    }
                    factors.add(number.doubleValue());
                }
                return Optional.of(new Listed(factors));
            }
            return Optional.empty();
        } catch (IllegalArgumentException refusal) {
            return Optional.empty();
        }
    }
}
