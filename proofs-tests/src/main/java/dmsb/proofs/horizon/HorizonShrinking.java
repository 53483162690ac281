package dmsb.proofs.horizon;

import dmsb.proofs.law.Amounts;
import dmsb.proofs.law.SimplerNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Simplifies a manipulation, one bidder, one round or one number at a time, as long as it remains one. It prefers fewer
 * numbers, then fewer untruthful bids, then simpler numbers.
 */
final class HorizonShrinking {
    private static final double NUMBER = 1000.0;
    private static final double LIE = 100.0;

    private final Plays plays;
    private Manipulation simplest;

    private HorizonShrinking(Plays plays, Manipulation found) {
        this.plays = plays;
        this.simplest = found;
    }

    static Manipulation shrink(Plays plays, Manipulation found) {
        HorizonShrinking shrinking = new HorizonShrinking(plays, found);
        boolean simpler = true;
        while (simpler) {
            simpler =
                    shrinking.dropBidder() || shrinking.dropRound() || shrinking.tellTheTruth() || shrinking.simplify();
        }
        return shrinking.simplest;
    }

    /** What it costs a reader. */
    static double cost(Manipulation found) {
        double[][] values = found.market().values();
        double cost = NUMBER * values.length * values[0].length - 1e-3 * Math.min(1.0, found.gain());
        for (int t = 0; t < values.length; t++) {
            cost += found.bids().get(t) == values[t][found.bidder() - 1]
                    ? 0.0
                    : LIE + SimplerNumbers.cost(found.bids().get(t));
            for (double value : values[t]) {
                cost += SimplerNumbers.cost(value);
            }
            cost += 2.0
                    * (SimplerNumbers.cost(found.market().uavValues()[t])
                            + SimplerNumbers.cost(found.market().estimates()[t]));
        }
        return cost + 1e-2 * found.bidder();
    }

    private boolean dropBidder() {
        double[][] values = simplest.market().values();
        for (int leave = values[0].length; leave >= 1 && values[0].length > 2; leave--) {
            if (leave != simplest.bidder()) {
                double[][] fewer = new double[values.length][];
                for (int t = 0; t < values.length; t++) {
                    fewer[t] = Amounts.without(values[t], leave - 1);
                }
                int bidder = simplest.bidder() > leave ? simplest.bidder() - 1 : simplest.bidder();
                if (accept(
                        fewer, simplest.market().uavValues(), simplest.market().estimates(), bidder, bids())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean dropRound() {
        double[][] values = simplest.market().values();
        for (int leave = 0; leave < values.length && values.length > 1; leave++) {
            double[][] fewer = new double[values.length - 1][];
            for (int t = 0; t < fewer.length; t++) {
                fewer[t] = values[t < leave ? t : t + 1];
            }
            if (accept(
                    fewer,
                    Amounts.without(simplest.market().uavValues(), leave),
                    Amounts.without(simplest.market().estimates(), leave),
                    simplest.bidder(),
                    Amounts.without(bids(), leave))) {
                return true;
            }
        }
        return false;
    }

    private boolean tellTheTruth() {
        double[][] values = simplest.market().values();
        for (int t = 0; t < values.length; t++) {
            double[] bids = bids();
            bids[t] = values[t][simplest.bidder() - 1];
            if (accept(values, simplest.market().uavValues(), simplest.market().estimates(), simplest.bidder(), bids)) {
                return true;
            }
        }
        return false;
    }

    private boolean simplify() {
        HorizonCase market = simplest.market();
        double[][] values = market.values();
        for (int t = 0; t < values.length; t++) {
            int round = t;
            for (int n = 0; n < values[t].length; n++) {
                int index = n;
                if (SimplerNumbers.offer(values[t][n], x -> {
                    double[][] changed = market.values();
                    changed[round][index] = x;
                    double[] bids = bids();
                    boolean isTruth = index == simplest.bidder() - 1 && bids[round] == values[round][index];
                    bids[round] = isTruth ? x : bids[round];
                    return accept(changed, market.uavValues(), market.estimates(), simplest.bidder(), bids);
                })) {
                    return true;
                }
            }
            if (SimplerNumbers.offer(
                            market.uavValues()[t],
                            x -> accept(
                                    values,
                                    with(market.uavValues(), round, x),
                                    market.estimates(),
                                    simplest.bidder(),
                                    bids()))
                    || SimplerNumbers.offer(
                            market.estimates()[t],
                            x -> accept(
                                    values,
                                    market.uavValues(),
                                    with(market.estimates(), round, x),
                                    simplest.bidder(),
                                    bids()))
                    || SimplerNumbers.offer(
                            bids()[t],
                            x -> accept(
                                    values,
                                    market.uavValues(),
                                    market.estimates(),
                                    simplest.bidder(),
                                    with(bids(), round, x)))) {
                return true;
            }
        }
        return false;
    }

    private static double[] with(double[] numbers, int index, double number) {
        double[] changed = numbers.clone();
        changed[index] = number;
        return changed;
    }

    private double[] bids() {
        return simplest.bids().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private boolean accept(double[][] values, double[] uavValues, double[] estimates, int bidder, double[] bids) {
        @Nullable Manipulation found = plays.manipulation(new HorizonCase(values, uavValues, estimates), bidder, bids);
        if (found == null || cost(found) >= cost(simplest)) {
            return false;
        }
        simplest = found;
        return true;
    }
}
