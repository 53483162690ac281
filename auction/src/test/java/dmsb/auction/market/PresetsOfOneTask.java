package dmsb.auction.market;

import java.util.List;

/** The presets with one task and one UAV, for tests that play each of them. */
public final class PresetsOfOneTask {
    private PresetsOfOneTask() {}

    public static List<String> names() {
        return Scenario.presetNames().stream()
                .filter(name -> DenseSettings.isOne(Scenario.preset(name)))
                .toList();
    }
}
