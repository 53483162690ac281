package dmsb.experiments.reproduction;

import java.util.List;
import java.util.Map;

/** What the methods of the paper's studies are called, and which of them a figure of the paper compares. */
final class Methods {
    static final String DMSB = "dmsb";
    /** DMSB trained as long as the paper's. */
    static final String DMSB_LONG = "dmsb-long";

    static final String DMSB_CURRENT = "dmsb-current";
    static final String PPO = "ppo";
    static final String FIRST_BEST = "first-best";
    static final String LAGGED_RESERVE = "lagged-reserve";
    static final String LINEAR_FILTER = "linear-filter";

    /** Fig. 5: auctions, the paper's in both readings of its words. */
    static final List<String> AUCTIONS = List.of(
            DMSB,
            DMSB_CURRENT,
            "spa",
            "spa-ground",
            "optimal-msb",
            "optimal-msb-brand",
            "myopic-msb",
            "myopic-msb-brand",
            LAGGED_RESERVE,
            "best-constant");

    /** Fig. 6: ways to find rho. */
    static final List<String> LEARNERS =
            List.of(DMSB, DMSB_CURRENT, PPO, "sac", "dqn", LINEAR_FILTER, "greedy", "random");

    /** Those that decide without looking at what a decision does to later rounds. */
    static final List<String> NOT_PLANNING = List.of(
            FIRST_BEST,
            LAGGED_RESERVE,
            LINEAR_FILTER,
            "optimal-msb",
            "optimal-msb-brand",
            "myopic-msb",
            "myopic-msb-brand",
            "best-constant",
            "greedy",
            "random",
            "spa",
            "spa-ground");

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry(DMSB, "DMSB"),
            Map.entry(DMSB_LONG, "DMSB, trained longer"),
            Map.entry("dmsb-myopic", "DMSB, discount 0"),
            Map.entry(DMSB_CURRENT, "DMSB, current bids"),
            Map.entry(PPO, "PPO"),
            Map.entry("sac", "Discrete SAC"),
            Map.entry("dqn", "DQN"),
            Map.entry(FIRST_BEST, "First best"),
            Map.entry(LAGGED_RESERVE, "Lagged reserve"),
            Map.entry(LINEAR_FILTER, "Linear filter"),
            Map.entry("optimal-msb", "Optimal MSB, top bid"),
            Map.entry("optimal-msb-brand", "Optimal MSB, estimate"),
            Map.entry("myopic-msb", "Myopic MSB, top bid"),
            Map.entry("myopic-msb-brand", "Myopic MSB, estimate"),
            Map.entry("best-constant", "Best constant rho"),
            Map.entry("greedy", "Greedy"),
            Map.entry("random", "Random"),
            Map.entry("spa", "SPA with the UAV"),
            Map.entry("spa-ground", "SPA, ground BSs only"));

    private Methods() {}

    /** What a method is called on the page: itself, if a study names it otherwise. */
    static String title(String method) {
        return TITLES.getOrDefault(method, method);
    }
}
