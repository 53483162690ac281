package dmsb.auction.round;

import dmsb.auction.market.Reveal;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The record of one market's rounds. It numbers the rounds, keeps open and settled ones, and decides when a rule sees a
 * revealed value of the UAV. The simulator and embedding programs use the same class, so a rule sees the same past in
 * both.
 *
 * <p>What a rule sees depends on round numbers, not on the time of arrival. A rule sees v_0 of round t when the rho of
 * round t + 1 + revealLag is fixed. If v_0 is revealed later, the rule sees it when the next rho is fixed. A
 * settlement, a revelation or a cancellation changes no rho that is already posted.
 *
 * <p>For one thread at a time. A handle of a round may be used on any thread; a second thread at the same time is
 * refused.
 */
public final class Ledger implements Checkpointed {
    /** The time from when all was forgotten to when it is again. Only which one it is counts. */
    static final class Era {}

    /**
     * How many of the rounds that wait for the UAV's value are kept in the book at the least; a handle of an older one works all
     * the same. Those that the history still reaches are kept in any case: how many there are is for bids to decide, and what a
     * restart forgets is not.
     */
    private static final int AWAITED = 64;

    private final RoundTerms terms;
    private final BidHistory history;
    private final Announcement announcement;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, Posted> open = new TreeMap<>();
    private final List<Round> unseen = new ArrayList<>(); // settled, and not observed yet
    private final ArrayDeque<Settlement> awaited = new ArrayDeque<>(); // settled, and v_0 is to be revealed
    private long next;
    private Era era = new Era(); // another one whenever all is forgotten: a handle of an earlier era is of no use

    // Values that are revealed and not to be seen yet, with the numbers of their rounds.
    private long[] hiddenNumbers = new long[8];
    private double[] hiddenValues = new double[8];
    private int hidden;

    /**
     * A book without rounds.
     *
     * @param terms the terms of the market's rounds
     */
    public Ledger(RoundTerms terms) {
        this.terms = terms;
        this.history = new BidHistory(terms);
        this.announcement = new Announcement(terms.conditionCount(), history);
    }

    /**
     * The terms of the rounds.
     *
     * @return the terms
     */
    public RoundTerms terms() {
        return terms;
    }

    /**
     * What is announced before the bids of the next round, the past rounds with it.
     *
     * @return the announcement itself, to be filled before each round; a round copies what it needs
     */
    public Announcement announcement() {
        return announcement;
    }

    /**
     * The number of the next round.
     *
     * @return how many rounds have begun
     */
    public long next() {
        return next;
    }

    /** Forgets all rounds and begins to count anew. Handles of rounds before are of no use any more. */
    public void clear() {
        era = new Era();
        history.clear();
        open.clear();
        unseen.clear();
        awaited.clear();
        hidden = 0;
        next = 0;
    }

    /**
     * Begins the next round: it is given its number and what is announced. For whoever holds rounds without handles, as the
     * simulator does.
     *
     * @param round the room for it. Modified.
     */
    public void begin(Round round) {
        round.announce(next, announcement);
        next++;
    }

    /**
     * Enters an awarded round. For whoever holds rounds without handles.
     *
     * @param round the round; kept until it has been observed and its value seen. Modified if the value is seen at once.
     * @param uavValue v_0 if it is revealed with the settlement, NaN if it is not
     */
    public void settle(Round round, double uavValue) {
        boolean revealed = isSeen(round.uavServes(), uavValue);
        if (revealed && terms.revealLag() == 0) {
            round.reveal(uavValue);
        } else if (revealed) {
            hide(round, uavValue);
        }
        history.record(round);
        unseen.add(round);
    }

    /**
     * Makes the past look as if this side had served in the last round: the UAV, or the station that bid highest. For an
     * environment that tells what other actions lead to.
     *
     * @param uav whether the UAV is to have served
     * @param uavValue v_0 of that round, NaN if it is not known
     */
    public void show(boolean uav, double uavValue) {
        boolean revealed = isSeen(uav, uavValue) && terms.revealLag() == 0;
        double known = revealed ? uavValue : history.estimate(0);
        history.setLast(uav, revealed, uav ? terms.worth(known) : history.bid(0, 0));
    }

    private boolean isSeen(boolean uavServed, double uavValue) {
        return terms.reveal() == Reveal.SERVED && uavServed && !Double.isNaN(uavValue);
    }

    private void hide(Round round, double uavValue) {
        if (hidden == hiddenValues.length) {
            hiddenNumbers = Arrays.copyOf(hiddenNumbers, 2 * hidden);
            hiddenValues = Arrays.copyOf(hiddenValues, 2 * hidden);
        }
        hiddenNumbers[hidden] = round.number();
        hiddenValues[hidden++] = uavValue;
    }

    /** Enters an awarded round whose value may be revealed by its handle. */
    void settle(Round round, Settlement settlement) {
        settle(round, Double.NaN);
        if (round.uavServes() && terms.reveal() == Reveal.SERVED) {
            awaited.addLast(settlement);
            while (awaited.size() > AWAITED && awaited.getFirst().number() < next - terms.history()) {
                awaited.removeFirst();
            }
        }
    }

    /** Takes note of the value of a settled round that the UAV served. */
    void reveal(Settlement settlement, Round round, double uavValue) {
        awaited.remove(settlement);
        if (isSeen(round.uavServes(), uavValue)) {
            hide(round, uavValue);
            showWhatIsDue();
        }
    }

    private void showWhatIsDue() {
        int left = 0;
        for (int i = 0; i < hidden; i++) {
            if (next - 1 - hiddenNumbers[i] >= terms.revealLag()) {
                show(hiddenNumbers[i], hiddenValues[i]);
            } else {
                hiddenNumbers[left] = hiddenNumbers[i];
                hiddenValues[left++] = hiddenValues[i];
            }
        }
        hidden = left;
    }

    private void show(long number, double uavValue) {
        history.reveal(number, uavValue);
        for (Round round : unseen) {
            if (round.number() == number) {
                round.reveal(uavValue);
            }
        }
    }

    /**
     * Makes what is due part of the past, and shows the rounds that were settled since the last time, in the order of their
     * numbers.
     *
     * @param observer is shown the rounds
     */
    public void tell(RoundObserver observer) {
        if (hidden > 0) {
            showWhatIsDue();
        }
        if (unseen.size() > 1) {
            unseen.sort(Comparator.comparingLong(Round::number));
        }
        int shown = 0;
        try {
            while (shown < unseen.size()) {
                observer.observe(unseen.get(shown++)); // once, even if the observer fails
            }
        } finally {
            if (shown == unseen.size()) {
                unseen.clear();
            } else {
                unseen.subList(0, shown).clear();
            }
        }
    }

    /**
     * Posts the next round.
     *
     * @param auctionId the caller's id of it, may be empty
     * @param factors the price scaling factors
     * @param pricedBy what has set them
     * @param listener is told, and names who follows the round on. What it throws is passed on, and nothing is posted.
     * @return the posted round
     * @throws IllegalArgumentException if the factors are of another number of stations; nothing is posted then
     */
    public Posted post(String auctionId, Factors factors, PricedBy pricedBy, AuctionListener listener) {
        Round round = new Round(terms);
        round.announce(next, announcement);
        Posted posted = new Posted(this, round, auctionId, factors, pricedBy);
        open.put(next, posted);
        next++; // before the listener is told, who may go on with the round, or with the next one
        try {
            posted.followWith(listener.onPosted(announcement, posted));
        } catch (RuntimeException | Error e) {
            withdraw(posted);
            throw e;
        }
        return posted;
    }

    /** Takes an open round back whose listener has failed; its number is given again unless there are later ones. */
    private void withdraw(Posted posted) {
        if (open.remove(posted.number()) != null) {
            posted.withdraw();
            next = next == posted.number() + 1 ? posted.number() : next;
        }
    }

    /** What tells the rounds since all was last forgotten from those before. */
    Era era() {
        return era;
    }

    /** Takes a round off those that are open. */
    void close(Posted posted) {
        open.remove(posted.number());
    }

    /**
     * The posted rounds that are neither settled nor cancelled.
     *
     * @return their handles in the order of their numbers, a copy
     */
    public List<Posted> open() {
        return List.copyOf(open.values());
    }

    /**
     * The settled rounds that the UAV served and whose value is to be revealed.
     *
     * @return their settlements in the order in which they were settled, a copy: the last {@value #AWAITED}, and all that the
     *     history reaches; none where values are never revealed
     */
    public List<Settlement> awaiting() {
        return List.copyOf(awaited);
    }

    /**
     * Keeps other threads away until {@link #leave}. The thread that is inside may enter again.
     *
     * @throws IllegalStateException if another thread is inside
     */
    public void enter() {
        if (!lock.tryLock()) {
            throw new IllegalStateException(
                    "auctioneer: expected one thread at a time, got a second one: every market needs its own auctioneer");
        }
    }

    /** Lets other threads in again. */
    public void leave() {
        lock.unlock();
    }

    @Override
    public void save(StateWriter state) {
        state.putText("terms", terms.toString());
        state.put("next", next);
        state.put("announcement", announcement);
        state.put("history", history);
        state.put("hiddenNumbers", Arrays.copyOf(hiddenNumbers, hidden));
        state.put("hiddenValues", Arrays.copyOf(hiddenValues, hidden));
        state.put("hidden", (long) hidden);
        state.put("unseen", (long) unseen.size());
        for (int i = 0; i < unseen.size(); i++) {
            state.put("unseen" + i, unseen.get(i));
        }
        state.put("open", (long) open.size());
        int i = 0;
        for (Posted posted : open.values()) {
            posted.save(state.under("open" + i++));
        }
        state.put("awaited", (long) awaited.size());
        i = 0;
        for (Settlement settlement : awaited) {
            settlement.save(state.under("awaited" + i++));
        }
    }

    @Override
    public void restore(StateReader state) {
        restore(state, AuctionListener.NONE);
    }

    /**
     * Takes up a state that a book on the same terms has saved.
     *
     * @param state the state
     * @param listener is told of the rounds that are under way
     * @throws IllegalArgumentException if something is missing or does not fit; this book is then in no state to be used
     */
    public void restore(StateReader state, AuctionListener listener) {
        if (!state.text("terms").equals(terms.toString())) {
            throw new IllegalArgumentException(
                    "terms: expected " + terms + ", got a market with " + state.text("terms"));
        }
        clear();
        next = state.wholeNumber("next");
        state.restore("announcement", announcement);
        state.restore("history", history);
        hidden = state.wholeNumber("hidden", 0, Integer.MAX_VALUE - 8);
        hiddenNumbers = Arrays.copyOf(state.longs("hiddenNumbers", hidden), hidden + 8);
        hiddenValues = Arrays.copyOf(state.doubles("hiddenValues", hidden), hidden + 8);
        int unseenCount = state.wholeNumber("unseen", 0, Integer.MAX_VALUE);
        for (int i = 0; i < unseenCount; i++) {
            Round round = new Round(terms);
            state.restore("unseen" + i, round);
            unseen.add(round);
        }
        int count = state.wholeNumber("open", 0, Integer.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            Posted posted = Posted.restored(this, state.under("open" + i), listener);
            open.put(posted.number(), posted);
        }
        int awaitedCount = state.wholeNumber("awaited", 0, Integer.MAX_VALUE);
        for (int i = 0; i < awaitedCount; i++) {
            awaited.addLast(
                    Posted.restored(this, state.under("awaited" + i), listener).settledBefore());
        }
    }
}
