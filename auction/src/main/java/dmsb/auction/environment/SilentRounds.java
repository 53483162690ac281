package dmsb.auction.environment;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.UavContract;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * Rounds in some of which a station that is invited makes no bid: with a probability one, each with the same chance. The
 * draws come from a branch of the episode's seeds, so all else is as without. What a model loses by bids that are missing is
 * measured on them.
 */
public final class SilentRounds extends ForwardingRounds {
    private static final String BRANCH = "silent";

    private final double probability;
    private RandomStream draws = SeedTree.of(0).stream();
    private int station; // of the round, 0 if all bid

    /**
     * Rounds with silent stations.
     *
     * @param rounds the rounds in which all bid; used by these alone
     * @param probability that a station is silent in a round, from 0 to 1
     * @throws IllegalArgumentException if the probability is out of its range
     */
    public SilentRounds(Rounds rounds, double probability) {
        super(rounds);
        this.probability = Require.within("silent", probability, 0, 1);
    }

    @Override
    public void reset(SeedTree episode) {
        super.reset(episode);
        draws = episode.child(BRANCH).stream();
    }

    @Override
    public void reset(long number, SeedTree episode) {
        super.reset(number, episode);
        draws = episode.child(BRANCH).stream();
    }

    @Override
    public void announce(Announcement announcement, UavContract contract) {
        super.announce(announcement, contract);
        boolean silent = draws.nextDouble() < probability;
        int which = draws.nextInt(announcement.stations());
        station = 0;
        for (int n = 1; silent && station == 0; n++) {
            if (announcement.isInvited(n) && which-- == 0) {
                station = n;
            }
        }
    }

    @Override
    public void bids(double[] bids) {
        super.bids(bids);
        if (station > 0) {
            bids[station - 1] = Double.NaN;
        }
    }
}
