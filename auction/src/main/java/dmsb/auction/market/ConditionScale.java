package dmsb.auction.market;

import dmsb.auction.market.radio.Decibels;
import java.util.Arrays;

/**
 * From measured quantities to the market conditions m^k that {@link Market#conditions} lists: each condition on the scale
 * of its range in the scenario, powers in dBm. The inverse of what the simulator does, up to rounding. Before {@link
 * #arrange} the conditions are those of the task, of the user, and of providers 0 to N in this order.
 *
 * <p>A range without width has no scale: its conditions are 1/2. So are those that nobody measured.
 */
public final class ConditionScale {
    /** The condition that stands for an unknown one: the middle of the range. */
    public static final double MIDDLE = 0.5;

    /** How far outside the range a fraction may be by rounding. */
    private static final double SLACK = 1e-6;

    private final int groundStations;
    private final double[][] rows;
    private final Range[] ranges;
    private final double[] units;

    /**
     * The scale of a scenario.
     *
     * @param scenario gives the ranges
     */
    public ConditionScale(Scenario scenario) {
        groundStations = scenario.groundStations();
        rows = new double[groundStations][ConditionLayout.RESOURCES];
        double bandwidthUnit = Units.mhzToHertz(1.0) / (scenario.sharedSpectrum() ? scenario.providers() : 1);
        double computeUnit = Units.gbpsToBitPerSecond(1.0);
        ranges = ConditionLayout.ranges(scenario);
        // 0 stands for dBm, which is no multiple of a watt.
        units = new double[] {Units.megabyteToBit(1.0), 0, bandwidthUnit, bandwidthUnit, computeUnit, computeUnit, 0};
    }

    /**
     * A condition from what was measured.
     *
     * @param condition its place, as {@link ConditionLayout} says, with provider n in row n
     * @param measured in SI units: bit, W, Hz, bit/s
     * @return a number from 0 to 1, or NaN if what was measured is out of the scenario's range
     */
    public double fraction(int condition, double measured) {
        int kind = ConditionLayout.kind(condition);
        Range range = ranges[kind];
        double width = range.high() - range.low();
        double level = units[kind] == 0.0 ? 10.0 * StrictMath.log10(measured) + 30.0 : measured / units[kind];
        if (width == 0.0) {
            return Math.abs(level - range.low()) <= SLACK * Math.abs(range.low()) ? MIDDLE : Double.NaN;
        }
        double fraction = (level - range.low()) / width;
        return fraction >= -SLACK && fraction <= 1.0 + SLACK ? Math.max(0.0, Math.min(1.0, fraction)) : Double.NaN;
    }

    /**
     * The range of a measurement.
     *
     * @param condition its place, as for {@link #fraction}
     * @return the range in SI units
     */
    public Range measurable(int condition) {
        int kind = ConditionLayout.kind(condition);
        Range range = ranges[kind];
        return units[kind] == 0.0
                ? new Range(Decibels.dbmToWatt(range.low()), Decibels.dbmToWatt(range.high()))
                : new Range(range.low() * units[kind], range.high() * units[kind]);
    }

    /**
     * Puts the ground base stations in the lexicographic order of their conditions, so that their names do not matter.
     *
     * @param conditions the conditions m^k, as many as {@link ConditionLayout#count} says. Modified.
     */
    public void arrange(double[] conditions) {
        int first = ConditionLayout.provider(1);
        for (int n = 0; n < groundStations; n++) {
            System.arraycopy(conditions, first + n * ConditionLayout.RESOURCES, rows[n], 0, ConditionLayout.RESOURCES);
        }
        Arrays.sort(rows, Arrays::compare);
        for (int n = 0; n < groundStations; n++) {
            System.arraycopy(rows[n], 0, conditions, first + n * ConditionLayout.RESOURCES, ConditionLayout.RESOURCES);
        }
    }
}
