package dmsb.auction.rule.filter;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.observation.ObservationEncoder;

/**
 * The input of the linear filter: those entries of the {@link ObservationEncoder} vector that are logs of amounts. So a
 * common factor of all amounts and the bidders' names change nothing. The filter reads nothing that a learned rule does
 * not observe.
 *
 * <p>The features are the UAV's estimate and numbers of each of the last R rounds, or of as many as the history has. These
 * are the {@value #RANKS} highest bids, the estimate and the surplus. The surplus is the UAV's value if the UAV served and
 * its value is revealed. Otherwise it is a bid or an estimate again, and the feature counts as missing.
 *
 * <p>Where the number of stations varies, the bids are those of the encoder's completed past, and each number has
 * moments of its own.
 */
final class LinearFilter {
    static final int RANKS = 10;

    private final ObservationEncoder encoder;
    private final float[] observation; // of an announcement that is read
    private final int[] indices;

    /** Of each feature that is the surplus of a round, that round's bit in a pattern of {@link #revealed}; else 0. */
    private final int[] revealedBits;

    private final int rounds;
    private final Stations stations;

    /** Reads the last R rounds, or as many as there is history if that is less. */
    LinearFilter(Scenario scenario, int mostRounds) {
        Scenario past = scenario.with(Scenario.OBSERVATION, ObservationMode.PAST_BIDS);
        encoder = new ObservationEncoder(past);
        observation = new float[encoder.size()];
        rounds = rounds(scenario, mostRounds);
        stations = scenario.stations();
        int ranks = Math.min(encoder.ranks(), RANKS);
        indices = new int[1 + rounds * (ranks + 2)];
        revealedBits = new int[indices.length];
        int next = 0;
        indices[next++] = encoder.estimateIndex();
        for (int age = 0; age < rounds; age++) {
            for (int rank = 0; rank < ranks; rank++) {
                indices[next++] = encoder.bidIndex(age, rank);
            }
            indices[next++] = encoder.estimateIndex(age);
            revealedBits[next] = 1 << age;
            indices[next++] = encoder.surplusIndex(age);
        }
    }

    /** The number of rounds that a filter of at most so many reads, R. */
    static int rounds(Scenario scenario, int mostRounds) {
        return Math.min(scenario.history(), mostRounds);
    }

    /** The number of features. */
    int size() {
        return indices.length;
    }

    /** The number of rounds read, R. */
    int rounds() {
        return rounds;
    }

    /** Whether there are as many rounds as are read. */
    boolean knowsEnough(BidHistory history) {
        return history.size() >= rounds;
    }

    /** How many numbers of stations have moments of their own. */
    int numbers() {
        return stations.count();
    }

    /** Which of them an announced round has. */
    int number(Announcement announcement) {
        return stations.vary() ? announcement.stations() - stations.fewest() : 0;
    }

    /** The unit of targets of an announcement that was read last: its last round's highest bid. */
    double unit(Announcement announcement) {
        return encoder.lastHighest(announcement);
    }

    /** Writes the features to the front of the target. */
    void read(Announcement announcement, double[] target) {
        encoder.encode(announcement, observation);
        read(observation, target);
    }

    /** Writes the features that an observation has, in either mode, to the front of the target. */
    void read(float[] encoded, double[] target) {
        for (int i = 0; i < indices.length; i++) {
            target[i] = encoded[indices[i]];
        }
    }

    /** In which of the rounds the UAV's value is revealed, as bits: bit k for the round of age k. */
    int revealed(BidHistory history) {
        int pattern = 0;
        for (int age = 0; age < rounds; age++) {
            pattern |= history.uavValueRevealed(age) ? 1 << age : 0;
        }
        return pattern;
    }

    /** The features that are there under a pattern of {@link #revealed}. */
    int[] present(int pattern) {
        int[] present = new int[indices.length - rounds + Integer.bitCount(pattern)];
        int next = 0;
        for (int i = 0; i < indices.length; i++) {
            if ((revealedBits[i] & ~pattern) == 0) {
                present[next++] = i;
            }
        }
        return present;
    }
}
