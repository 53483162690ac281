package dmsb.auction.environment;

import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundObserver;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;

/**
 * Holds the rounds of an episode, for the environment and for evaluations alike: announce, take the bids, (somebody awards,)
 * settle, go on to the next slot. A round allocates nothing. For one thread at a time.
 */
public final class AuctionHouse {
    /** The shortest warm-up in rounds: the yardsticks leave out 20 of 120. */
    private static final int SHORTEST_WARM_UP = 20;

    private final Rounds rounds;
    private final Ledger ledger;
    private final UavContract contract = new UavContract();
    private final Round round;
    private final HindsightRound hindsight;
    private boolean lastUavServed;
    private double lastUavValue;

    /**
     * A house for rounds from anywhere.
     *
     * @param rounds where the rounds come from; used by this house alone
     */
    public AuctionHouse(Rounds rounds) {
        this(rounds, RoundTerms.of(rounds.scenario()));
    }

    private AuctionHouse(Rounds rounds, RoundTerms terms) {
        this.rounds = rounds;
        ledger = new Ledger(terms);
        round = new Round(terms);
        hindsight = new HindsightRound(round, terms);
    }

    /**
     * A house of the same rounds in which v_0 of a round that the UAV served is revealed before the next one.
     *
     * @return a new house; not to be used at the same time as this one
     */
    public AuctionHouse withEverythingRevealed() {
        return new AuctionHouse(rounds, ledger.terms().withReveal(Reveal.SERVED, 0));
    }

    /**
     * The number of simulated rounds before the first scored one: every window and history is full by then.
     *
     * @param scenario the market
     * @return how many
     */
    public static int warmUp(Scenario scenario) {
        return Math.max(SHORTEST_WARM_UP, scenario.window() + scenario.history());
    }

    /**
     * Begins an episode, plays the warm-up at rho = 1, and opens the first scored round.
     *
     * @param episode the source of all the episode's randomness
     * @param witness sees the rounds of the warm-up
     */
    public void reset(SeedTree episode, RoundObserver witness) {
        rounds.reset(episode);
        playWarmUp(witness);
    }

    /**
     * The same for an episode of a series.
     *
     * @param number the number in the series, at least 0
     * @param episode the source of all the episode's randomness
     * @param witness sees the rounds of the warm-up
     */
    public void reset(long number, SeedTree episode, RoundObserver witness) {
        rounds.reset(number, episode);
        playWarmUp(witness);
    }

    private void playWarmUp(RoundObserver witness) {
        ledger.clear();
        contract.clear();
        open();
        for (int t = rounds.warmUp(); t > 0; t--) {
            round.awardBy(1.0);
            settle(witness);
            next();
        }
    }

    /**
     * Closes the awarded round and writes it down.
     *
     * @param observer sees it
     */
    public void settle(RoundObserver observer) {
        hindsight.settle(rounds.latency(round.winner()));
        lastUavServed = round.uavServes();
        lastUavValue = hindsight.uavValueKnown() ? hindsight.uavValue() : Double.NaN;
        ledger.settle(round, lastUavValue);
        ledger.tell(observer);
        contract.add(round.estimate(), round.highest());
        rounds.serve(round.winner());
    }

    /** Goes on to the next slot and opens its round. */
    public void next() {
        rounds.advance();
        open();
    }

    private void open() {
        rounds.announce(ledger.announcement(), contract);
        ledger.begin(round);
        rounds.bids(round.bids());
        round.openWithMissing();
        hindsight.open(rounds.uavValue(), rounds.uavValueKnown());
    }

    /**
     * Makes the past of the open round look as it would, had the other side served in the round before, or again as it was.
     * What is announced does not depend on who served, unless {@link Rounds#awardsMoveAnnouncement}.
     *
     * @param other whether to look as if the other side had served
     */
    void showOther(boolean other) {
        ledger.show(lastUavServed != other, lastUavValue);
    }

    /**
     * Where the rounds come from.
     *
     * @return the source itself; not to be moved
     */
    public Rounds rounds() {
        return rounds;
    }

    /**
     * What is known before the bids of the open round.
     *
     * @return the announcement itself
     */
    public Announcement announcement() {
        return ledger.announcement();
    }

    /**
     * The open round.
     *
     * @return the round itself, with hindsight
     */
    public HindsightRound round() {
        return hindsight;
    }
}
