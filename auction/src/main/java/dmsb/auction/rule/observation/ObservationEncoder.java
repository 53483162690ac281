package dmsb.auction.rule.observation;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Market;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Magnitude;
import dmsb.auction.round.Round;
import dmsb.core.argument.Require;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The observation of a learned rule, as a vector of floats.
 *
 * <table>
 * <caption>The vector, with N ground base stations and H past rounds that are observed</caption>
 * <tr><th>entries</th><th>what</th></tr>
 * <tr><td>2 + 5 (N + 1)</td><td>the market conditions m^k, in [0, 1], as {@link Market#conditions} lists them</td></tr>
 * <tr><td>2</td><td>the UAV's declared estimate and contract</td></tr>
 * <tr><td>H (N + 3)</td><td>of each past round, the last one first: the bids from the highest to the lowest, the UAV's
 * estimate, 1 if the UAV served and 0 if not, the surplus as far as it is known; all 0 where there is no such round</td></tr>
 * <tr><td>N</td><td>only in mode current bids: the bids of the round, from the highest to the lowest</td></tr>
 * <tr><td>as many as there are</td><td>forecasts, if the model has a filter</td></tr>
 * </table>
 *
 * <p>Where the number of stations is a range, the vector has one length for all of them:
 *
 * <table>
 * <caption>The vector of a range, with K = min(largest N, {@value CompletedPast#MOST_RANKS})</caption>
 * <tr><th>entries</th><th>what</th></tr>
 * <tr><td>2 + 5</td><td>the market conditions of the slot and of the UAV</td></tr>
 * <tr><td>largest N - smallest N</td><td>for each number n above the smallest: 1 if N, the number of stations invited, is at
 * least n, and 0 if not</td></tr>
 * <tr><td>2</td><td>the UAV's declared estimate and contract</td></tr>
 * <tr><td>H (K + 3)</td><td>the same of each past round, with the K highest bids of the {@linkplain CompletedPast completed
 * past}</td></tr>
 * <tr><td>K</td><td>only in mode current bids: the K highest bids of the round, 0 where there are fewer</td></tr>
 * <tr><td>as many as there are</td><td>forecasts, if the model has a filter</td></tr>
 * </table>
 *
 * <p>Every amount of money enters as its log minus the mean log of the reference set, clipped to [-4, 4]. The reference
 * set is the positive bids of those past rounds that are observed. So a common factor of all amounts changes nothing. A factor
 * 2^k changes no bit, because logs have two parts and such a factor changes only the whole-number part. Zero amounts
 * enter as -4; without a reference all others enter as 0. Bids are sorted, so bidders' names do not matter. Nothing is
 * allocated. H is the scenario's history, but {@value dmsb.auction.rule.filter.Belief#PAST} with a belief, whose forecasts read
 * the rest.
 */
public final class ObservationEncoder implements RoundEncoder, Observation {
    /** The largest absolute value of an entry. */
    public static final double CLIP = 4.0;

    private static final double LN_2 = StrictMath.log(2.0);

    private final ObservationMode mode;
    private final Stations stations;
    private final @Nullable CompletedPast completed; // only where the number of stations varies
    private final int ranks;
    private final int conditionCount;
    private final int estimateIndex;
    private final int history;
    private final int observed;
    private final int base;
    private final int size;
    private final Forecasts forecasts;
    private final double[] sorted;
    private double meanLogSignificand;
    private double ln2Share;
    private long exponentSum;
    private int references;
    private double lastContract;
    private double lastContractLog;

    /**
     * The encoder of a scenario's observations, without forecasts.
     *
     * @param scenario gives N, H and the mode
     */
    public ObservationEncoder(Scenario scenario) {
        this(scenario, Forecasts.NONE);
    }

    /**
     * The encoder of a scenario's observations.
     *
     * @param scenario gives N, H and the mode
     * @param forecasts what comes at the end; used by this encoder alone
     */
    public ObservationEncoder(Scenario scenario, Forecasts forecasts) {
        this.forecasts = forecasts;
        this.mode = scenario.observation();
        if (mode.isOthersPast()) {
            throw new IllegalArgumentException("observation: expected " + ObservationMode.PAST_BIDS + " or "
                    + ObservationMode.CURRENT_BIDS + " where all stations have one rho, got " + mode);
        }
        this.stations = scenario.stations();
        this.history = scenario.history();
        this.observed = forecasts.observedRounds(history);
        this.completed = stations.vary() ? new CompletedPast(stations.most(), observed) : null;
        this.ranks = stations.vary() ? CompletedPast.ranks(stations.most()) : stations.most();
        this.conditionCount = stations.vary() ? ConditionLayout.provider(1) : ConditionLayout.count(stations.most());
        this.estimateIndex = conditionCount + stations.count() - 1;
        this.base = bidIndex(observed, 0) + (mode == ObservationMode.CURRENT_BIDS ? ranks : 0);
        this.size = base + forecasts.size();
        this.sorted = new double[stations.most()];
    }

    @Override
    public int size() {
        return size;
    }

    /**
     * Where the UAV's declared estimate stands in an observation.
     *
     * @return the index
     */
    public int estimateIndex() {
        return estimateIndex;
    }

    /**
     * Where a past bid stands in an observation.
     *
     * @param age the round's age, 0 to H - 1
     * @param rank the bid's rank, 0 is the highest
     * @return the index
     */
    public int bidIndex(int age, int rank) {
        return estimateIndex + 2 + age * (ranks + 3) + rank;
    }

    /**
     * Where the estimate of a past round stands in an observation.
     *
     * @param age the round's age, 0 to H - 1
     * @return the index
     */
    public int estimateIndex(int age) {
        return bidIndex(age, ranks);
    }

    /**
     * Where the surplus of a past round stands in an observation.
     *
     * @param age the round's age, 0 to H - 1
     * @return the index
     */
    public int surplusIndex(int age) {
        return estimateIndex(age) + 2;
    }

    /**
     * How many of a past round's bids stand in an observation.
     *
     * @return N; where the number of stations varies, the depth of the {@link CompletedPast}
     */
    public int ranks() {
        return ranks;
    }

    /**
     * The highest bid of the last round of the announcement that was encoded last, as an observation shows it: where the number
     * of stations varies, that of the {@link CompletedPast}.
     *
     * @param announcement that announcement; it has a past round. Not modified.
     * @return the bid
     */
    public double lastHighest(Announcement announcement) {
        return completed == null ? announcement.history().bid(0, 0) : completed.highest(0);
    }

    /**
     * Encodes what is known before the bids arrive. Only in mode past bids.
     *
     * @param announcement what is known. Not modified.
     * @param target receives the observation. Modified.
     * @throws IllegalStateException if the mode is current bids
     * @throws IllegalArgumentException if the announcement is of another shape
     */
    @Override
    public void encode(Announcement announcement, float[] target) {
        requireMode(ObservationMode.PAST_BIDS);
        encodeAnnouncement(announcement, target);
        writeForecasts(announcement, target);
    }

    @Override
    public boolean isLook() {
        return false;
    }

    /** False where there are forecasts and nothing to forecast from. */
    @Override
    public boolean isEnough() {
        return forecasts.size() == 0 || forecasts.level() > 0;
    }

    @Override
    public double level() {
        return forecasts.level();
    }

    @Override
    public double uavOptimism() {
        return forecasts.uavOptimism();
    }

    /**
     * Encodes what is known with the bids in sight. Only in mode current bids.
     *
     * @param announcement what was known before. Not modified.
     * @param bids the bids b_1..b_N from index 0 on. Not modified.
     * @param target receives the observation. Modified.
     * @throws IllegalStateException if the mode is past bids
     * @throws IllegalArgumentException if the announcement is of another shape
     */
    public void encode(Announcement announcement, double[] bids, float[] target) {
        requireMode(ObservationMode.CURRENT_BIDS);
        int next = encodeAnnouncement(announcement, target);
        int count = stations.vary() ? bids.length : stations.most();
        System.arraycopy(bids, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        for (int rank = 0; rank < ranks; rank++) {
            target[next++] = relative(rank < count ? sorted[count - 1 - rank] : 0.0);
        }
        writeForecasts(announcement, target);
    }

    private void writeForecasts(Announcement announcement, float[] target) {
        boolean isFirst = announcement.history().size() == 0;
        forecasts.write(announcement, isFirst ? 0.0 : lastHighest(announcement), target, base);
    }

    @Override
    public void encode(Announcement announcement, Round round, float[] target) {
        if (mode == ObservationMode.PAST_BIDS) {
            encode(announcement, target);
        } else {
            encode(announcement, round.bids(), target);
        }
    }

    private int encodeAnnouncement(Announcement announcement, float[] target) {
        BidHistory past = announcement.history();
        requireStations(announcement);
        Require.exactly("history", past.capacity(), history);
        Require.size("target", target.length, size);
        int rounds = Math.min(past.size(), observed);
        if (completed != null) {
            completed.read(announcement, rounds);
        }
        setReference(past, rounds);
        int next = 0;
        while (next < conditionCount) {
            target[next] = (float) announcement.conditions()[next];
            next++;
        }
        for (int n = stations.fewest() + 1; n <= stations.most(); n++) {
            target[next++] = announcement.stations() >= n ? 1f : 0f;
        }
        target[next++] = relative(announcement.estimate());
        target[next++] = relativeContract(announcement.contract());
        for (int age = 0; age < rounds; age++) {
            for (int rank = 0; rank < ranks; rank++) {
                target[next++] = relative(bidLogSignificand(past, age, rank), bidExponent(past, age, rank));
            }
            target[next++] = relative(past.estimateLogSignificand(age), Magnitude.exponent(past.estimate(age)));
            target[next++] = past.uavServed(age) ? 1f : 0f;
            target[next++] = relative(past.surplusLogSignificand(age), Magnitude.exponent(past.surplus(age)));
        }
        int end = next + (observed - rounds) * (ranks + 3);
        while (next < end) {
            target[next++] = 0f;
        }
        return end;
    }

    private void requireStations(Announcement announcement) {
        int places = announcement.history().groundStations();
        if (!stations.vary()) {
            Require.size("conditions", announcement.conditions().length, conditionCount);
            Require.exactly("groundStations", places, stations.most());
        } else if (places > stations.most() || !stations.contains(announcement.stations())) {
            throw Require.refusal(
                    "groundStations",
                    "from " + stations.fewest() + " to " + stations.most(),
                    announcement.stations() + " in " + places + " places");
        } else if (announcement.conditions().length < conditionCount) {
            throw Require.refusal(
                    "conditions", "at least " + conditionCount + " elements", announcement.conditions().length);
        }
    }

    private double bidLogSignificand(BidHistory past, int age, int rank) {
        return completed == null ? past.bidLogSignificand(age, rank) : completed.logSignificand(age, rank);
    }

    private int bidExponent(BidHistory past, int age, int rank) {
        return completed == null ? past.bidExponent(age, rank) : completed.exponent(age, rank);
    }

    private void setReference(BidHistory past, int rounds) {
        double logSum = 0.0;
        exponentSum = 0;
        references = 0;
        for (int age = 0; age < rounds; age++) {
            for (int rank = 0; rank < ranks; rank++) {
                int exponent = bidExponent(past, age, rank);
                if (exponent != Magnitude.ZERO) {
                    logSum += bidLogSignificand(past, age, rank);
                    exponentSum += exponent;
                    references++;
                }
            }
        }
        meanLogSignificand = references == 0 ? 0.0 : logSum / references;
        ln2Share = references == 0 ? 0.0 : LN_2 / references;
    }

    private float relativeContract(double contract) {
        if (contract != lastContract) {
            lastContract = contract;
            lastContractLog = Magnitude.logSignificand(contract);
        }
        return relative(lastContractLog, Magnitude.exponent(contract));
    }

    private float relative(double amount) {
        return relative(Magnitude.logSignificand(amount), Magnitude.exponent(amount));
    }

    private float relative(double logSignificand, int exponent) {
        if (exponent == Magnitude.ZERO) {
            return (float) -CLIP;
        }
        if (references == 0) {
            return 0f;
        }
        double relative =
                (logSignificand - meanLogSignificand) + ((long) exponent * references - exponentSum) * ln2Share;
        return (float) (relative > CLIP ? CLIP : relative < -CLIP ? -CLIP : relative);
    }

    private void requireMode(ObservationMode wanted) {
        if (mode != wanted) {
            throw new IllegalStateException("observation: expected an encoder for " + wanted + ", got one for " + mode);
        }
    }
}
