package dmsb.auction.environment;

import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Round;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;
import java.util.function.Consumer;

/**
 * What a round is, for the environment and for the evaluation alike: announce, take the bids, (somebody awards,) settle,
 * go on to the next slot. A round allocates nothing.
 */
public final class AuctionHouse {
    /** The shortest warm-up in rounds: the yardsticks leave out 20 of 120. */
    private static final int SHORTEST_WARM_UP = 20;

    /** Sees no round. */
    public static final Consumer<Round> NOBODY = round -> {};

    private final Rounds rounds;
    private final BidHistory history;
    private final UavContract contract = new UavContract();
    private final Announcement announcement;
    private final Round round;

    public AuctionHouse(Rounds rounds) {
        Scenario scenario = rounds.scenario();
        this.rounds = rounds;
        history = new BidHistory(scenario.groundStations(), scenario.history());
        announcement = new Announcement(Market.conditionCount(scenario.groundStations()), history);
        round = new Round(scenario.groundStations(), scenario.uavBargainingPower());
    }

    /** The number of simulated rounds before the first scored one: every window and history is full by then. */
    static int warmUp(Scenario scenario) {
        return Math.max(SHORTEST_WARM_UP, scenario.window() + scenario.history());
    }

    /** Begins an episode, plays the warm-up at rho = 1 in sight of the seller, and opens the first scored round. */
    public void reset(SeedTree episode, Consumer<Round> witness) {
        rounds.reset(episode);
        playWarmUp(witness);
    }

    /** The same for an episode of a series. */
    public void reset(long number, SeedTree episode, Consumer<Round> witness) {
        rounds.reset(number, episode);
        playWarmUp(witness);
    }

    private void playWarmUp(Consumer<Round> witness) {
        history.clear();
        contract.clear();
        open();
        for (int t = rounds.warmUp(); t > 0; t--) {
            round.awardBy(1.0);
            settle();
            witness.accept(round);
            next();
        }
    }

    /** Closes the awarded round and writes it down. */
    public void settle() {
        round.settle(rounds.latency(round.winner()));
        history.record(round.bids(), round.estimate(), round.uavServes(), round.surplus());
        contract.add(round.estimate(), round.highest());
        rounds.serve(round.winner());
    }

    /** Goes on to the next slot and opens its round. */
    public void next() {
        rounds.advance();
        open();
    }

    private void open() {
        rounds.announce(announcement, contract);
        rounds.bids(round.bids());
        round.open(announcement, rounds.uavValue(), rounds.uavValueKnown());
    }

    public Rounds rounds() {
        return rounds;
    }

    public Announcement announcement() {
        return announcement;
    }

    public Round round() {
        return round;
    }
}
