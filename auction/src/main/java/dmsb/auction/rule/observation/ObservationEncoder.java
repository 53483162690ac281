package dmsb.auction.rule.observation;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Market;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Magnitude;
import dmsb.auction.round.Round;
import dmsb.core.argument.Require;
import java.util.Arrays;

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
 * <p>Every amount of money enters as its log minus the mean log of the reference set, clipped to [-4, 4]. The reference
 * set is the positive bids of those past rounds. So a common factor of all amounts changes nothing. A factor
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
    private final int groundStations;
    private final int conditionCount;
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
        this.groundStations = scenario.groundStations();
        this.history = scenario.history();
        this.observed = forecasts.observedRounds(history);
        this.conditionCount = ConditionLayout.count(groundStations);
        this.base = conditionCount
                + 2
                + observed * (groundStations + 3)
                + (mode == ObservationMode.CURRENT_BIDS ? groundStations : 0);
        this.size = base + forecasts.size();
        this.sorted = new double[groundStations];
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
        return conditionCount;
    }

    /**
     * Where a past bid stands in an observation.
     *
     * @param age the round's age, 0 to H - 1
     * @param rank the bid's rank, 0 is the highest
     * @return the index
     */
    public int bidIndex(int age, int rank) {
        return conditionCount + 2 + age * (groundStations + 3) + rank;
    }

    /**
     * Where the estimate of a past round stands in an observation.
     *
     * @param age the round's age, 0 to H - 1
     * @return the index
     */
    public int estimateIndex(int age) {
        return bidIndex(age, groundStations);
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
        forecasts.write(announcement, target, base);
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
        System.arraycopy(bids, 0, sorted, 0, groundStations);
        Arrays.sort(sorted);
        for (int i = groundStations - 1; i >= 0; i--) {
            target[next++] = relative(sorted[i]);
        }
        forecasts.write(announcement, target, base);
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
        Require.size("conditions", announcement.conditions().length, conditionCount);
        Require.exactly("groundStations", past.groundStations(), groundStations);
        Require.exactly("history", past.capacity(), history);
        Require.size("target", target.length, size);
        setReference(past);
        int next = 0;
        for (double condition : announcement.conditions()) {
            target[next++] = (float) condition;
        }
        target[next++] = relative(announcement.estimate());
        target[next++] = relativeContract(announcement.contract());
        int rounds = Math.min(past.size(), observed);
        for (int age = 0; age < rounds; age++) {
            for (int rank = 0; rank < groundStations; rank++) {
                target[next++] = relative(past.bidLogSignificand(age, rank), past.bidExponent(age, rank));
            }
            target[next++] = relative(past.estimateLogSignificand(age), Magnitude.exponent(past.estimate(age)));
            target[next++] = past.uavServed(age) ? 1f : 0f;
            target[next++] = relative(past.surplusLogSignificand(age), Magnitude.exponent(past.surplus(age)));
        }
        int end = next + (observed - rounds) * (groundStations + 3);
        while (next < end) {
            target[next++] = 0f;
        }
        return end;
    }

    private void setReference(BidHistory past) {
        double logSum = 0.0;
        exponentSum = 0;
        references = 0;
        int rounds = Math.min(past.size(), observed);
        for (int age = 0; age < rounds; age++) {
            for (int rank = 0; rank < groundStations; rank++) {
                int exponent = past.bidExponent(age, rank);
                if (exponent != Magnitude.ZERO) {
                    logSum += past.bidLogSignificand(age, rank);
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
