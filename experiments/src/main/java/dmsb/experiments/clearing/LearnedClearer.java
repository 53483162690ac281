package dmsb.experiments.clearing;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clears rows by a model. The rounds of a market price one another, so they go one by one; those of different markets do
 * not, so they go side by side: rows are held until there are {@value #WINDOW}, then the first rounds of all markets among
 * them are priced in one pass, then the second ones, and so on. Where a row tells the UAV's value it is revealed if the UAV
 * serves it. A decision does not depend on those beside it, so outcomes do not depend on where a window ends. Memory is that of
 * a window and of the market that goes on after it; of interleaved markets, that of all of them.
 */
final class LearnedClearer<T> implements RowClearer<T> {
    /** The most rows that are held. */
    static final int WINDOW = 8192;

    /** A market among the rows: what it remembers, and which of the rows are its. */
    private static final class Market {
        private final Auctioneer auctioneer;
        private final Places places = new Places();
        private int next;

        Market(Auctioneer auctioneer) {
            this.auctioneer = auctioneer;
        }

        boolean hasNext() {
            return next < places.size();
        }

        int place() {
            return places.get(next);
        }

        /** Forgets the rows of the window, not what was learned from them. */
        void beginWindow() {
            places.clear();
            next = 0;
        }
    }

    /** Row numbers, without an object for each. */
    private static final class Places {
        private int[] places = new int[4];
        private int size;

        void add(int place) {
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
            }
            places[size++] = place;
        }

        int get(int i) {
            return places[i];
        }

        int size() {
            return size;
        }

        boolean isEmpty() {
            return size == 0;
        }

        void clear() {
            size = 0;
        }
    }

    private final LogRow row;
    private final Outcomes<T> outcomes;
    private final MarketPosting posting;
    private final int groundStations;
    private final boolean varies;

    private final List<T> ids = new ArrayList<>();
    private final double[] bids;
    private final boolean[] invited;
    private final double[] estimates = new double[WINDOW];
    private final double[] contracts = new double[WINDOW];
    private final double[] uavValues = new double[WINDOW];
    private final double[] rowConditions;
    private final int conditionCount;
    private final double[] rhos = new double[WINDOW];
    private final int[] winners = new int[WINDOW];
    private final double[] prices = new double[WINDOW];

    /** Whether the rows of markets may stand between one another: all markets are then kept. */
    private final boolean interleaved;

    /** The markets by their texts; empty unless they are interleaved. */
    private final Map<List<String>, Market> known = new HashMap<>();

    /** The market of the row before, whose next row may come in the next window; null before the first row. */
    private @Nullable Market current;

    /** The markets that have a row in the window, in the order of their first. */
    private final List<Market> markets = new ArrayList<>();

    // A pass: at most one round of every market.
    private final Market[] playing = new Market[WINDOW];
    private final Auctioneer[] auctioneers = new Auctioneer[WINDOW];
    private final Posted[] posted = new Posted[WINDOW];
    private final double[] roundBids;
    private final double[] oneRoundsConditions;

    LearnedClearer(LogRow row, Scenario scenario, MarketPosting posting, boolean interleaved, Outcomes<T> outcomes) {
        this.interleaved = interleaved;
        this.row = row;
        this.outcomes = outcomes;
        RoundTerms terms = RoundTerms.of(scenario);
        this.groundStations = terms.groundStations();
        this.varies = terms.stations().vary();
        this.posting = posting;
        this.conditionCount = terms.conditionCount();
        this.bids = new double[WINDOW * groundStations];
        this.invited = new boolean[bids.length];
        this.roundBids = new double[groundStations];
        this.oneRoundsConditions = new double[conditionCount];
        this.rowConditions = new double[WINDOW * conditionCount];
    }

    @Override
    public ClearingRow row() {
        return row;
    }

    @Override
    public void clear(T id) {
        Market market = marketOfRow();
        if (market.places.isEmpty()) {
            markets.add(market);
        }
        int place = ids.size();
        market.places.add(place);
        ids.add(id);
        System.arraycopy(row.bids(), 0, bids, place * groundStations, groundStations);
        System.arraycopy(row.invited(), 0, invited, place * groundStations, groundStations);
        estimates[place] = row.estimate();
        contracts[place] = row.contract();
        uavValues[place] = row.uavValue();
        System.arraycopy(row.conditions(), 0, rowConditions, place * conditionCount, conditionCount);
        if (ids.size() == WINDOW) {
            flush();
        }
    }

    private Market marketOfRow() {
        if (row.beginsMarket() || current == null) {
            current = interleaved
                    ? known.computeIfAbsent(row.market(), texts -> new Market(posting.newMarket()))
                    : new Market(posting.newMarket());
        }
        return current;
    }

    @Override
    public void flush() {
        int count = playFirst();
        while (count > 0) {
            posting.post(count, auctioneers, posted);
            for (int i = 0; i < count; i++) {
                settle(playing[i], posted[i]);
            }
            count = play(playing, count);
        }
        for (int place = 0; place < ids.size(); place++) {
            outcomes.take(ids.get(place), winners[place], prices[place], rhos[place]);
        }
        ids.clear();
        markets.forEach(Market::beginWindow);
        markets.clear();
    }

    /** Announces the next round of every market; how many have one. */
    private int playFirst() {
        Market[] all = markets.toArray(Market[]::new);
        return play(all, all.length);
    }

    /** The same of some markets. Those that have a round move to the front of {@link #playing}. */
    private int play(Market[] candidates, int candidateCount) {
        int count = 0;
        for (int i = 0; i < candidateCount; i++) {
            Market market = candidates[i];
            if (market.hasNext()) {
                announce(market, count);
                playing[count++] = market;
            }
        }
        return count;
    }

    private void announce(Market market, int i) {
        int place = market.place();
        System.arraycopy(rowConditions, place * conditionCount, oneRoundsConditions, 0, conditionCount);
        market.auctioneer.announce(oneRoundsConditions, estimates[place], contracts[place]);
        if (varies) {
            market.auctioneer.invite(IntStream.rangeClosed(1, groundStations)
                    .filter(n -> invited[place * groundStations + n - 1])
                    .toArray());
        }
        auctioneers[i] = market.auctioneer;
    }

    private void settle(Market market, Posted round) {
        int place = market.place();
        market.next++;
        System.arraycopy(bids, place * groundStations, roundBids, 0, groundStations);
        Settlement settlement = round.clear(roundBids);
        rhos[place] = settlement.rho();
        winners[place] = settlement.winner();
        prices[place] = settlement.price();
        if (settlement.uavServes() && !Double.isNaN(uavValues[place])) {
            settlement.reveal(uavValues[place]);
        }
    }
}
