package dmsb.auction.rule.observation;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Magnitude;
import java.util.Arrays;

/**
 * The past of a market whose number of stations varies, as if exactly the stations that are invited now had bid in each
 * round. A station that was silent in a round counts with its own bid of the nearest round in which it bid, the later of two.
 * A station that has not bid at all counts with the middle bid of the others in the round, the higher of two. The bids of
 * stations that are not invited any more do not count, unless none of those invited has bid.
 *
 * <p>Of each round there are the {@link #ranks} highest of these bids; where fewer stations are invited, the lowest again.
 * Every number is one that was bid, so a factor of all amounts is a factor of these too. A read takes O(H N log N) and allocates
 * nothing. For one thread.
 */
public final class CompletedPast {
    /** The number of bids of a round that are read: the lower ones tell next to nothing. */
    public static final int MOST_RANKS = 4;

    private final int places;
    private final int ranks;
    private final double[] known; // of each round, by age
    private final int[] knownCounts;
    private final double[] bids; // of one round, first those known
    private final double[] logs;
    private final int[] exponents;
    private final double[] highest;

    /**
     * Room for the past of a market.
     *
     * @param places the number of places for stations, at least 1
     * @param rounds the number of past rounds that are read, at least 1
     */
    public CompletedPast(int places, int rounds) {
        this.places = places;
        ranks = ranks(places);
        known = new double[rounds * places];
        knownCounts = new int[rounds];
        bids = new double[places];
        logs = new double[rounds * ranks];
        exponents = new int[logs.length];
        highest = new double[rounds];
    }

    /**
     * How many bids of a round are read.
     *
     * @param places the number of places for stations
     * @return the depth in ranks
     */
    public static int ranks(int places) {
        return Math.min(places, MOST_RANKS);
    }

    /**
     * Reads the past of a round.
     *
     * @param announcement what is known before the bids. Not modified.
     * @param rounds how many rounds of its history, at most as many as there are and as there is room for
     */
    public void read(Announcement announcement, int rounds) {
        BidHistory past = announcement.history();
        Arrays.fill(knownCounts, 0, rounds, 0);
        for (int n = 1; n <= past.groundStations(); n++) {
            if (announcement.isInvited(n)) {
                collect(past, n, rounds);
            }
        }
        for (int age = 0; age < rounds; age++) {
            int count = complete(announcement, age);
            Arrays.sort(bids, 0, count);
            highest[age] = count == 0 ? 0.0 : bids[count - 1];
            for (int rank = 0; rank < ranks; rank++) {
                double bid = count == 0 ? 0.0 : bids[Math.max(0, count - 1 - rank)];
                logs[age * ranks + rank] = Magnitude.logSignificand(bid);
                exponents[age * ranks + rank] = Magnitude.exponent(bid);
            }
        }
    }

    /** Adds a station's bids to those known of each round: its own of that round, or else that of the nearest one. */
    private void collect(BidHistory past, int station, int rounds) {
        int later = -1; // the nearest age that has a bid, from the round's own on; -1 if there is none
        int earlier = 0; // the same towards the oldest round; the past's size if there is none
        for (int age = 0; age < rounds; age++) {
            if (past.hasBidOf(age, station)) {
                later = age;
            } else {
                earlier = Math.max(earlier, age + 1);
                while (earlier < past.size() && !past.hasBidOf(earlier, station)) {
                    earlier++;
                }
            }
            boolean laterIsNearest = later >= 0 && (earlier >= past.size() || age - later <= earlier - age);
            int nearest = later == age || laterIsNearest ? later : earlier;
            if (nearest < past.size()) {
                known[age * places + knownCounts[age]++] = past.bidOf(nearest, station);
            }
        }
    }

    /** Writes the completed bids of a round to the front of the array; how many there are. */
    private int complete(Announcement announcement, int age) {
        BidHistory past = announcement.history();
        int number = knownCounts[age];
        System.arraycopy(known, age * places, bids, 0, number);
        if (number == 0) {
            for (int n = 1; n <= past.groundStations(); n++) {
                if (past.hasBidOf(age, n)) {
                    bids[number++] = past.bidOf(age, n);
                }
            }
        }
        int count = number == 0 ? 0 : Math.max(number, announcement.stations());
        if (count > number) {
            Arrays.sort(bids, 0, number);
            Arrays.fill(bids, number, count, bids[number / 2]);
        }
        return count;
    }

    /**
     * The highest bid of a round that has been read.
     *
     * @param age the round's age
     * @return the bid, 0 if nobody has bid
     */
    public double highest(int age) {
        return highest[age];
    }

    /**
     * The log of a bid's significand, see {@link Magnitude}.
     *
     * @param age the round's age
     * @param rank the bid's rank, 0 is the highest
     * @return ln s
     */
    double logSignificand(int age, int rank) {
        return logs[age * ranks + rank];
    }

    /**
     * The exponent of a bid, see {@link Magnitude}.
     *
     * @param age the round's age
     * @param rank the bid's rank, 0 is the highest
     * @return e
     */
    int exponent(int age, int rank) {
        return exponents[age * ranks + rank];
    }
}
