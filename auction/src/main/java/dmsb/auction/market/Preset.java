package dmsb.auction.market;

import java.util.List;

/** The named scenarios: what each changes in the defaults. */
final class Preset {
    static final List<String> NAMES = List.of("paper", "stale", "iid", "frozen", "load", "shared-spectrum");

    private Preset() {}

    static Scenario named(String name) {
        ScenarioBuilder defaults = Scenario.builder();
        return switch (name) {
            // Table 1 with the information asymmetry the paper states.
            case "paper" -> defaults.build();
            // The UAV's news is old: learning has most to give.
            case "stale" -> defaults.uavLag(10).build();
            // A pure contextual bandit: history is worthless.
            case "iid" ->
                defaults.persistence(0.0).window(1).uavLag(0).uavNoise(0.0).build();
            // Nothing moves: one look suffices.
            case "frozen" -> defaults.persistence(1.0).build();
            // Today's winner is slower tomorrow: the only preset in which an action moves the market.
            case "load" -> defaults.slotSeconds(0.25).build();
            // One pool of bandwidth: more sellers lower the total.
            case "shared-spectrum" -> defaults.sharedSpectrum(true).build();
            default -> throw new IllegalArgumentException("scenario: expected one of " + NAMES + ", got " + name);
        };
    }
}
