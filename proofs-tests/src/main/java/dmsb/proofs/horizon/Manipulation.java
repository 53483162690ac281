package dmsb.proofs.horizon;

import dmsb.auction.mechanism.Outcome;
import dmsb.core.argument.Require;
import dmsb.core.math.ShortestDecimal;
import dmsb.proofs.law.Amounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A manipulation over several rounds: a bidder gains by bids other than its values, while the others bid the same as
 * before. Anybody can check these data without the search that found them.
 *
 * @param market what the task is worth to whom; the others bid these values in both plays
 * @param bidder who misreports, 1 to N
 * @param bids what it bids instead, a bid for every round
 * @param truthful the outcomes of the rounds if all bid their values
 * @param misreported the outcomes of the rounds if the bidder bids these bids
 */
public record Manipulation(
        HorizonCase market, int bidder, List<Double> bids, List<Outcome> truthful, List<Outcome> misreported) {
    /** Sums of prices this many ulps of the largest amount apart are equal. */
    private static final int ULPS = 16;

    /**
     * Copies the lists.
     *
     * @param market what the task is worth to whom
     * @param bidder who misreports, 1 to N
     * @param bids what it bids instead, a bid for every round
     * @param truthful the outcomes of the rounds if all bid their values
     * @param misreported the outcomes of the rounds if the bidder bids these bids
     */
    public Manipulation {
        bids = List.copyOf(bids);
        truthful = List.copyOf(truthful);
        misreported = List.copyOf(misreported);
    }

    /**
     * Plays both, the truth and the misreport.
     *
     * @param rule posts the factors
     * @param market what the task is worth to whom
     * @param bidder who misreports, 1 to N
     * @param bids what it bids instead, a bid for every round. Not modified.
     * @return both plays, which need not be a gain: {@link #isGain}
     * @throws IllegalArgumentException if there is no such bidder, or not a bid for every round
     * @throws IllegalStateException if the rule throws or posts no factor
     */
    public static Manipulation play(FactorRule rule, HorizonCase market, int bidder, double... bids) {
        Require.within("bidder", bidder, 1, market.bidders());
        Require.exactly("bids", bids.length, market.rounds());
        double[][] values = market.values();
        double[][] changed = market.values();
        List<Double> list = new ArrayList<>();
        for (int t = 0; t < bids.length; t++) {
            changed[t][bidder - 1] = bids[t];
            list.add(bids[t]);
        }
        return new Manipulation(
                market, bidder, list, Horizon.play(rule, market, values), Horizon.play(rule, market, changed));
    }

    /**
     * What the misreport is worth to the bidder over all rounds.
     *
     * @return its utility with it less its utility with the truth
     */
    public double gain() {
        double[][] values = market.values();
        return Horizon.utility(misreported, values, bidder) - Horizon.utility(truthful, values, bidder);
    }

    /**
     * Whether the gain is more than roundings of prices can have made.
     *
     * @return true if it is
     */
    public boolean isGain() {
        double largest = 0.0;
        for (double[] round : market.values()) {
            for (double value : round) {
                largest = Math.max(largest, value);
            }
        }
        for (double bid : bids) {
            largest = Math.max(largest, bid);
        }
        return gain() > ULPS * Math.ulp(largest);
    }

    /**
     * Repeats both plays.
     *
     * @param rule posts the factors
     * @return true iff all rounds come out as before
     */
    public boolean isConfirmedBy(FactorRule rule) {
        try {
            return play(
                            rule,
                            market,
                            bidder,
                            bids.stream().mapToDouble(Double::doubleValue).toArray())
                    .equals(this);
        } catch (Horizon.RefusedPlay refused) {
            return false;
        }
    }

    /**
     * Both plays in words, for example <code>values {1, 4}, then {4, 1}: bidder 1 loses, then loses; bidding 4, then 4 it loses,
     * then wins at 1: gain 3</code>. The UAV's values and estimates are told unless all are 1.
     *
     * @return one line
     */
    @Override
    public String toString() {
        StringJoiner values = new StringJoiner(", then ", "values ", "");
        for (double[] round : market.values()) {
            values.add(Amounts.set(round));
        }
        StringJoiner instead = new StringJoiner(", then ", "; bidding ", " it ");
        bids.forEach(bid -> instead.add(ShortestDecimal.of(bid)));
        return values + uav() + ": bidder " + bidder + " " + fate(truthful) + instead + fate(misreported) + ": gain "
                + Amounts.short12(gain());
    }

    private String uav() {
        StringJoiner worth = new StringJoiner(", then ", ", worth to the UAV ", "");
        for (double value : market.uavValues()) {
            worth.add(ShortestDecimal.of(value));
        }
        StringJoiner said = new StringJoiner(", then ", ", estimated at ", "");
        for (double estimate : market.estimates()) {
            said.add(ShortestDecimal.of(estimate));
        }
        return (isFlat(market.uavValues()) ? "" : worth.toString())
                + (isFlat(market.estimates()) ? "" : said.toString());
    }

    private static boolean isFlat(double[] amounts) {
        for (double amount : amounts) {
            if (amount != 1.0) {
                return false;
            }
        }
        return true;
    }

    private String fate(List<Outcome> outcomes) {
        StringJoiner joiner = new StringJoiner(", then ");
        for (Outcome outcome : outcomes) {
            joiner.add(outcome.winner() == bidder ? "wins at " + ShortestDecimal.of(outcome.price()) : "loses");
        }
        return joiner.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Manipulation that
                && bidder == that.bidder
                && bids.equals(that.bids)
                && truthful.equals(that.truthful)
                && misreported.equals(that.misreported)
                && Arrays.deepEquals(market.values(), that.market.values())
                && Arrays.equals(market.uavValues(), that.market.uavValues())
                && Arrays.equals(market.estimates(), that.market.estimates());
    }

    @Override
    public int hashCode() {
        return 31 * bids.hashCode() + bidder;
    }
}
