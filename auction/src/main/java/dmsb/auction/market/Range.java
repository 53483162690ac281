package dmsb.auction.market;

import dmsb.core.math.ShortestDecimal;
import dmsb.core.setting.SettingType;
import java.util.List;
import java.util.Optional;

/**
 * A closed interval of finite numbers from which a quantity is drawn uniformly.
 *
 * @param low the smallest value
 * @param high the largest value, not below {@code low}
 */
public record Range(double low, double high) {
    /**
     * Checks the components.
     *
     * @param low the smallest value
     * @param high the largest value, not below {@code low}
     * @throws IllegalArgumentException if an end is not finite or the ends are in the wrong order
     */
    public Range {
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("range: expected finite numbers, got " + text(low, high));
        }
        if (low > high) {
            throw new IllegalArgumentException(
                    "range: expected a minimum not above the maximum, got " + text(low, high));
        }
    }

    /**
     * Intervals as values of a setting, in files lists {@code [low, high]}.
     *
     * @param lowest the least end that is allowed
     * @param highest the greatest end that is allowed
     * @return the type
     */
    static SettingType<Range> type(double lowest, double highest) {
        SettingType<Double> end = SettingType.number(lowest, highest);
        return new SettingType<>(
                "a range [low, high], each end " + end.expected() + ", low not above high",
                plain -> plain instanceof List<?> ends && ends.size() == 2
                        ? end.read(ends.get(0))
                                .flatMap(low -> end.read(ends.get(1))
                                        .filter(high -> low <= high)
                                        .map(high -> new Range(low, high)))
                        : Optional.empty(),
                range -> List.of(range.low(), range.high()));
    }

    /**
     * The value at a fraction of the way from low to high.
     *
     * @param fraction the fraction, in [0, 1]
     * @return low + fraction (high - low)
     */
    public double at(double fraction) {
        return low + fraction * (high - low);
    }

    /**
     * The interval as a scenario file writes it.
     *
     * @return for example {@code [20, 60]}
     */
    @Override
    public String toString() {
        return text(low, high);
    }

    private static String text(double low, double high) {
        return "[" + ShortestDecimal.of(low) + ", " + ShortestDecimal.of(high) + "]";
    }
}
