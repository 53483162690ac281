package dmsb.proofs.law;

import dmsb.auction.mechanism.Bids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Experiments with extra identities where psi changes its form. One of the others' bids, t, is moved over the range of
 * the search and over the neighbours of the grid. Where psi/m, m the highest of the others' bids, changes from one amount to the
 * next, bisection encloses a place of change by two neighbouring doubles. An extra identity that moves t across that place may
 * gain from a jump of psi, however small. Beside two and three tied rivals an identity bids what changes psi/m if one more
 * rival bids it: it may form a group with them, or break one.
 */
final class Jumps {
    private static final int TRIES_A_POINT = 6;
    private static final int MOST_POINTS = 32;
    private static final double NEAR = 0x1p-40;
    private static final int MOST_PLACES = 12;
    private static final int MOST_TIED = 3;

    /** What tied rivals bid, in steps. */
    private static final double TIED = 4.0;

    private final Trial trial;
    private final Search search;

    private Jumps(Trial trial, Search search) {
        this.trial = trial;
        this.search = search;
    }

    static void search(Trial trial, Search search) {
        if (search.tries() > 0) {
            new Jumps(trial, search).search();
        }
    }

    private void search() {
        int fewest = Math.max(2, search.fewestBidders());
        if (fewest >= search.mostBidders()) {
            return;
        }
        double[] amounts = amounts();
        double[] bids = bids(fewest);
        for (double place : find(bids, amounts)) {
            cross(bids, place);
        }
        for (double point = search.step(); point <= Grid.top(search.step()); point += search.step()) {
            cross(bids, point);
        }
        for (int tied = 2; tied <= MOST_TIED && trial.law() != Law.HIGHEST_BID_DECIDES; tied++) {
            searchBeside(tied, amounts);
        }
    }

    /** Beside tied rivals an identity bids what changes psi if one more rival bids it. */
    private void searchBeside(int tied, double[] amounts) {
        if (tied + 1 < search.fewestBidders() || tied + 2 > search.mostBidders()) {
            return;
        }
        double[] bids = new double[tied + 2];
        Arrays.fill(bids, TIED * search.step());
        double[] base = Arrays.copyOf(bids, tied + 1);
        OwnBids own = OwnBids.of(trial.sales().unremembered(), base, 1);
        for (double place : find(bids, amounts)) {
            for (double extra : sides(place)) {
                hold(base, extra, own);
            }
        }
    }

    /** Bids of which one is moved: the others are 0, or the lowest amount if the auction refuses zeros. */
    private double[] bids(int bidders) {
        double[] bids = new double[bidders];
        if (bidders > 2 && Double.isNaN(ratio(bids, search.step(), 1.0))) {
            Arrays.fill(bids, search.lowest());
        }
        return bids;
    }

    /** From the lowest to the highest amount, by 2 % for 200 tries, the grid and its neighbours among them. */
    private double[] amounts() {
        List<Double> amounts = new ArrayList<>();
        int pointsAnOctave = Math.max(1, Math.min(MOST_POINTS, search.tries() / TRIES_A_POINT));
        double ratio = StrictMath.pow(2.0, 1.0 / pointsAnOctave);
        for (double t = search.lowest(); t <= search.highest(); t *= ratio) {
            amounts.add(t);
        }
        for (double t = search.step(); t <= Grid.top(search.step()); t += search.step()) {
            amounts.addAll(List.of(Math.nextDown(t), t, Math.nextUp(t)));
        }
        return amounts.stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The places between amounts at which psi/m changes: b_2 is moved. Amounts that the auction refuses are left out. */
    private List<Double> find(double[] bids, double[] amounts) {
        List<Double> places = new ArrayList<>();
        double from = Double.NaN;
        double before = Double.NaN;
        for (int i = 0; i < amounts.length && places.size() < MOST_PLACES; i++) {
            double after = ratio(bids, amounts[i], Double.isNaN(before) ? 1.0 : before);
            if (!Double.isNaN(after)) {
                if (!Double.isNaN(before) && isOther(before, after)) {
                    places.add(enclose(bids, from, before, amounts[i], after));
                }
                from = amounts[i];
                before = after;
            }
        }
        return places;
    }

    /** The upper of two neighbouring doubles between which psi/t changes, or of two between which it changes most. */
    private double enclose(double[] bids, double low, double ratioLow, double high, double ratioHigh) {
        double below = low;
        double above = high;
        double ratioBelow = ratioLow;
        double ratioAbove = ratioHigh;
        while (Math.nextUp(below) < above) {
            double middle = Double.longBitsToDouble(
                    (Double.doubleToRawLongBits(below) + Double.doubleToRawLongBits(above)) >>> 1);
            double ratio = ratio(bids, middle, ratioBelow);
            if (Double.isNaN(ratio)) {
                return above;
            } else if (distance(ratioBelow, ratio) > distance(ratio, ratioAbove)) {
                above = middle;
                ratioAbove = ratio;
            } else {
                below = middle;
                ratioBelow = ratio;
            }
        }
        return above;
    }

    private static double distance(double a, double b) {
        return a == b ? 0.0 : Math.abs(a - b);
    }

    private static boolean isOther(double a, double b) {
        return a != b && !(Math.abs(a - b) <= NEAR * Math.min(a, b));
    }

    /** psi/m, m the highest of the others' bids, b_2 = t among them. NaN if none is cleared; a right guess saves a bisection. */
    private double ratio(double[] bids, double t, double guess) {
        double[] moved = bids.clone();
        moved[1] = t;
        double highest = Bids.highestOfOthers(moved, moved.length, 0);
        double psi = guess * highest;
        if (psi > 0.0
                && psi < CriticalBid.LARGEST
                && fate(moved, psi * (1.0 - NEAR)) == Fate.LOSES
                && fate(moved, psi * (1.0 + NEAR)) == Fate.WINS) {
            return guess;
        }
        CriticalBid critical = CriticalSearch.find(trial.sales().unremembered(), moved, 1);
        return critical == null ? Double.NaN : critical.winning() / highest;
    }

    private Fate fate(double[] bids, double own) {
        return Fate.of(trial.sales().unremembered(), bids, 1, own);
    }

    /** Experiments in which an identity takes the highest bid of the others over the place, or stays at one side of it. */
    private void cross(double[] bids, double place) {
        for (double other : sides(place)) {
            double[] base = bids.clone();
            base[1] = other;
            OwnBids own = OwnBids.of(trial.sales().unremembered(), base, 1);
            for (double extra : sides(place)) {
                hold(base, extra, own);
            }
        }
    }

    private static double[] sides(double place) {
        return new double[] {Math.max(0.0, Math.nextDown(place)), place, Math.nextUp(place)};
    }

    private void hold(double[] base, double extra, OwnBids own) {
        Probes.hold(trial, base, 1, Probes.joining(trial.law(), 0.0, List.of(extra), Change.BEHIND), own);
    }
}
