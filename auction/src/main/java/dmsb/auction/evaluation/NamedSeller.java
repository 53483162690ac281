package dmsb.auction.evaluation;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.GreedyRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.MyopicMsbRule;
import dmsb.auction.rule.OptimalMsbRule;
import dmsb.auction.rule.OthersLaggedReserveRule;
import dmsb.auction.rule.RandomRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.argument.Suggestion;
import java.util.List;
import java.util.function.Function;

/**
 * A seller that is chosen by name, for example {@code optimal-msb}. {@link #ALL} lists all of them. The command line,
 * its help, the pages and the figures read this list.
 */
public final class NamedSeller {
    private static final String RHO = "RHO";

    /** Every way of selling that has a name, in the order of help and pages. */
    public static final List<NamedSeller> ALL = List.of(
            ready(
                    "spa",
                    "SPA with the UAV",
                    "the second-price auction among all N + 1 providers, the UAV bidding its contract b_0 of eq. (13)",
                    market -> Sellers.secondPrice()),
            posting(
                    "spa-ground",
                    "SPA, ground BSs only",
                    "the second-price auction among the ground base stations: rho = 1",
                    market -> new ConstantRule(1.0)),
            posting(
                    "optimal-msb",
                    "Optimal MSB, top bid",
                    "rho = max(1, mean highest bid / mean second-highest bid) of past rounds, the paper's words",
                    market -> OptimalMsbRule.ofHighestBid()),
            posting(
                    "optimal-msb-brand",
                    "Optimal MSB, estimate",
                    "rho = max(1, mean estimate of the UAV / mean second-highest bid) of past rounds, as in Arnosti et al. 2016",
                    market -> OptimalMsbRule.ofBrandValue()),
            posting(
                    "myopic-msb",
                    "Myopic MSB, top bid",
                    "rho = highest bid / second-highest bid of the round; sees the bids, and the UAV always serves",
                    market -> MyopicMsbRule.ofHighestBid()),
            posting(
                    "myopic-msb-brand",
                    "Myopic MSB, estimate",
                    "rho = max(1, estimate of the UAV / second-highest bid) of the round; sees the bids",
                    market -> MyopicMsbRule.ofBrandValue()),
            trained(
                    "greedy",
                    "Greedy",
                    "the rho of the grid with the largest mean reward in episodes of epsilon-greedy exploration",
                    NamedSeller::greedy),
            posting(
                    "random",
                    "Random",
                    "a rho of the grid, uniformly at random",
                    market -> new RandomRule(ActionGrid.of(market))),
            posting(
                    "lagged-reserve",
                    "Lagged reserve",
                    "rho = max(1, estimate of the UAV / second-highest bid of the last round)",
                    market -> new LaggedReserveRule()),
            trained(
                    LinearFilterModel.AGENT,
                    "Linear filter",
                    "the rho of largest expected surplus, by linear regression on past bids, estimates and revealed values",
                    (training, episodes) ->
                            Sellers.fittedFilter(training, episodes).open()),
            posting(
                    "others-lagged-reserve",
                    "Lagged reserve, others' past",
                    "a factor for each station: max(1, estimate of the UAV / highest bid of the others in the last round); truthful"
                            + " over time",
                    market -> new OthersLaggedReserveRule()),
            trained(
                    "others-filter",
                    "Filter, others' past",
                    "a factor for each station by linear regression on the others' past bids and the UAV's estimates; truthful over"
                            + " time",
                    (training, episodes) ->
                            Sellers.fittedOthersFilter(training, episodes).strict()),
            trained(
                    "others-filter-looks",
                    "Filter, others' past, chosen looks",
                    "the same, and the UAV serves whatever is bid where its declarations and earlier looks promise most, to show its"
                            + " value; truthful over time",
                    Sellers::fittedLooks),
            trained(
                    "others-filter-reveals",
                    "Filter, others' past, reveals",
                    "the same regression, also on revealed values where the UAV served; a station's only handle is who serves",
                    (training, episodes) ->
                            Sellers.fittedOthersFilter(training, episodes).withReveals()),
            blind("others-filter-blind-02", 0.02),
            blind("others-filter-blind-05", 0.05),
            blind("others-filter-blind-10", 0.10),
            new NamedSeller(
                    "constant=" + RHO,
                    "Constant rho",
                    "the same rho in every round: a number from 1, or Infinity",
                    false,
                    (name, training, episodes) ->
                            Sellers.of(new ConstantRule(Sellers.parseRho(name.substring(name.indexOf('=') + 1))))),
            trained(
                    "best-constant",
                    "Best constant rho",
                    "the rho of the grid that earns the most in training episodes, in every round",
                    (training, episodes) ->
                            BestConstant.search(training, episodes).rule()),
            ready(
                    "first-best",
                    "First best",
                    "the largest surplus, in knowledge of all values: a ceiling where actions do not move the market",
                    market -> Sellers.firstBest()),
            ready(
                    "first-best-grid",
                    "First best on the grid",
                    "the best rho of the grid in every round, in knowledge of all values: the ceiling of every rule on the grid",
                    market -> Sellers.bestOnGrid(ActionGrid.of(market))));

    private final String name;
    private final String title;
    private final String meaning;
    private final boolean needsTraining;
    private final Maker maker;

    /** Makes a seller of a name, trained on the episodes of an evaluation if need be. */
    private interface Maker {
        Seller make(String name, Evaluation training, int episodes);
    }

    /** Learns a rule on the episodes of an evaluation. */
    private interface Learning {
        ScalingRule learn(Evaluation training, int episodes);
    }

    private NamedSeller(String name, String title, String meaning, boolean needsTraining, Maker maker) {
        this.name = name;
        this.title = title;
        this.meaning = meaning;
        this.needsTraining = needsTraining;
        this.maker = maker;
    }

    private static NamedSeller ready(String name, String title, String meaning, Function<Scenario, Seller> maker) {
        return new NamedSeller(
                name,
                title,
                meaning,
                false,
                (asked, training, episodes) -> maker.apply(training.rounds().scenario()));
    }

    private static NamedSeller posting(
            String name, String title, String meaning, Function<Scenario, ScalingRule> rule) {
        return ready(name, title, meaning, market -> Sellers.of(rule.apply(market)));
    }

    private static NamedSeller trained(String name, String title, String meaning, Learning learning) {
        return new NamedSeller(
                name,
                title,
                meaning,
                true,
                (asked, training, episodes) -> Sellers.of(learning.learn(training, episodes)));
    }

    private static NamedSeller blind(String name, double share) {
        String percent = Math.round(100 * share) + " %";
        return trained(
                name,
                "Filter, others' past, " + percent + " blind looks",
                "others-filter, and in " + percent
                        + " of the rounds, by a coin, the UAV serves whatever is bid, to show its value;"
                        + " truthful over time",
                (training, episodes) ->
                        Sellers.fittedOthersFilter(training, episodes).withBlindLooks(share));
    }

    private static ScalingRule greedy(Evaluation training, int episodes) {
        GreedyRule greedy = new GreedyRule(ActionGrid.of(training.rounds().scenario()));
        training.run(Sellers.of(greedy), episodes);
        return greedy.frozen();
    }

    /**
     * The way of selling with a name.
     *
     * @param name one of {@link #ALL}, a number standing in the place of RHO
     * @return the way of selling
     * @throws IllegalArgumentException if there is none
     */
    public static NamedSeller of(String name) {
        return ALL.stream()
                .filter(known -> known.isCalled(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rule: expected one of " + Sellers.names() + ", got "
                        + name + Suggestion.of(name, Sellers.names())));
    }

    private boolean isCalled(String asked) {
        return name.endsWith(RHO)
                ? asked.startsWith(name.substring(0, name.length() - RHO.length()))
                : asked.equals(name);
    }

    /**
     * The name on the command line and in studies.
     *
     * @return the name; RHO in it stands for a number
     */
    public String name() {
        return name;
    }

    /**
     * What figures and tables call it.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * What it is.
     *
     * @return a phrase
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Whether it learns before it sells, and is then frozen.
     *
     * @return true if training episodes are played for it
     */
    public boolean needsTraining() {
        return needsTraining;
    }

    /** A seller of this kind; the name is the one that was asked for. */
    Seller seller(String asked, Evaluation training, int trainingEpisodes) {
        return maker.make(asked, training, trainingEpisodes);
    }
}
