package dmsb.proofs.zoo;

import dmsb.core.random.SeedTree;
import dmsb.proofs.horizon.FactorRule;
import dmsb.proofs.horizon.History;
import java.util.Arrays;
import java.util.List;

/**
 * Rules that post a factor for each bidder from the past. The strict ones look at the others' past and at what no bid moves; each of
 * the others lets one thing enter that the bidder moves.
 */
public final class FactorZoo {
    private static final double FIRST = 1.5;
    private static final double TYPICAL = 4.0;

    private FactorZoo() {}

    /**
     * The strict rules first, then those that a bidder can move.
     *
     * @return all specimens
     */
    public static List<FactorSpecimen> all() {
        return List.of(
                strict("constant rho", (past, n) -> FIRST, "nothing moves it"),
                strict(
                        "lagged reserve of the others",
                        (past, n) -> past.rounds() == 0
                                ? 1.0
                                : ratio(past.estimate(past.rounds()), past.highestOfOthers(last(past), n)),
                        "rho_n = max(1, estimate / the others' last highest bid)"),
                strict(
                        "mean of the others' past",
                        FactorZoo::meanOfOthers,
                        "rho_n = max(1, mean of all past bids of others / 2)"),
                strict(
                        "announced looks",
                        FactorZoo::withLooks,
                        "the UAV gets every round with an estimate above 3 whatever is bid, and only what it showed then is used"),
                movable(
                        "the last round's two highest bids",
                        (past, n) -> past.rounds() == 0 ? FIRST : ratio(ranked(past, 1), ranked(past, 2)),
                        "a tie makes rho 1"),
                movable(
                        "own past",
                        (past, n) -> past.rounds() == 0 ? FIRST : ratio(TYPICAL, past.bid(last(past), n)),
                        "a high bid that loses lowers rho_n"),
                movable(
                        "winners",
                        (past, n) ->
                                past.rounds() > 0 && past.outcome(last(past)).winner() == n ? 2.0 : 1.0,
                        "who lets a round pass pays less in the next"),
                movable(
                        "who served",
                        (past, n) ->
                                past.rounds() > 0 && !past.outcome(last(past)).uavServes() ? 2.0 : FIRST - 0.5,
                        "a tie gives the round to the UAV and lowers rho"),
                movable(
                        "prices",
                        (past, n) ->
                                past.rounds() > 0 && past.outcome(last(past)).price() > 1.0 ? 2.0 : 1.0,
                        "no sale, no price"),
                movable(
                        "the contract",
                        (past, n) ->
                                past.rounds() == 0 ? 1.0 : ratio(contract(past), past.highestOfOthers(last(past), n)),
                        "(13) is computed from highest bids, own ones among them"),
                movable(
                        "a mean of all bids",
                        (past, n) -> past.rounds() == 0
                                ? 1.0
                                : ratio(past.highestOfOthers(last(past), n), mean(past.bids(last(past)))),
                        "the others' bid is measured by a reference that holds the own"),
                movable(
                        "ranks without names",
                        (past, n) -> past.rounds() == 0 ? 1.0 : ratio(TYPICAL, ranked(past, 2)),
                        "the highest bid is dropped, not the bidder's: its bid moves the second"),
                movable(
                        "a value revealed by serving",
                        (past, n) ->
                                past.rounds() > 0 && past.revealed(last(past)).orElse(TYPICAL) > 1.0 ? 3.0 : 1.0,
                        "a tie makes the UAV serve and show its value"),
                movable(
                        "a UAV that learns by serving",
                        (past, n) -> past.rounds() == 0
                                ? 1.0
                                : ratio(past.revealed(last(past)).orElse(TYPICAL), past.highestOfOthers(last(past), n)),
                        "it declares what it saw when it served"),
                movable("load", (past, n) -> 1.0 + sold(past), "every task sold to the ground fills its queue"),
                movable(
                        "battery",
                        (past, n) -> past.rounds() > sold(past) ? 1.0 : 2.0,
                        "a UAV that has served is empty, and rho 1 sends the task to the ground"),
                movable(
                        "join time",
                        (past, n) -> hasBid(past, n) ? 2.0 : 1.0,
                        "who has not bid before is welcomed with rho 1"),
                movable(
                        "cancelled rounds",
                        FactorZoo::withoutCancelled,
                        "a round with a bid of 0 counts as cancelled, and the others' bids are gone with it"),
                movable(
                        "coins seeded by bids",
                        (past, n) -> past.rounds() == 0 ? 1.0 : coin(mean(past.bids(last(past)))) ? 1.0 : 3.0,
                        "another bid is another coin"),
                movable(
                        "learned weights",
                        (past, n) -> past.rounds() == 0
                                ? 1.0
                                : Math.max(1.0, weight(past) * past.highestOfOthers(last(past), n) / TYPICAL),
                        "the others' bid enters with a weight that is fitted to all bids"));
    }

    private static FactorSpecimen strict(String name, FactorRule rule, String why) {
        return new FactorSpecimen(name, rule, true, why);
    }

    private static FactorSpecimen movable(String name, FactorRule rule, String why) {
        return new FactorSpecimen(name, rule, false, why);
    }

    private static int last(History past) {
        return past.rounds() - 1;
    }

    /** max(1, a/b); infinite if b alone is 0. */
    private static double ratio(double a, double b) {
        return a <= b ? 1.0 : a / b;
    }

    private static double ranked(History past, int rank) {
        double[] bids = past.bids(last(past));
        Arrays.sort(bids);
        return bids[bids.length - rank];
    }

    private static double mean(double... bids) {
        double sum = 0.0;
        for (double bid : bids) {
            sum += bid;
        }
        return sum / bids.length;
    }

    private static double meanOfOthers(History past, int bidder) {
        double sum = 0.0;
        int count = 0;
        for (int t = 0; t < past.rounds(); t++) {
            for (int n = 1; n <= past.bidders(); n++) {
                sum += n == bidder ? 0.0 : past.bid(t, n);
                count += n == bidder ? 0 : 1;
            }
        }
        return count == 0 ? FIRST : Math.max(1.0, sum / count / 2.0);
    }

    private static boolean isLook(History past, int round) {
        return past.estimate(round) > 3.0;
    }

    private static double withLooks(History past, int bidder) {
        if (isLook(past, past.rounds())) {
            return Double.POSITIVE_INFINITY;
        }
        double rho = FIRST;
        for (int t = 0; t < past.rounds(); t++) {
            rho = isLook(past, t) ? Math.max(1.0, past.revealed(t).orElse(1.0)) : rho;
        }
        return rho;
    }

    private static double contract(History past) {
        double sum = 0.0;
        for (int t = 0; t < past.rounds(); t++) {
            sum += Math.max(past.bid(t, 1), past.highestOfOthers(t, 1));
        }
        return sum / past.rounds();
    }

    private static int sold(History past) {
        int sold = 0;
        for (int t = 0; t < past.rounds(); t++) {
            sold += past.outcome(t).uavServes() ? 0 : 1;
        }
        return sold;
    }

    private static boolean hasBid(History past, int bidder) {
        for (int t = 0; t < past.rounds(); t++) {
            if (past.bid(t, bidder) > 0.0) {
                return true;
            }
        }
        return false;
    }

    private static double withoutCancelled(History past, int bidder) {
        double rho = 1.0;
        for (int t = 0; t < past.rounds(); t++) {
            boolean cancelled = false;
            for (double bid : past.bids(t)) {
                cancelled |= bid == 0.0;
            }
            rho = cancelled ? rho : Math.max(1.0, past.highestOfOthers(t, bidder) / 2.0);
        }
        return rho;
    }

    private static boolean coin(double seed) {
        return SeedTree.of(Double.doubleToLongBits(seed)).stream().nextInt(2) == 0;
    }

    /** How much the highest bid exceeds the mean, over all rounds: fitted to everybody's bids. */
    private static double weight(History past) {
        double highest = 0.0;
        double all = 0.0;
        for (int t = 0; t < past.rounds(); t++) {
            highest += Math.max(past.bid(t, 1), past.highestOfOthers(t, 1));
            all += mean(past.bids(t));
        }
        return all == 0.0 ? 1.0 : highest / all;
    }
}
