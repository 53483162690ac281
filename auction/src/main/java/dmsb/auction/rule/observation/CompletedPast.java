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
 * Every number is one that was bid, so a factor of all amounts is a factor of these too. A read allocates nothing. For one
 * thread.
 */
public final class CompletedPast {
    /** The number of bids of a round that are read: the lower ones tell next to nothing. */
    public static final int MOST_RANKS = 4;

    private final int ranks;
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
        ranks = ranks(places);
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

    /** Writes the completed bids of a round to the front of the array; how many there are. */
    private int complete(Announcement announcement, int age) {
        BidHistory past = announcement.history();
        int known = 0;
        for (int n = 1; n <= past.groundStations(); n++) {
            int seen = announcement.isInvited(n) ? nearest(past, age, n) : -1;
            if (seen >= 0) {
                bids[known++] = past.bidOf(seen, n);
            }
        }
        if (known == 0) {
            for (int n = 1; n <= past.groundStations(); n++) {
                if (past.hasBidOf(age, n)) {
                    bids[known++] = past.bidOf(age, n);
                }
            }
        }
        int count = known == 0 ? 0 : Math.max(known, announcement.stations());
        if (count > known) {
            Arrays.sort(bids, 0, known);
            Arrays.fill(bids, known, count, bids[known / 2]);
        }
        return count;
    }

    /** The age of the round nearest to one in which a station has bid, -1 if there is none. */
    private static int nearest(BidHistory past, int age, int station) {
        for (int distance = 0; distance < past.size(); distance++) {
            int later = age - distance;
            if (later >= 0 && past.hasBidOf(later, station)) {
                return later;
            }
            int earlier = age + distance;
            if (earlier < past.size() && past.hasBidOf(earlier, station)) {
                return earlier;
            }
        }
        return -1;
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
