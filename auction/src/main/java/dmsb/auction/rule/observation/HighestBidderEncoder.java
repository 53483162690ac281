package dmsb.auction.rule.observation;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.LooksPast;
import dmsb.auction.round.OthersPast;
import dmsb.auction.round.OthersPastWithLooks;
import dmsb.auction.round.OthersPastWithReveals;
import dmsb.auction.round.Round;
import dmsb.core.argument.Require;
import java.util.function.Predicate;

/**
 * What a policy for factors observes in training: the view of the station that bids highest in the round. Only its factor
 * decides, and the condition leaks nothing, since every station gets the factor of the case in which it bids highest.
 */
public final class HighestBidderEncoder implements RoundEncoder {
    private final ObservationMode mode;
    private final OthersEncoder encoder;
    private final Predicate<LooksPast> looks;
    private boolean look;

    /**
     * The encoder of a mode.
     *
     * @param mode which view a station has
     * @param encoder encodes the view; used by this encoder alone
     * @param looks whether a round is a look; asked only in mode others' past with looks
     * @throws IllegalArgumentException if the mode has one rho for all stations
     */
    public HighestBidderEncoder(ObservationMode mode, OthersEncoder encoder, Predicate<LooksPast> looks) {
        if (!mode.isOthersPast()) {
            throw notOthersPast(mode);
        }
        this.mode = mode;
        this.encoder = encoder;
        this.looks = looks;
    }

    @Override
    public int size() {
        return encoder.size();
    }

    @Override
    public void encode(Announcement announcement, Round round, float[] target) {
        Require.size("target", target.length, encoder.size());
        look = mode == ObservationMode.OTHERS_PAST_LOOKS && looks.test(new LooksPast(announcement));
        encoder.encode(view(announcement, round.leader()), target);
    }

    private OthersPast view(Announcement announcement, int station) {
        return switch (mode) {
            case OTHERS_PAST -> new OthersPast(announcement, station);
            case OTHERS_PAST_LOOKS -> new OthersPastWithLooks(announcement, station);
            case OTHERS_PAST_REVEALS -> new OthersPastWithReveals(announcement, station);
            case PAST_BIDS, CURRENT_BIDS -> throw notOthersPast(mode);
        };
    }

    private static IllegalArgumentException notOthersPast(ObservationMode mode) {
        return new IllegalArgumentException("observation: expected one of the others' past, got " + mode);
    }

    @Override
    public boolean isLook() {
        return look;
    }

    @Override
    public double level() {
        return encoder.level();
    }

    @Override
    public double uavOptimism() {
        return encoder.uavOptimism();
    }
}
