package dmsb.experiments.audit;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.round.Announcement;

/** What a manipulating station knows of a round when it bids, beside its own value and its posted factor. */
public enum Information {
    /** The highest bid of the others in the last round. */
    OWN("own") {
        @Override
        double rival(Announcement announcement, double[] values, int station) {
            double highest = 0.0;
            for (int n = 1; n <= values.length && announcement.history().size() > 0; n++) {
                highest = n == station
                        ? highest
                        : Math.max(highest, announcement.history().bidOf(0, n));
            }
            return highest;
        }
    },
    /** All bids of the round. */
    FULL("full") {
        @Override
        double rival(Announcement announcement, double[] values, int station) {
            return Bids.highestOfOthers(values, values.length, station - 1);
        }
    };

    private final String text;

    Information(String text) {
        this.text = text;
    }

    /** The bid that has to be beaten, as far as is known: the highest of the others now, or in the last round. */
    abstract double rival(Announcement announcement, double[] values, int station);

    /**
     * The name in reports.
     *
     * @return {@code own} or {@code full}
     */
    @Override
    public String toString() {
        return text;
    }
}
