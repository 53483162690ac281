package dmsb.auction.environment;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundObserver;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.auction.rule.observation.RelativeReward;
import dmsb.auction.rule.observation.RoundEncoder;
import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Step;
import java.util.Arrays;

/**
 * The auctions of an episode as a decision process, section 5.2. A step is a round, and action a stands for rho =
 * 10^(a/|A|). The {@link Reward} is the surplus, eq. (12a), or one's own, divided by the reward scale. {@link ObservationEncoder} describes
 * the observation, in the scenario's mode.
 *
 * <p>Bids are truthful and do not depend on rho. So once they are in, the reward of every action is known exactly, and
 * {@link Step#rewards()} holds them all. In a log without the UAV's value, the rewards of rounds that the UAV serves
 * are estimates. The scenario's {@code reveal} decides what the observation tells of past rounds.
 *
 * <p>In the modes of the others' past the observation is the view of the round's highest bidder, whose factor alone decides.
 * In a look the UAV serves whatever the action is, and all actions have its reward.
 *
 * <p>An episode begins with a warm-up of max(20, window + history) simulated rounds, which are sold at rho = 1 and not
 * scored. It is truncated, never terminated, after {@code roundsPerEpisode} steps. A step allocates nothing, unless
 * stations have views of their own. For one thread at a time.
 */
public final class AuctionEnvironment implements Environment {
    private final Rounds rounds;
    private final Scenario scenario;
    private final double rewardScale;
    private final AuctionHouse house;
    private final RoundEncoder encoder;
    private final Reward reward;
    private final ActionGrid grid;
    private int roundsLeft;

    /**
     * The environment of a simulated market.
     *
     * @param scenario the market, the grid and the mode
     * @param rewardScale what rewards are divided by, positive and finite; the mean first best makes the
     *     first best 1 on average
     * @throws IllegalArgumentException if the scale is not positive and finite
     */
    public AuctionEnvironment(Scenario scenario, double rewardScale) {
        this(new SimulatedRounds(scenario), rewardScale);
    }

    /**
     * The environment of rounds from anywhere.
     *
     * @param rounds where the rounds come from; used by this environment alone
     * @param rewardScale what rewards are divided by, positive and finite
     * @throws IllegalArgumentException if the scale is not positive and finite
     */
    public AuctionEnvironment(Rounds rounds, double rewardScale) {
        this(rounds, rewardScale, new ObservationEncoder(rounds.scenario()));
    }

    /**
     * The environment of rounds from anywhere, observed by a given encoder. An encoder with forecasts makes rewards
     * {@linkplain RelativeReward relative} to them.
     *
     * @param rounds where the rounds come from; used by this environment alone
     * @param rewardScale what rewards are divided by, positive and finite
     * @param encoder what is observed; used by this environment alone
     * @throws IllegalArgumentException if the scale is not positive and finite
     */
    public AuctionEnvironment(Rounds rounds, double rewardScale, RoundEncoder encoder) {
        this(rounds, rewardScale, encoder, Reward.SURPLUS);
    }

    /**
     * The same with a reward of one's own.
     *
     * @param rounds where the rounds come from; used by this environment alone
     * @param rewardScale what rewards are divided by, positive and finite
     * @param encoder what is observed; used by this environment alone
     * @param reward what is learned for; used by this environment alone
     * @throws IllegalArgumentException if the scale is not positive and finite
     */
    public AuctionEnvironment(Rounds rounds, double rewardScale, RoundEncoder encoder, Reward reward) {
        Require.positive("rewardScale", rewardScale);
        this.rounds = rounds;
        this.scenario = rounds.scenario();
        this.rewardScale = rewardScale;
        this.house = new AuctionHouse(rounds);
        this.encoder = encoder;
        this.reward = reward;
        this.grid = ActionGrid.of(scenario);
    }

    /**
     * The market.
     *
     * @return the scenario
     */
    public Scenario scenario() {
        return scenario;
    }

    /**
     * What rewards are divided by.
     *
     * @return the scale
     */
    public double rewardScale() {
        return rewardScale;
    }

    @Override
    public int observationSize() {
        return encoder.size();
    }

    @Override
    public int actionCount() {
        return grid.size();
    }

    /**
     * Whether an action can change later rewards: only where slots have a length, so that a winner's backlog slows it down.
     * Everywhere else the reward of each action in each later round is the same whatever was done.
     *
     * <p>Actions matter there all the same, for information. The UAV's value is revealed only where it serves, so a high
     * rho buys a better observation of the next rounds. This method says nothing of it, and a learner with discount 0
     * does not plan for it. {@link Step#otherObservation} is what a learner that plans needs.
     *
     * @return true iff an award can change later rounds, in the simulator where {@code slotSeconds} is above 0
     */
    @Override
    public boolean actionsMoveState() {
        return rounds.awardsMoveState();
    }

    /**
     * Whether the next observation of every action is known. It depends on who serves: the UAV, or the station that bids
     * highest. It differs in the last round's entries and in the forecasts. What is announced is the same.
     *
     * @return false only where an award moves what is announced
     */
    @Override
    public boolean tellsOtherStates() {
        return !rounds.awardsMoveAnnouncement();
    }

    @Override
    public void reset(SeedTree episode, float[] observation) {
        house.reset(episode, RoundObserver.NONE);
        roundsLeft = scenario.roundsPerEpisode();
        observe(observation);
    }

    @Override
    public void step(int action, Step step) {
        if (roundsLeft == 0) {
            throw new IllegalStateException("step: expected reset after the end of an episode");
        }
        Require.within("action", action, 0, grid.size() - 1);
        HindsightRound hindsight = house.round();
        Round round = hindsight.round();
        double[] rewards = step.rewards();
        double divisor = RelativeReward.divisor(encoder.level(), rewardScale);
        int winning = encoder.isLook() ? 0 : grid.soldBelow(round);
        if (reward == Reward.SURPLUS) {
            double uavSurplus = RelativeReward.uavSurplus(hindsight.uavWorth(), encoder.uavOptimism());
            Arrays.fill(rewards, 0, winning, round.highest() / divisor);
            Arrays.fill(rewards, winning, rewards.length, uavSurplus / divisor);
        } else {
            writeRewards(hindsight, winning, divisor, rewards);
        }
        if (encoder.isLook()) {
            round.awardAsLook();
        } else {
            round.awardBy(grid.rho(action));
        }
        house.settle(RoundObserver.NONE);
        house.next();
        roundsLeft--;
        step.set(rewards[action], false, roundsLeft == 0);
        double otherLevel = 0;
        if (step.hasOther()) {
            house.showOther(true);
            observe(step.otherObservation());
            otherLevel = encoder.level();
            house.showOther(false);
        }
        observe(step.observation());
        step.setOther(
                winning,
                RelativeReward.divisor(encoder.level(), rewardScale) / divisor,
                RelativeReward.divisor(otherLevel, rewardScale) / divisor);
    }

    private void writeRewards(HindsightRound hindsight, int winning, double divisor, double[] rewards) {
        int leader = hindsight.round().leader();
        double groundDelay = rounds.latency(leader);
        double uavDelay = rounds.latency(0);
        for (int a = 0; a < rewards.length; a++) {
            boolean ground = a < winning;
            rewards[a] =
                    reward.of(hindsight, grid.rho(a), ground ? leader : 0, ground ? groundDelay : uavDelay) / divisor;
        }
    }

    private void observe(float[] observation) {
        encoder.encode(house.announcement(), house.round().round(), observation);
    }
}
