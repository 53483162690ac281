package dmsb.experiments.audit;

import dmsb.auction.environment.AuctionHouse;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.RuleSeller;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Round;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Step;
import java.util.Arrays;

/**
 * The horizon as station 1 sees it: it observes, bids by a line of the menu, and is rewarded by its utility. The others
 * bid the truth. For one thread at a time.
 */
final class ManipulationEnvironment implements Environment {
    private final Scenario scenario;
    private final RuleSeller seller;
    private final Information information;
    private final double rewardScale;
    private final AuctionHouse house;
    private final StationView view;
    private final double[] values;
    private int roundsLeft;

    /** Plays against a seller on a market; rewards are divided by the scale. */
    ManipulationEnvironment(Scenario scenario, RuleSeller seller, Information information, double rewardScale) {
        this.scenario = scenario;
        this.seller = seller;
        this.information = information;
        this.rewardScale = rewardScale;
        this.house = new AuctionHouse(new SimulatedRounds(scenario));
        this.view = new StationView(scenario, information);
        this.values = new double[scenario.groundStations()];
    }

    @Override
    public int observationSize() {
        return view.size();
    }

    @Override
    public int actionCount() {
        return MenuStrategy.menu();
    }

    @Override
    public boolean actionsMoveState() {
        return true;
    }

    @Override
    public void reset(SeedTree episode, float[] observation) {
        seller.reset(episode.child("seller").stream());
        house.reset(episode, seller);
        roundsLeft = scenario.roundsPerEpisode();
        fix(observation);
    }

    private void fix(float[] observation) {
        Round round = house.round().round();
        System.arraycopy(round.bids(), 0, values, 0, values.length);
        seller.fix(house.announcement(), round.number());
        view.write(house.announcement(), values, 1, seller.factor(house.announcement(), 1), observation);
    }

    @Override
    public void step(int action, Step step) {
        if (roundsLeft == 0) {
            throw new IllegalStateException("step: expected reset after the end of an episode");
        }
        Round round = house.round().round();
        double rho = seller.factor(house.announcement(), 1);
        round.bids()[0] = MenuStrategy.bid(action, information, house.announcement(), values, 1, rho);
        round.reopen();
        seller.award(house.announcement(), round);
        double reward = round.winner() == 1 ? (values[0] - round.price()) / rewardScale : 0.0;
        Arrays.fill(
                step.rewards(), reward); // only what was done is known; a learner from executed actions reads no other
        house.settle(seller);
        house.next();
        roundsLeft--;
        step.set(reward, false, roundsLeft == 0);
        fix(step.observation());
    }
}
