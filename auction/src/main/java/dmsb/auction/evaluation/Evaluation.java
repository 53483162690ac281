package dmsb.auction.evaluation;

import dmsb.auction.environment.AuctionHouse;
import dmsb.auction.environment.HindsightRound;
import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;

/**
 * Plays a {@link Seller} through episodes and averages every {@link Metric} over the scored rounds of each episode.
 *
 * <p>Episode e uses branch {@code episode/e} of the seeds; the seller draws from the branch {@code seller} below it.
 * Two evaluations with equal seeds see the same markets, whichever sellers they play. There is one exception: where
 * slots have a length, the winner's backlog changes the later latencies. A round allocates nothing. For one thread at a
 * time.
 */
public final class Evaluation {
    static final RoundListener NOBODY = (episode, index, rounds, round) -> {};

    private final Scenario scenario;
    private final SeedTree episodes;
    private final AuctionHouse house;
    private final ActionGrid grid;

    /**
     * An evaluation on a simulated market.
     *
     * @param scenario the market
     * @param seeds the source of the episodes
     */
    public Evaluation(Scenario scenario, SeedTree seeds) {
        this(new SimulatedRounds(scenario), seeds);
    }

    /**
     * An evaluation on rounds from anywhere.
     *
     * @param rounds where the rounds come from; used by this evaluation alone
     * @param seeds the source of the episodes and of what sellers draw
     */
    public Evaluation(Rounds rounds, SeedTree seeds) {
        this(seeds.child("episode"), new AuctionHouse(rounds));
    }

    private Evaluation(SeedTree episodes, AuctionHouse house) {
        this.scenario = house.rounds().scenario();
        this.episodes = episodes;
        this.house = house;
        this.grid = ActionGrid.of(scenario);
    }

    /**
     * The same episodes for a rule's training: whatever the scenario says of it, the UAV's value of a round that it served is
     * revealed before the next one. Not to be used at the same time as this evaluation, whose rounds it plays.
     *
     * @return the evaluation
     */
    public Evaluation withEverythingRevealed() {
        return new Evaluation(episodes, house.withEverythingRevealed());
    }

    /**
     * Where the rounds come from.
     *
     * @return the source itself; not to be moved
     */
    public Rounds rounds() {
        return house.rounds();
    }

    /**
     * Plays episodes 0 to {@code count} - 1.
     *
     * @param seller the way of selling
     * @param count how many episodes, at least 1
     * @return the means per episode
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    public EpisodeMeans run(Seller seller, int count) {
        return run(seller, 0, count, NOBODY);
    }

    /**
     * Plays a range of episodes.
     *
     * @param seller the way of selling
     * @param first the number of the first episode
     * @param count how many episodes, at least 1
     * @param listener sees every scored round
     * @return the means per episode
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    public EpisodeMeans run(Seller seller, int first, int count, RoundListener listener) {
        Require.atLeast("episodes", count, 1);
        EpisodeSums sums = new EpisodeSums(count, grid);
        HindsightRound round = house.round();
        for (int e = 0; e < count; e++) {
            SeedTree episode = episodes.child(first + e);
            seller.reset(episode.child("seller").stream());
            house.reset(first + e, episode, seller);
            for (int t = 0; t < scenario.roundsPerEpisode(); t++) {
                if (t > 0) {
                    house.next();
                }
                seller.sell(house.announcement(), round);
                house.settle(seller);
                listener.onRound(first + e, t, house.rounds(), round);
                sums.add(e, round);
            }
        }
        return sums.means(scenario.roundsPerEpisode());
    }

    /**
     * The mean first best of a market: the scale by which rewards are divided.
     *
     * @param scenario the market
     * @param seeds the source of the episodes
     * @param count how many episodes, at least 1
     * @return E[max(zeta v_0, v_[1])], estimated
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    public static double meanFirstBest(Scenario scenario, SeedTree seeds, int count) {
        return new Evaluation(scenario, seeds).meanFirstBest(count);
    }

    /**
     * The mean first best of the first episodes: the scale by which rewards are divided.
     *
     * @param count how many episodes, at least 1
     * @return E[max(zeta v_0, v_[1])], estimated
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    public double meanFirstBest(int count) {
        return run(Sellers.firstBest(), count).mean(Metric.FIRST_BEST);
    }
}
