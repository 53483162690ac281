package dmsb.auction.market.town;

import dmsb.auction.market.radio.Decibels;
import dmsb.auction.market.radio.Mobility;
import dmsb.auction.market.radio.MovingLink;
import dmsb.auction.market.radio.Radio;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The radio of a town: a vehicle and a UAV that move, sites that stand, and a {@link MovingLink} to each of the vehicle's
 * candidates, the N sites nearest to it.
 *
 * <p>A candidate keeps its place as long as it is one; a site that is nearer than the farthest candidate by the handover
 * margin takes that one's place. Noise is thermal, -174 dBm/Hz, times the bandwidth and the receiver's noise figure. Station
 * numbers are 1 + the site's place in the file. A slot without handover allocates nothing.
 */
public final class TownRadio implements Radio {
    private static final double THERMAL_DBW_PER_HERTZ = -204.0; // -174 dBm/Hz

    private final SiteMap sites;
    private final Mobility vehicle;
    private final Mobility uav;
    private final RadioPlan plan;
    private final int[] candidates;
    private final MovingLink[] links;
    private final double[] gains;
    private final double uplinkNoise;
    private final double downlinkNoise;
    private SeedTree seeds = SeedTree.of(0);
    private long begun;
    private double vehicleX;
    private double vehicleY;
    private double uavX;
    private double uavY;
    private double moved;

    /**
     * The radio of a town.
     *
     * @param sites where base stations stand
     * @param vehicle where the vehicle is; for this radio alone
     * @param uav where the UAV is; for this radio alone
     * @param plan models, heights and noise
     * @throws IllegalArgumentException if there are fewer sites than candidates
     */
    public TownRadio(SiteMap sites, Mobility vehicle, Mobility uav, RadioPlan plan) {
        if (sites.size() < plan.groundStations()) {
            throw Require.refusal("groundStations", "at most the " + sites.size() + " sites", plan.groundStations());
        }
        this.sites = sites;
        this.vehicle = vehicle;
        this.uav = uav;
        this.plan = plan;
        this.candidates = new int[plan.groundStations()];
        this.links = new MovingLink[plan.groundStations() + 1];
        this.gains = new double[links.length];
        links[0] = new MovingLink(plan.uavChannel(), plan.uav());
        for (int n = 1; n < links.length; n++) {
            links[n] = new MovingLink(plan.groundChannel(), plan.ground());
        }
        this.uplinkNoise = Decibels.dbToRatio(THERMAL_DBW_PER_HERTZ + plan.stationNoiseFigureDb());
        this.downlinkNoise = Decibels.dbToRatio(THERMAL_DBW_PER_HERTZ + plan.vehicleNoiseFigureDb());
    }

    @Override
    public void reset(SeedTree episode) {
        reset(episode, episode);
    }

    @Override
    public void reset(SeedTree episode, SeedTree own) {
        seeds = own.child("links");
        begun = 0;
        vehicle.reset(episode);
        uav.reset(episode);
        place();
        arrive();
        measure();
    }

    @Override
    public void advance(RandomStream slots) {
        double oldX = vehicleX;
        double oldY = vehicleY;
        double oldUavX = uavX;
        double oldUavY = uavY;
        vehicle.advance();
        uav.advance();
        place();
        moved = distance(oldX, oldY, vehicleX, vehicleY);
        if (vehicle.changed()) {
            arrive();
        } else {
            links[0].move(moved + distance(oldUavX, oldUavY, uavX, uavY), uavDistance());
            for (int n = 1; n < links.length; n++) {
                links[n].move(moved, siteDistance(candidates[n - 1]));
            }
            handOver();
        }
        measure();
    }

    private void place() {
        vehicleX = vehicle.x();
        vehicleY = vehicle.y();
        uavX = uav.x();
        uavY = uav.y();
    }

    /** Another vehicle: new links to the UAV and to the sites nearest to it. Those that were candidates keep their places. */
    private void arrive() {
        links[0].reset(seeds.child(0).child(begun++).stream(), uavDistance());
        boolean[] nearest = new boolean[sites.size()];
        for (int n = 0; n < candidates.length; n++) {
            nearest[nearestExcept(nearest)] = true;
        }
        boolean first = begun == 1;
        boolean[] free = new boolean[candidates.length];
        for (int n = 0; n < candidates.length; n++) {
            free[n] = first || !nearest[candidates[n]];
            if (!free[n]) {
                nearest[candidates[n]] = false;
                begin(n, candidates[n]);
            }
        }
        int site = 0;
        for (int n = 0; n < candidates.length; n++) {
            if (free[n]) {
                while (!nearest[site]) {
                    site++;
                }
                begin(n, site++);
            }
        }
    }

    private int nearestExcept(boolean[] taken) {
        int nearest = -1;
        for (int site = 0; site < taken.length; site++) {
            if (!taken[site] && (nearest < 0 || siteDistance(site) < siteDistance(nearest))) {
                nearest = site;
            }
        }
        return nearest;
    }

    private void begin(int place, int site) {
        candidates[place] = site;
        links[place + 1].reset(seeds.child(site + 1).child(begun++).stream(), siteDistance(site));
    }

    /** Lets nearer sites take the places of the farthest candidates. */
    private void handOver() {
        while (true) {
            int farthest = 0;
            for (int n = 1; n < candidates.length; n++) {
                if (siteDistance(candidates[n]) > siteDistance(candidates[farthest])) {
                    farthest = n;
                }
            }
            double limit = siteDistance(candidates[farthest]) - plan.handoverMargin();
            int nearest = -1;
            for (int site = 0; site < sites.size(); site++) {
                double distance = siteDistance(site);
                if (distance < limit && !isCandidate(site)) {
                    limit = distance;
                    nearest = site;
                }
            }
            if (nearest < 0) {
                return;
            }
            begin(farthest, nearest);
        }
    }

    private boolean isCandidate(int site) {
        for (int candidate : candidates) {
            if (candidate == site) {
                return true;
            }
        }
        return false;
    }

    private void measure() {
        for (int n = 0; n < links.length; n++) {
            gains[n] = Decibels.dbToRatio(-links[n].lossDb());
        }
    }

    /**
     * The radio between the same vehicle and one UAV more, which is its place 0.
     *
     * @param furtherUav where that UAV is; for that radio alone
     * @return the radio, to be moved after this one
     */
    public Radio furtherUav(Mobility furtherUav) {
        return new FurtherTownUav(this, new MovingLink(plan.uavChannel(), plan.uav()), furtherUav);
    }

    /** Whether another vehicle has come in this slot. */
    boolean changed() {
        return vehicle.changed();
    }

    /** How far the vehicle has moved in this slot, in m; of no meaning if it is another one. */
    double moved() {
        return moved;
    }

    @Override
    public boolean present() {
        return vehicle.present();
    }

    private double uavDistance() {
        return distance(vehicleX, vehicleY, uavX, uavY);
    }

    private double siteDistance(int site) {
        return distance(vehicleX, vehicleY, sites.xs()[site], sites.ys()[site]);
    }

    static double distance(double x1, double y1, double x2, double y2) {
        return Math.sqrt((x1 - x2) * (x1 - x2) + (y1 - y2) * (y1 - y2));
    }

    @Override
    public int station(int provider) {
        return provider == 0 ? 0 : 1 + candidates[provider - 1];
    }

    @Override
    public double gain(int provider) {
        return gains[provider];
    }

    @Override
    public double uplinkNoiseWatts(double bandwidthHz) {
        return uplinkNoise * bandwidthHz;
    }

    @Override
    public double downlinkNoiseWatts(double bandwidthHz) {
        return downlinkNoise * bandwidthHz;
    }

    @Override
    public double largestEfficiency() {
        return plan.largestEfficiency();
    }

    /**
     * Whether the link to a provider has a line of sight.
     *
     * @param provider 0 to N
     * @return true if it has
     */
    public boolean lineOfSight(int provider) {
        return links[provider].lineOfSight();
    }

    /**
     * The place of the vehicle from west to east.
     *
     * @return x in m
     */
    public double vehicleX() {
        return vehicleX;
    }

    /**
     * The place of the vehicle from south to north.
     *
     * @return y in m
     */
    public double vehicleY() {
        return vehicleY;
    }

    /**
     * The place of the UAV from west to east.
     *
     * @return x in m
     */
    public double uavX() {
        return uavX;
    }

    /**
     * The place of the UAV from south to north.
     *
     * @return y in m
     */
    public double uavY() {
        return uavY;
    }
}
