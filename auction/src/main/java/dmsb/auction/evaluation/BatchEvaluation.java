package dmsb.auction.evaluation;

import dmsb.auction.environment.AuctionHouse;
import dmsb.auction.environment.HindsightRound;
import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.RoundObserver;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.auction.rule.observation.RoundEncoder;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * An evaluation that plays several episodes at once, so that a policy or a model decides for all of them in one batch.
 * Its means equal those of {@link Evaluation} bit for bit. An episode depends only on its seed and its actions, and a
 * row of a batch only on itself. For one thread at a time.
 */
public final class BatchEvaluation {
    /** Episodes side by side: enough for large matrix products, few enough for two threads to share 300 evenly. */
    static final int WIDTH = 32;

    private final Scenario scenario;
    private final SeedTree episodes;
    private final RoundEncoder encoder;
    private final ActionGrid grid;
    private final List<AuctionHouse> houses = new ArrayList<>();
    private final float[] observation;
    private final float[] observations;
    private final RandomStream[] streams;
    private final int[] actions = new int[WIDTH];
    private final Announcement[] announcements = new Announcement[WIDTH];
    private final double[] rhos = new double[WIDTH];
    private final boolean[] looks = new boolean[WIDTH];

    /**
     * An evaluation on a market.
     *
     * @param scenario the market, the grid and the mode
     * @param seeds the source of the episodes, with the same meaning as for {@link Evaluation}
     */
    public BatchEvaluation(Scenario scenario, SeedTree seeds) {
        this(() -> new SimulatedRounds(scenario), seeds);
    }

    /**
     * An evaluation on rounds from anywhere.
     *
     * @param rounds makes a source of rounds, one for each of the episodes side by side
     * @param seeds the source of the episodes and of what policies draw
     */
    public BatchEvaluation(Supplier<? extends Rounds> rounds, SeedTree seeds) {
        this(rounds, seeds, Optional.empty());
    }

    /**
     * An evaluation of policies that observe more than a scenario says, such as forecasts.
     *
     * @param rounds makes a source of rounds, one for each of the episodes side by side
     * @param seeds the source of the episodes and of what policies draw
     * @param encoder what policies observe; used by this evaluation alone
     */
    public BatchEvaluation(Supplier<? extends Rounds> rounds, SeedTree seeds, RoundEncoder encoder) {
        this(rounds, seeds, Optional.of(encoder));
    }

    private BatchEvaluation(Supplier<? extends Rounds> rounds, SeedTree seeds, Optional<RoundEncoder> policiesEncoder) {
        for (int i = 0; i < WIDTH; i++) {
            AuctionHouse house = new AuctionHouse(rounds.get());
            houses.add(house);
            announcements[i] = house.announcement();
        }
        this.scenario = houses.get(0).rounds().scenario();
        this.episodes = seeds.child("episode");
        this.encoder = policiesEncoder.orElseGet(() -> new ObservationEncoder(scenario));
        this.grid = ActionGrid.of(scenario);
        this.observation = new float[encoder.size()];
        this.observations = new float[WIDTH * observation.length];
        this.streams = new RandomStream[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            streams[i] = seeds.stream();
        }
    }

    /**
     * Plays a range of episodes.
     *
     * @param policy the policy, of the scenario's shape
     * @param first the number of the first episode
     * @param count how many episodes, at least 1
     * @return the means per episode
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    public EpisodeMeans run(Policy policy, int first, int count) {
        return playAll(width -> decide(policy, width), first, count);
    }

    /**
     * Plays a range of episodes with a rule that prices the rounds of all of them at once, as it does in a {@link
     * dmsb.auction.BatchAuctioneer}.
     *
     * @param rule a rule whose rho is a function of the announcement alone, as that of a {@link
     *     dmsb.auction.rule.PricingModel} is
     * @param first the number of the first episode
     * @param count how many episodes, at least 1
     * @return the means per episode
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    public EpisodeMeans run(PostedRule rule, int first, int count) {
        Arrays.fill(looks, false);
        return playAll(width -> rule.rhos(announcements, width, rhos), first, count);
    }

    private EpisodeMeans playAll(IntConsumer pricing, int first, int count) {
        Require.atLeast("episodes", count, 1);
        EpisodeSums sums = new EpisodeSums(count, grid);
        for (int start = 0; start < count; start += WIDTH) {
            play(pricing, first + start, Math.min(WIDTH, count - start), sums, start);
        }
        return sums.means(scenario.roundsPerEpisode());
    }

    private void play(IntConsumer pricing, int first, int width, EpisodeSums sums, int firstSum) {
        for (int i = 0; i < width; i++) {
            SeedTree episode = episodes.child(first + i);
            streams[i] = episode.child("seller").stream();
            houses.get(i).reset(first + i, episode, RoundObserver.NONE);
        }
        for (int t = 0; t < scenario.roundsPerEpisode(); t++) {
            for (int i = 0; i < width; i++) {
                if (t > 0) {
                    houses.get(i).next();
                }
            }
            pricing.accept(width);
            for (int i = 0; i < width; i++) {
                HindsightRound round = houses.get(i).round();
                if (looks[i]) {
                    round.round().awardAsLook();
                } else {
                    round.round().awardBy(rhos[i]);
                }
                houses.get(i).settle(RoundObserver.NONE);
                sums.add(firstSum + i, round);
            }
        }
    }

    private void decide(Policy policy, int width) {
        for (int i = 0; i < width; i++) {
            AuctionHouse house = houses.get(i);
            encoder.encode(house.announcement(), house.round().round(), observation);
            looks[i] = encoder.isLook();
            System.arraycopy(observation, 0, observations, i * observation.length, observation.length);
        }
        policy.act(width, observations, streams, actions);
        for (int i = 0; i < width; i++) {
            rhos[i] = grid.rho(actions[i]);
        }
    }
}
