package dmsb.proofs.law;

import dmsb.proofs.law.Counterexample.Contradiction;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a counterexample simpler, one bidder or one number at a time, as long as it stays one. */
final class Shrinking {
    private static final double[] SIMPLE = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0.5, 1.5, 2.5, 3.5, 0.1, 0.01, 20, 30, 40, 50, 60, 80, 100, 200, 500, 1000
    };
    private static final double[] SIMPLEST = {1, 2, 3, 4, 0};
    private static final int MOST_DIGITS = 16;

    private static final RoundingMode[] MODES = {RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP};

    private final Trial trial;
    private final Search search;
    private Contradiction simplest;

    private Shrinking(Trial trial, Search search, Contradiction found) {
        this.trial = trial;
        this.search = search;
        this.simplest = found;
    }

    static Contradiction shrink(Trial trial, Search search, Contradiction found) {
        Shrinking shrinking = new Shrinking(trial, search, found);
        boolean simpler = true;
        while (simpler) {
            simpler = shrinking.dropBidder()
                    || shrinking.dropIdentity()
                    || shrinking.simplifyNumber()
                    || shrinking.simplifyTwo()
                    || shrinking.moveToTheFront();
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
                Change change = without(e.change(), leave);
                if (accept(fewer, e.bidder() > leave ? e.bidder() - 1 : e.bidder(), change)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The change, told by the numbers of those that are left when one bidder leaves. */
    private static Change without(Change change, int leave) {
        if (change instanceof Change.Swap swap && swap.other() > leave) {
            return new Change.Swap(swap.other() - 1);
        } else if (change instanceof Change.Join join) {
            return new Change.Join(join.bids(), moved(join.place(), leave));
        } else if (change instanceof Change.FalseNames names) {
            return new Change.FalseNames(names.bid(), names.extras(), moved(names.place(), leave));
        }
        return change;
    }

    private static int moved(int place, int leave) {
        return place != Change.BEHIND && place > leave ? place - 1 : place;
    }

    private boolean dropIdentity() {
        Experiment e = simplest.experiment();
        List<Double> joining = joining(e.change());
        for (int i = 0; i < joining.size() && joining.size() > 1; i++) {
            List<Double> fewer = new ArrayList<>(joining);
            fewer.remove(i);
            if (accept(e.bids(), e.bidder(), withJoining(e.change(), fewer, place(e.change())))) {
                return true;
            }
        }
        return place(e.change()) != Change.BEHIND
                && accept(e.bids(), e.bidder(), withJoining(e.change(), joining, Change.BEHIND));
    }

    private static List<Double> joining(Change change) {
        return change instanceof Change.Join join
                ? join.bids()
                : change instanceof Change.FalseNames names ? names.extras() : List.of();
    }

    private static int place(Change change) {
        return change instanceof Change.Join join
                ? join.place()
                : change instanceof Change.FalseNames names ? names.place() : Change.BEHIND;
    }

    /** Two bids at once: one alone may have to stay where the other is. */
    private boolean simplifyTwo() {
        Experiment e = simplest.experiment();
        double[] bids = e.bids();
        for (int i = 0; i < bids.length; i++) {
            for (int j = 0; j < i; j++) {
                for (double x : simplest()) {
                    for (double y : simplest()) {
                        if (acceptTwo(e, i, x, j, y)) {
                            return true;
                        }
                    }
                }
                for (double both : bids[i] == bids[j] ? simplerThan(bids[i]) : List.<Double>of()) {
                    if (acceptTwo(e, i, both, j, both)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** 0 and the first whole numbers, or the first multiples of the step where those are too small or too large for the market. */
    private double[] simplest() {
        double unit = 0.5 * search.step() <= 1.0 && SIMPLEST[3] <= search.highest() ? 1.0 : search.step();
        return Arrays.stream(SIMPLEST).map(x -> unit * x).toArray();
    }

    private boolean acceptTwo(Experiment e, int i, double x, int j, double y) {
        double[] changed = e.bids();
        changed[i] = x;
        changed[j] = y;
        return accept(changed, e.bidder(), withKeptBid(e, changed[e.bidder() - 1]));
    }

    /** The same change beside another value of the bidder, if its first name goes on bidding the value. */
    private static Change withKeptBid(Experiment e, double value) {
        return e.change() instanceof Change.FalseNames names && names.bid() == e.value()
                ? names.withBid(value)
                : e.change();
    }

    /** The bidder whom it is about becomes the first, if places are of no importance. */
    private boolean moveToTheFront() {
        Experiment e = simplest.experiment();
        if (e.bidder() == 1 || e.change() instanceof Change.Swap) {
            return false;
        }
        double[] bids = e.bids();
        double first = bids[0];
        bids[0] = bids[e.bidder() - 1];
        bids[e.bidder() - 1] = first;
        return accept(bids, 1, e.change());
    }

    private static Change withJoining(Change change, List<Double> bids, int place) {
        return change instanceof Change.FalseNames names
                ? new Change.FalseNames(names.bid(), bids, place)
                : new Change.Join(bids, place);
    }

    private boolean simplifyNumber() {
        Experiment e = simplest.experiment();
        double[] bids = e.bids();
        for (int i = 0; i < bids.length; i++) {
            for (double simple : simplerThan(bids[i])) {
                double[] changed = bids.clone();
                changed[i] = simple;
                if (accept(changed, e.bidder(), withKeptBid(e, changed[e.bidder() - 1]))) {
                    return true;
                }
            }
        }
        Change change = e.change();
        if (change instanceof Change.Rebid rebid) {
            return acceptAny(e, simplerThan(rebid.bid()), Change.Rebid::new);
        } else if (change instanceof Change.Scale scale) {
            return acceptAny(e, simplerFactors(scale.factor()), Change.Scale::new);
        } else if (change instanceof Change.FalseNames names) {
            List<Double> simpler = simplerThan(names.bid());
            simpler.add(e.value());
            if (acceptAny(e, simpler, names::withBid)) {
                return true;
            }
        }
        List<Double> joining = joining(change);
        for (int i = 0; i < joining.size(); i++) {
            int index = i;
            if (acceptAny(e, simplerThan(joining.get(i)), x -> {
                List<Double> all = new ArrayList<>(joining);
                all.set(index, x);
                return withJoining(change, all, place(change));
            })) {
                return true;
            }
        }
        return false;
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

    /**
     * Numbers that are simpler, from half a step on and up to the end of the search's range, or nearer to that: what is found in a
     * market is told in its amounts.
     */
    private List<Double> simplerThan(double number) {
        List<Double> numbers = simpler(number);
        double lowest = Math.min(0.5 * search.step(), number);
        double highest = Math.max(search.highest(), number);
        numbers.removeIf(x -> x != 0.0 && !(x >= lowest && x <= highest));
        return numbers;
    }

    private static List<Double> simplerFactors(double factor) {
        List<Double> numbers = simpler(factor);
        numbers.removeIf(x -> x == 0.0);
        return numbers;
    }

    private static List<Double> simpler(double number) {
        List<Double> numbers = new ArrayList<>();
        for (double simple : SIMPLE) {
            numbers.add(simple);
        }
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            for (RoundingMode mode : MODES) {
                numbers.add(Simplicity.rounded(number, digits, mode));
            }
        }
        numbers.removeIf(x -> !(x >= 0.0) || Simplicity.of(x) >= Simplicity.of(number));
        return numbers;
    }
}
