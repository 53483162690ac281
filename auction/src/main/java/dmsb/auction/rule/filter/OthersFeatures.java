package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.round.OthersPast;

/**
 * The input of the {@link OthersFilter}: of each of the last R rounds the highest of the others' bids, the UAV's estimate,
 * and its value where the view shows it. All are logs, less the log of the estimate that is declared for the coming
 * round, which no station's bid moves. An amount of 0 is missing.
 */
final class OthersFeatures {
    /** The most rounds that are read. */
    static final int MOST_ROUNDS = 6;

    /** So many features can be missing or not, each a bit of a long. */
    private static final int MOST_FEATURES = 62;

    private final int rounds;
    private final int ranks;

    OthersFeatures(Scenario scenario) {
        ranks = ranks(scenario);
        rounds = rounds(scenario);
    }

    private static int ranks(Scenario scenario) {
        Stations.requireOne(scenario, "factors from the others' past");
        return Math.min(scenario.groundStations() - 1, LinearFilter.RANKS);
    }

    /** The number of rounds that are read, R: those of the history, up to {@value #MOST_ROUNDS} and as many as fit. */
    static int rounds(Scenario scenario) {
        return Math.min(scenario.history(), Math.min(MOST_ROUNDS, MOST_FEATURES / (ranks(scenario) + 2)));
    }

    int rounds() {
        return rounds;
    }

    /** The number of features. */
    int size() {
        return rounds * (ranks + 2);
    }

    /** How many of the others' bids of a round are read. */
    int rankCount() {
        return ranks;
    }

    /** The feature that is a bid. */
    int bidIndex(int age, int rank) {
        return age * (ranks + 2) + rank;
    }

    /** Whether a feature is a bid. */
    boolean isBid(int feature) {
        return feature % (ranks + 2) < ranks;
    }

    /**
     * Writes the features to the front of the target.
     *
     * @param past the view, whose estimate of the coming round is above 0
     * @param target receives them; what is missing is not written. Modified.
     * @return bit i is set if feature i is there
     */
    long read(OthersPast past, double[] target) {
        double unit = StrictMath.log(past.estimate());
        long present = 0;
        int next = 0;
        for (int age = 0; age < rounds; age++) {
            boolean known = age < past.rounds();
            for (int rank = 0; rank < ranks; rank++) {
                present |= write(known ? past.bid(age, rank) : 0.0, unit, next++, target);
            }
            present |= write(known ? past.estimate(age) : 0.0, unit, next++, target);
            present |= write(known ? past.uavWorth(age) : 0.0, unit, next++, target);
        }
        return present;
    }

    private static long write(double amount, double unit, int place, double[] target) {
        if (!(amount > 0)) { // NaN is what is not shown
            return 0;
        }
        target[place] = StrictMath.log(amount) - unit;
        return 1L << place;
    }
}
