package dmsb.experiments.log;

import dmsb.auction.market.Market;
import dmsb.auction.market.ProviderState;
import dmsb.experiments.config.Decimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The columns in which a simulated log tells the market of a task: its size, and every provider's latency and resources. */
public final class MarketColumns {
    private static final List<String> PROVIDER = List.of(
            "latencySeconds",
            "accuracy",
            "uplinkHz",
            "downlinkHz",
            "gpuBitPerSecond",
            "cpuBitPerSecond",
            "powerWatts",
            "gain");

    private MarketColumns() {}

    /**
     * The names of the columns.
     *
     * @param groundStations the number of ground base stations, N
     * @return the names, in order
     */
    public static List<String> names(int groundStations) {
        List<String> names = new ArrayList<>(List.of("taskBits", "userPowerWatts", "noiseWatts"));
        for (int n = 0; n <= groundStations; n++) {
            for (String column : PROVIDER) {
                names.add(column + n);
            }
        }
        return names;
    }

    /**
     * Adds the fields of a slot.
     *
     * @param row receives them. Modified.
     * @param slot the market, in a slot. Not modified.
     */
    public static void append(List<String> row, Market slot) {
        add(row, slot.taskBits());
        add(row, slot.userPowerWatts());
        add(row, slot.provider(0).uplinkNoiseWatts());
        for (int n = 0; n <= slot.groundStations(); n++) {
            if (n > slot.stations()) {
                row.addAll(Collections.nCopies(PROVIDER.size(), ""));
                continue;
            }
            ProviderState provider = slot.provider(n);
            add(row, slot.latency(n));
            add(row, slot.accuracy(n));
            add(row, provider.uplinkHz());
            add(row, provider.downlinkHz());
            add(row, provider.gpuBitPerSecond());
            add(row, provider.cpuBitPerSecond());
            add(row, provider.powerWatts());
            add(row, provider.gain());
        }
    }

    private static void add(List<String> row, double value) {
        row.add(Decimal.shortest(value));
    }
}
