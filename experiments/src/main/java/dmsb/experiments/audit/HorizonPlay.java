package dmsb.experiments.audit;

import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.evaluation.RuleSeller;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.SeedTree;
import org.jspecify.annotations.Nullable;

/** Whole episodes of a market of one task. What a rule learns as it plays begins anew with every play. */
final class HorizonPlay implements StrategyPlay {
    private final Seller seller;
    private final @Nullable SavedState untouched;
    private final Scenario scenario;
    private final SeedTree seeds;
    private final int episodes;

    /**
     * A market in which the way of selling has not played yet.
     *
     * @param seller the way of selling; it plays
     * @param scenario the market
     * @param seeds the seeds of the episodes
     * @param episodes how many, at least 1
     */
    HorizonPlay(Seller seller, Scenario scenario, SeedTree seeds, int episodes) {
        this(
                seller,
                seller instanceof RuleSeller posting ? SavedState.of(posting.rule()) : null,
                scenario,
                seeds,
                episodes);
    }

    private HorizonPlay(
            Seller seller, @Nullable SavedState untouched, Scenario scenario, SeedTree seeds, int episodes) {
        this.seller = seller;
        this.untouched = untouched;
        this.scenario = scenario;
        this.seeds = seeds;
        this.episodes = episodes;
    }

    @Override
    public HorizonPlay branch(String name) {
        return new HorizonPlay(seller, untouched, scenario, seeds.child(name), episodes);
    }

    /** Makes the rule, if there is one, what it was before it played. */
    void forget() {
        if (untouched != null && seller instanceof RuleSeller posting) {
            untouched.restoreTo(posting.rule());
        }
    }

    @Override
    public PlayedEpisodes with(BidStrategy strategy, int manipulators) {
        forget();
        ManipulatedSeller play =
                new ManipulatedSeller(seller, strategy, manipulators, scenario.groundStations(), episodes);
        new Evaluation(scenario, seeds).run(play, episodes);
        return play.played();
    }

    /** What comes of it if the UAV declares a multiple of its estimate in every round. */
    UavDeclaration.UavMeans declaring(double multiple, SeedTree from) {
        forget();
        double[] paid = new double[episodes];
        EpisodeMeans means = new Evaluation(new DeclaredRounds(new SimulatedRounds(scenario), multiple), from)
                .run(seller, 0, episodes, (episode, index, market, round) -> {
                    if (round.round().uavServes()) {
                        paid[episode] += round.round().price();
                    }
                });
        double[] profit = means.of(Metric.UAV_SURPLUS);
        for (int e = 0; e < episodes; e++) {
            profit[e] = profit[e] / scenario.uavBargainingPower() - paid[e] / scenario.roundsPerEpisode();
        }
        return new UavDeclaration.UavMeans(profit, means.of(Metric.SURPLUS));
    }

    @Override
    public int stations() {
        return scenario.groundStations();
    }

    @Override
    public SeedTree seeds() {
        return seeds;
    }
}
