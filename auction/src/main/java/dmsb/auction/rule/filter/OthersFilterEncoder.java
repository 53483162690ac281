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
    private final ForecastEntries entries;
    private double guard;

    OthersFilterEncoder(OthersForecast forecast, ActionGrid grid) {
        this.forecast = forecast;
        this.entries = new ForecastEntries(grid);
    }

    @Override
    public int size() {
        return 2 * forecast.featureCount() + entries.size();
    }

    @Override
    public void encode(OthersPast past, float[] target) {
        Require.size("target", target.length, size());
        int features = forecast.featureCount();
        Arrays.fill(target, 0, 2 * features, 0f);
        entries.clear(target, 2 * features);
        guard = Double.NaN;
        if (!forecast.set(past)) {
            return;
        }
        for (int i = 0; i < features; i++) {
            if (forecast.has(i)) {
                target[i] = (float) forecast.centred(i);
                target[features + i] = 1f;
            }
        }
        forecast.write(past, entries, target, 2 * features);
        guard = forecast.isSpoiled() ? forecast.best() : Double.NaN;
    }

    @Override
    public double guard() {
        return guard;
    }

    @Override
    public double level() {
        return entries.level();
    }

    @Override
    public double uavOptimism() {
        return entries.uavOptimism();
    }
}
