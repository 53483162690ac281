package dmsb.experiments.reproduction;

import static java.util.Map.entry;

import dmsb.auction.evaluation.NamedSeller;
import java.util.List;
import java.util.Map;

/** What the methods of the paper's studies are called, and which of them a figure of the paper compares. */
final class Methods {
    static final String DMSB = "dmsb";
    /** DMSB trained as long as the paper's. */
    static final String DMSB_LONG = "dmsb-long";

    static final String DMSB_CURRENT = "dmsb-current";
    static final String PPO = "ppo";
    /** PPO trained as long as the paper's. */
    static final String PPO_LONG = "ppo-long";

    /** DMSB whose targets count what comes after. */
    static final String DMSB_PLANNING = "dmsb-planning";

    /** DMSB on the paper's grid, which cannot hand a task to the UAV. */
    static final String DMSB_GRID = "dmsb-grid";

    /** Those that take part in no comparison with others but each other. */
    static final List<String> LONG = List.of(DMSB_LONG, PPO_LONG);

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

    private static final Map<String, String> LEARNER_TITLES = Map.ofEntries(
            entry(DMSB, "DMSB"),
            entry(DMSB_LONG, "DMSB, trained longer"),
            entry(DMSB_PLANNING, "DMSB, planning"),
            entry(DMSB_CURRENT, "DMSB, current bids"),
            entry(DMSB_GRID, "DMSB, paper's grid"),
            entry(PPO, "PPO"),
            entry(PPO_LONG, "PPO, trained longer"),
            entry("sac", "Discrete SAC"),
            entry("dqn", "DQN"));

    private Methods() {}

    /** What a method is called on the page: itself, if a study names it otherwise. */
    static String title(String method) {
        return NamedSeller.ALL.stream()
                .filter(seller -> seller.name().equals(method))
                .map(NamedSeller::title)
                .findFirst()
                .orElse(LEARNER_TITLES.getOrDefault(method, method));
    }
}
