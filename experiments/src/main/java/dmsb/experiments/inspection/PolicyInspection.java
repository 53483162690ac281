package dmsb.experiments.inspection;

import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.CsvText;
import dmsb.experiments.figure.Bar;
import dmsb.experiments.figure.BarChart;
import dmsb.experiments.figure.LineChart;
import dmsb.experiments.figure.Look;
import dmsb.experiments.figure.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What a way of selling did on some held-out episodes, as figures. Immutable. */
public final class PolicyInspection {
    private final String who;
    private final Scenario market;
    private final List<List<PlayedRound>> episodes;

    private PolicyInspection(String who, Scenario market, List<List<PlayedRound>> episodes) {
        this.who = who;
        this.market = market;
        this.episodes = episodes;
    }

    /**
     * Plays held-out episodes.
     *
     * @param who what it is called in titles
     * @param seller the way of selling
     * @param market the market
     * @param seeds the source of the episodes
     * @param count how many, at least 1
     * @return the inspection
     */
    public static PolicyInspection at(String who, Seller seller, Scenario market, SeedTree seeds, int count) {
        List<List<PlayedRound>> episodes = new ArrayList<>();
        SimulatedRounds rounds = new SimulatedRounds(market);
        double[] conditions = new double[ConditionLayout.count(market.groundStations())];
        new Evaluation(rounds, seeds).run(seller, 0, count, (episode, index, source, round) -> {
            if (index == 0) {
                episodes.add(new ArrayList<>());
            }
            rounds.market().conditions(conditions);
            episodes.get(episode).add(PlayedRound.of(conditions, round));
        });
        return new PolicyInspection(who, market, episodes);
    }

    private List<PlayedRound> episode(int number) {
        if (number < 0 || number >= episodes.size()) {
            throw new UsageException("--episode: expected 0 to " + (episodes.size() - 1) + ", got " + number);
        }
        return episodes.get(number);
    }

    /**
     * Rho over one quantity of a state, for five values of another; both range over what they were in the episode.
     *
     * @param rule the rule, which fixes rho before the bids; used for this alone
     * @param episode the episode that the state is taken from
     * @param round the round that the state is before
     * @param first the quantity of the horizontal axis
     * @param second the quantity of which there are five values
     * @return the chart
     * @throws UsageException if there is no such episode or round, the two are the same, or there is no second bid
     */
    public LineChart rhoOver(PostedRule rule, int episode, int round, StateQuantity first, StateQuantity second) {
        List<PlayedRound> played = episode(episode);
        if (round < 1 || round >= played.size()) {
            throw new UsageException("--round: expected 1 to " + (played.size() - 1) + ", got " + round);
        }
        if (first == second) {
            throw new UsageException("--over: expected two different quantities, got " + first + " twice");
        }
        if (played.get(round).bids().size() == 1 && (first == StateQuantity.SECOND || second == StateQuantity.SECOND)) {
            throw new UsageException(
                    "--over: expected " + StateQuantity.SECOND + " with two base stations or more only");
        }
        return new RhoSurface(rule, market, played, round).chart(who, first, second);
    }

    /**
     * The worth of both sides and what was realised of it, round by round.
     *
     * @param episode the episode
     * @return the chart
     * @throws UsageException if there is no such episode
     */
    public LineChart amounts(int episode) {
        List<PlayedRound> played = episode(episode);
        return new LineChart(
                "Who was worth what, and who served under " + who,
                "round",
                "amount",
                List.of(
                        curve("surplus, UAV serves", played, round -> round.uavServes() ? round.surplus() : Double.NaN)
                                .in(Look.UAV),
                        curve(
                                        "surplus, ground serves",
                                        played,
                                        round -> round.uavServes() ? Double.NaN : round.surplus())
                                .in(Look.GROUND),
                        curve("first best", played, PlayedRound::firstBest).in(Look.CEILING)));
    }

    /**
     * Rho, round by round, with the ratio that it is compared with.
     *
     * @param episode the episode
     * @return the chart; where the UAV serves whatever is bid, or nothing is posted, there is a gap
     * @throws UsageException if there is no such episode
     */
    public LineChart rhos(int episode) {
        List<PlayedRound> played = episode(episode);
        return new LineChart(
                "rho of " + who + ", and the highest over the second-highest bid",
                "round",
                "ratio",
                List.of(
                        curve("rho", played, round -> Double.isInfinite(round.rho()) ? Double.NaN : round.rho()),
                        curve(
                                        "highest / second bid",
                                        played,
                                        round -> round.second() > 0 ? round.highest() / round.second() : Double.NaN)
                                .in(Look.GROUND)));
    }

    private static Series curve(String name, List<PlayedRound> played, ToDoubleFunction<PlayedRound> number) {
        double[] x = new double[played.size()];
        double[] y = new double[played.size()];
        for (int t = 0; t < x.length; t++) {
            x[t] = t;
            y[t] = number.applyAsDouble(played.get(t));
        }
        return Series.of(name, x, y);
    }

    /**
     * All of an episode, a row a round.
     *
     * @param episode the episode
     * @return CSV with a header
     * @throws UsageException if there is no such episode
     */
    public String timeline(int episode) {
        List<PlayedRound> played = episode(episode);
        return CsvText.of(csv -> {
            List<String> header = new ArrayList<>(List.of("round", "estimate", "contract", "uavValue"));
            for (int n = 1; n <= market.groundStations(); n++) {
                header.add("bid" + n);
            }
            header.addAll(List.of("rho", "winner", "price", "surplus", "firstBest"));
            csv.writeRecord(header);
            for (int t = 0; t < played.size(); t++) {
                PlayedRound round = played.get(t);
                List<String> row = new ArrayList<>(List.of(String.valueOf(t)));
                List<Double> numbers = new ArrayList<>(List.of(round.estimate(), round.contract(), round.uavValue()));
                numbers.addAll(round.bids());
                numbers.forEach(number -> row.add(Decimal.shortest(number)));
                row.addAll(Collections.nCopies(
                        market.groundStations() - round.bids().size(), ""));
                row.add(Double.isNaN(round.rho()) ? "" : Decimal.shortest(round.rho()));
                row.add(String.valueOf(round.winner()));
                for (double number : List.of(round.price(), round.surplus(), round.firstBest())) {
                    row.add(Decimal.shortest(number));
                }
                csv.writeRecord(row);
            }
        });
    }

    /**
     * Who serves, whether rightly, and what is lost where not, over all episodes.
     *
     * @return the chart
     */
    public BarChart shares() {
        List<PlayedRound> all = episodes.stream().flatMap(List::stream).toList();
        double firstBest = all.stream().mapToDouble(PlayedRound::firstBest).sum();
        List<Bar> bars = new ArrayList<>();
        String rounds = "share of rounds";
        String lost = "share of first best lost";
        bars.add(bar("UAV, worth most", share(all, round -> round.uavServes() && round.isBest()), rounds));
        bars.add(bar("ground, worth most", share(all, round -> !round.uavServes() && round.isBest()), rounds));
        bars.add(bar("UAV, ground worth more", share(all, round -> round.uavServes() && !round.isBest()), rounds));
        bars.add(bar("ground, UAV worth more", share(all, round -> !round.uavServes() && !round.isBest()), rounds));
        bars.add(bar("where the UAV serves", lost(all, PlayedRound::uavServes) / firstBest, lost));
        bars.add(bar("where the ground serves", lost(all, round -> !round.uavServes()) / firstBest, lost));
        return new BarChart("Allocation by " + who, "share", bars);
    }

    private static Bar bar(String name, double value, String group) {
        return new Bar(name, value, Double.NaN, Double.NaN, List.of(), group);
    }

    private static double share(List<PlayedRound> rounds, Predicate<PlayedRound> which) {
        return (double) rounds.stream().filter(which).count() / rounds.size();
    }

    private static double lost(List<PlayedRound> rounds, Predicate<PlayedRound> which) {
        return rounds.stream()
                .filter(which)
                .mapToDouble(round -> round.firstBest() - round.surplus())
                .sum();
    }
}
