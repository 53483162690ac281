package dmsb.experiments.clearing;

import dmsb.auction.BatchAuctioneer;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.MarketConditions;
import dmsb.auction.rule.learned.ModelRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Clears rows by a model. The rounds of a market price one another, so they go one by one; those of different markets do
 * not, so they go side by side: rows are held until there are {@value #WINDOW}, then the first rounds of all markets among
 * them are priced in one pass, then the second ones, and so on. A decision does not depend on those beside it, so outcomes
 * do not depend on where a window ends. Memory is that of a window and of the market that goes on after it.
 */
final class LearnedClearer<T> implements RowClearer<T> {
    /** The most rows that are held. */
    static final int WINDOW = 8192;

    /** A market among the rows: what it remembers, and which of the rows are its. */
    private static final class Market {
        private final Announcement announcement;
        private int next;
        private int end;

        Market(Announcement announcement) {
            this.announcement = announcement;
        }

        void begin() {
            announcement.history().clear();
        }
    }

    private final LogRow row;
    private final Outcomes<T> outcomes;
    private final MarketConditions conditions;
    private final BatchAuctioneer auctioneer;
    private final int groundStations;

    private final List<T> ids = new ArrayList<>();
    private final double[] bids;
    private final double[] estimates = new double[WINDOW];
    private final double[] contracts = new double[WINDOW];
    private final double[] rowConditions;
    private final int conditionCount;
    private final double[] rhos = new double[WINDOW];
    private final int[] winners = new int[WINDOW];
    private final double[] prices = new double[WINDOW];

    /** The markets of the window in their order; those from {@link #open} on are to be used again. */
    private final List<Market> markets = new ArrayList<>();

    private int open;

    // A pass: at most one round of every market.
    private final Market[] playing = new Market[WINDOW];
    private final Announcement[] announcements = new Announcement[WINDOW];
    private final double[] passBids;
    private final double[] passRhos = new double[WINDOW];
    private final int[] passWinners = new int[WINDOW];
    private final double[] passPrices = new double[WINDOW];

    LearnedClearer(LogRow row, Scenario scenario, ModelRule rule, Outcomes<T> outcomes) {
        this.row = row;
        this.outcomes = outcomes;
        this.conditions = new MarketConditions(scenario);
        this.groundStations = scenario.groundStations();
        this.auctioneer = new BatchAuctioneer(rule, groundStations);
        this.conditionCount = conditions.newAnnouncement().conditions().length;
        this.bids = new double[WINDOW * groundStations];
        this.passBids = new double[WINDOW * groundStations];
        this.rowConditions = new double[WINDOW * conditionCount];
    }

    @Override
    public ClearingRow row() {
        return row;
    }

    @Override
    public void clear(T id) {
        int place = ids.size();
        if (row.beginsMarket()) {
            begin(place);
        }
        markets.get(open - 1).end = place + 1;
        ids.add(id);
        System.arraycopy(row.bids(), 0, bids, place * groundStations, groundStations);
        estimates[place] = row.estimate();
        contracts[place] = row.contract();
        System.arraycopy(row.conditions(), 0, rowConditions, place * conditionCount, conditionCount);
        if (ids.size() == WINDOW) {
            flush();
        }
    }

    private void begin(int place) {
        if (open == markets.size()) {
            markets.add(new Market(conditions.newAnnouncement()));
        }
        Market market = markets.get(open++);
        market.begin();
        market.next = place;
    }

    @Override
    public void flush() {
        int count = playFirst();
        while (count > 0) {
            auctioneer.clear(count, announcements, passBids, passRhos, passWinners, passPrices);
            for (int i = 0; i < count; i++) {
                record(playing[i], i);
            }
            count = play(playing, count);
        }
        for (int place = 0; place < ids.size(); place++) {
            outcomes.take(ids.get(place), winners[place], prices[place], rhos[place]);
        }
        ids.clear();
        keepLastMarket();
    }

    /** Announces the next round of every market; how many have one. */
    private int playFirst() {
        Market[] all = markets.subList(0, open).toArray(Market[]::new);
        return play(all, all.length);
    }

    /** The same of some markets. Those that have a round move to the front of {@link #playing}. */
    private int play(Market[] candidates, int candidateCount) {
        int count = 0;
        for (int i = 0; i < candidateCount; i++) {
            Market market = candidates[i];
            if (market.next < market.end) {
                announce(market, count);
                playing[count++] = market;
            }
        }
        return count;
    }

    private void announce(Market market, int i) {
        int place = market.next;
        Announcement announcement = market.announcement;
        System.arraycopy(rowConditions, place * conditionCount, announcement.conditions(), 0, conditionCount);
        announcement.declare(estimates[place], contracts[place]);
        announcements[i] = announcement;
        System.arraycopy(bids, place * groundStations, passBids, i * groundStations, groundStations);
    }

    private void record(Market market, int i) {
        int place = market.next++;
        rhos[place] = passRhos[i];
        winners[place] = passWinners[i];
        prices[place] = passPrices[i];
    }

    private void keepLastMarket() {
        if (open > 1) {
            Market last = markets.get(open - 1);
            markets.set(open - 1, markets.get(0));
            markets.set(0, last);
            open = 1;
        }
        if (open == 1) {
            markets.get(0).next = 0;
            markets.get(0).end = 0;
        }
    }
}
