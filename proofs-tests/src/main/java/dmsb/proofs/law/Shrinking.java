package dmsb.proofs.law;

import dmsb.proofs.law.Counterexample.Contradiction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a counterexample simpler, one bidder or one number at a time, as long as it stays one. */
final class Shrinking {
    private static final double[] SIMPLE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0.5, 1.5, 2.5, 3.5, 0.1, 0.01};
    private static final int MOST_DIGITS = 16;

    private final Trial trial;
    private Contradiction simplest;

    private Shrinking(Trial trial, Contradiction found) {
        this.trial = trial;
        this.simplest = found;
    }

    static Contradiction shrink(Trial trial, Contradiction found) {
        Shrinking shrinking = new Shrinking(trial, found);
        boolean simpler = true;
        while (simpler) {
            simpler = shrinking.dropBidder() || shrinking.dropIdentity() || shrinking.simplifyNumber();
        }
        return shrinking.simplest;
    }

    private boolean dropBidder() {
        Experiment e = simplest.experiment();
        double[] bids = e.bids();
        for (int leave = bids.length; leave >= 1 && bids.length > 1; leave--) {
            boolean isSwapped = e.change() instanceof Change.Swap swap && swap.other() == leave;
            if (leave != e.bidder() && !isSwapped) {
                double[] fewer = new double[bids.length - 1];
                System.arraycopy(bids, 0, fewer, 0, leave - 1);
                System.arraycopy(bids, leave, fewer, leave - 1, bids.length - leave);
                Change change = e.change() instanceof Change.Swap swap && swap.other() > leave
                        ? new Change.Swap(swap.other() - 1)
                        : e.change();
                if (accept(fewer, e.bidder() > leave ? e.bidder() - 1 : e.bidder(), change)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean dropIdentity() {
        Experiment e = simplest.experiment();
        if (e.change() instanceof Change.Join join && join.bids().size() > 1) {
            for (int i = 0; i < join.bids().size(); i++) {
                List<Double> fewer = new ArrayList<>(join.bids());
                fewer.remove(i);
                if (accept(e.bids(), e.bidder(), new Change.Join(fewer))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean simplifyNumber() {
        Experiment e = simplest.experiment();
        double[] bids = e.bids();
        for (int i = 0; i < bids.length; i++) {
            for (double simple : simplerThan(bids[i])) {
                double[] changed = bids.clone();
                changed[i] = simple;
                if (accept(changed, e.bidder(), e.change())) {
                    return true;
                }
            }
        }
        Change change = e.change();
        if (change instanceof Change.Rebid rebid) {
            return acceptAny(e, simplerThan(rebid.bid()), Change.Rebid::new);
        } else if (change instanceof Change.Scale scale) {
            return acceptAny(e, simplerThan(scale.factor()), Change.Scale::new);
        } else if (change instanceof Change.Join join) {
            for (int i = 0; i < join.bids().size(); i++) {
                int index = i;
                if (acceptAny(e, simplerThan(join.bids().get(i)), x -> withBid(join, index, x))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Change withBid(Change.Join join, int index, double bid) {
        List<Double> bids = new ArrayList<>(join.bids());
        bids.set(index, bid);
        return new Change.Join(bids);
    }

    private interface ChangeOf {
        Change with(double number);
    }

    private boolean acceptAny(Experiment e, List<Double> numbers, ChangeOf change) {
        for (double number : numbers) {
            if (accept(e.bids(), e.bidder(), change.with(number))) {
                return true;
            }
        }
        return false;
    }

    private boolean accept(double[] bids, int bidder, Change change) {
        @Nullable Contradiction found = trial.contradiction(bids, bidder, change);
        if (found == null || Simplicity.compare(found.experiment(), simplest.experiment()) >= 0) {
            return false;
        }
        simplest = found;
        return true;
    }

    private static List<Double> simplerThan(double number) {
        List<Double> numbers = new ArrayList<>();
        for (double simple : SIMPLE) {
            numbers.add(simple);
        }
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            numbers.add(Wording.round(number, digits).doubleValue());
        }
        numbers.removeIf(x -> !(x >= 0.0) || Simplicity.of(x) >= Simplicity.of(number));
        return numbers;
    }
}
