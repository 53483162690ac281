package dmsb.auction.market.town;

import java.util.List;

/**
 * The places of base stations. Immutable and safe for use by many threads.
 *
 * @param names their names, in the order of the file
 * @param xs from west to east in m. Not to be modified.
 * @param ys from south to north in m. Not to be modified.
 * @param geographic whether they come from latitudes and longitudes, so that the origin means nothing
 * @param bounds the rectangle around them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read in every slot
public record SiteMap(List<String> names, double[] xs, double[] ys, boolean geographic, Bounds bounds) {
    /**
     * The number of sites.
     *
     * @return how many
     */
    public int size() {
        return xs.length;
    }

    /** The same sites, moved. */
    SiteMap moved(double east, double north) {
        double[] movedXs = xs.clone();
        double[] movedYs = ys.clone();
        for (int i = 0; i < movedXs.length; i++) {
            movedXs[i] += east;
            movedYs[i] += north;
        }
        return new SiteMap(
                names,
                movedXs,
                movedYs,
                geographic,
                new Bounds(bounds.west() + east, bounds.south() + north, bounds.east() + east, bounds.north() + north));
    }
}
