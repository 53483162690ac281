package dmsb.auction.rule.filter;

import dmsb.auction.round.OthersPast;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.observation.OthersEncoder;
import dmsb.core.argument.Require;
import java.util.Arrays;

/**
 * A station's view as the {@link OthersFilter} reads it, and what the filter expects of the round.
 *
 * <table>
 * <caption>The entries, with F features</caption>
 * <tr><th>entries</th><th>what</th></tr>
 * <tr><td>F</td><td>the features less their means of training, within 3 deviations; 0 where missing</td></tr>
 * <tr><td>F</td><td>1 for a feature that is there, 0 for a missing one</td></tr>
 * <tr><td>6 + |A|</td><td>the {@link ForecastEntries}, in units of the UAV's estimate</td></tr>
 * </table>
 *
 * <p>A bid far below what was seen in training counts as missing, so that a rival's bid of 0 spoils nothing. All 0 where the
 * UAV declares that serving is worth nothing to it.
 */
final class OthersFilterEncoder implements OthersEncoder {
    private final OthersForecast forecast;
    private final ActionGrid grid;
    private final double[] surplus;
    private double level;
    private double optimism = 1;

    OthersFilterEncoder(OthersForecast forecast, ActionGrid grid) {
        this.forecast = forecast;
        this.grid = grid;
        this.surplus = new double[grid.size()];
    }

    @Override
    public int size() {
        return 2 * forecast.featureCount() + ForecastEntries.size(surplus.length);
    }

    @Override
    public void encode(OthersPast past, float[] target) {
        Require.size("target", target.length, size());
        Arrays.fill(target, 0f);
        level = 0;
        optimism = 1;
        if (!forecast.set(past)) {
            return;
        }
        int features = forecast.featureCount();
        for (int i = 0; i < features; i++) {
            if (forecast.has(i)) {
                target[i] = (float) forecast.centred(i);
                target[features + i] = 1f;
            }
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < surplus.length; a++) {
            surplus[a] = forecast.surplus(grid.logRho(a));
            most = Math.max(most, surplus[a]);
        }
        level = ForecastEntries.level(most, past.estimate());
        if (level > 0) {
            optimism = forecast.uavOptimism();
            ForecastEntries.write(forecast.means(), forecast.covariance(), surplus, most, target, 2 * features);
        }
    }

    @Override
    public double level() {
        return level;
    }

    @Override
    public double uavOptimism() {
        return optimism;
    }
}
