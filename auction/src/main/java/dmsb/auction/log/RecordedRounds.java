package dmsb.auction.log;

import dmsb.auction.environment.Rounds;
import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.UavContract;
import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;

/**
 * A {@link BidLog} as a source of rounds. Every market of the log is cut into consecutive episodes of equal length. An
 * episode has as many scored rounds as the scenario says, or as the longest market has if that is fewer.
 *
 * <p>The first {@link #warmUp} rows of a market only fill the history. Every later row is scored in exactly one
 * episode. The {@link #warmUp} rows before the first scored row of an episode are its warm-up. Rows at the end of a
 * market that are too few for an episode are not scored.
 *
 * <p>A recorded contract is announced as it was recorded. Where none was recorded, the contract follows eq. (13) over
 * the rounds played. For one thread at a time; several instances may share one log.
 */
public final class RecordedRounds implements Rounds {
    private final BidLog log;
    private final Scenario scenario;
    private final int warmUp;
    private final int[] episodeStarts;
    private final int[] episodeEnds;
    private final int marketsTooShort;
    private final boolean[] invited;
    private int row;
    private int lastRow;

    /**
     * The rounds of a log.
     *
     * @param log the log
     * @param scenario gives the shape of observations, the grid, the UAV's bargaining power and the longest episode
     * @throws IllegalArgumentException if the log is of another shape, no market is long enough for an episode, or slots
     *     have a length: what was bid then depends on who was served, and says nothing about another rho
     */
    public RecordedRounds(BidLog log, Scenario scenario) {
        if (scenario.slotSeconds() > 0.0) {
            throw Require.refusal(
                    "slotSeconds",
                    "0, as bids that depend on earlier winners say nothing about another rho",
                    scenario.slotSeconds());
        }
        if (!scenario.stations().equals(log.stations())) {
            throw new IllegalArgumentException("groundStations: expected " + log.stations()
                    + ", as many as the log has bids in a row, got " + scenario.stations());
        }
        Require.size("conditions of a row", log.conditionCount(), ConditionLayout.count(log.groundStations()));
        this.log = log;
        this.invited = new boolean[log.groundStations()];
        this.warmUp = scenario.history();
        int longest = 0;
        for (int m = 0; m < log.markets(); m++) {
            longest = Math.max(longest, scoredRows(m));
        }
        if (longest == 0) {
            throw new IllegalArgumentException(
                    "log: expected a market of more than " + warmUp + " rows, the history that is observed, got none");
        }
        this.scenario = scenario.with(Scenario.ROUNDS_PER_EPISODE, Math.min(longest, scenario.roundsPerEpisode()));
        int length = this.scenario.roundsPerEpisode();
        int count = 0;
        int tooShort = 0;
        for (int m = 0; m < log.markets(); m++) {
            int episodes = scoredRows(m) / length;
            count += episodes;
            tooShort += episodes == 0 ? 1 : 0;
        }
        episodeStarts = new int[count];
        episodeEnds = new int[count];
        marketsTooShort = tooShort;
        int next = 0;
        for (int m = 0; m < log.markets(); m++) {
            for (int e = 0; e < scoredRows(m) / length; e++) {
                episodeStarts[next] = log.marketStart(m) + e * length;
                episodeEnds[next++] = log.marketStart(m + 1);
            }
        }
    }

    private int scoredRows(int market) {
        return Math.max(0, log.marketStart(market + 1) - log.marketStart(market) - warmUp);
    }

    /**
     * The log.
     *
     * @return the log that is played
     */
    public BidLog log() {
        return log;
    }

    /**
     * The number of episodes.
     *
     * @return how many the log has, at least 1
     */
    public int episodes() {
        return episodeStarts.length;
    }

    /**
     * The number of rows that are scored in no episode: the first rows of a market, and those left over at its end.
     *
     * @return how many there are
     */
    public int unscoredRows() {
        return log.rows() - episodes() * scenario.roundsPerEpisode();
    }

    /**
     * The number of markets that are too short for an episode.
     *
     * @return how many there are
     */
    public int marketsTooShort() {
        return marketsTooShort;
    }

    /**
     * The scenario with the length that episodes of this log have.
     *
     * @return the scenario
     */
    @Override
    public Scenario scenario() {
        return scenario;
    }

    /**
     * The length of the history: a log tells nothing of what was before it, and contracts are recorded or made up anew.
     *
     * @return H
     */
    @Override
    public int warmUp() {
        return warmUp;
    }

    @Override
    public boolean awardsMoveState() {
        return false;
    }

    /**
     * Begins an episode drawn uniformly from all of the log's.
     *
     * @param episode the source of the draw
     */
    @Override
    public void reset(SeedTree episode) {
        begin(episode.child("log").stream().nextInt(episodes()));
    }

    /**
     * Begins an episode by its number.
     *
     * @param number the number of the episode in the log; the number of episodes begins with the first one again
     * @param episode not used
     */
    @Override
    public void reset(long number, SeedTree episode) {
        begin((int) Math.floorMod(number, (long) episodes()));
    }

    private void begin(int number) {
        row = episodeStarts[number];
        lastRow = episodeEnds[number] - 1;
    }

    @Override
    public void announce(Announcement announcement, UavContract contract) {
        if (log.stations().vary()) {
            log.copyInvited(row, invited);
            announcement.invite(invited);
        }
        log.copyConditions(row, announcement.conditions());
        double recorded = log.contract(row);
        announcement.declare(log.estimate(row), Double.isNaN(recorded) ? contract.value() : recorded);
    }

    @Override
    public void bids(double[] bids) {
        log.copyBids(row, bids);
    }

    @Override
    public double uavValue() {
        return log.uavValue(row);
    }

    @Override
    public boolean uavValueKnown() {
        return log.uavValueKnown(row);
    }

    @Override
    public double latency(int provider) {
        return log.latency(row, provider);
    }

    @Override
    public void serve(int winner) {
        // what was recorded does not depend on it
    }

    @Override
    public void advance() {
        row = Math.min(row + 1, lastRow);
    }
}
