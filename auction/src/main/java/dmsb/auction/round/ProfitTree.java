package dmsb.auction.round;

import java.util.Arrays;

/**
 * Past rounds in the order of their highest bids, with the best of all contracts. Rounds of equal highest bids are one group.
 *
 * <p>The profit of a contract is a sum over the groups up to it. So every subtree of this AVL tree (Adelson-Velsky and Landis
 * 1962) knows which of its prefixes has the largest sum, by that of its left subtree, its own group and that of its right
 * subtree. Sums are in doubles, with a bound on their rounding errors. Where the order of two prefixes is in doubt, the best
 * is in doubt. Sums are compared by their differences, so that large amounts cast no doubt on smaller ones elsewhere.
 *
 * <p>Adding a round takes O(log n). Nothing is allocated unless the history outgrows its arrays, which then double.
 */
final class ProfitTree {
    private static final double ROUNDING = 0x1p-51;
    private static final int NONE = 0;
    private static final int DEEPEST = 64;

    // Of a group. Group 0 is the empty tree.
    private int[] left = new int[128];
    private int[] right = new int[128];
    private int[] height = new int[128];
    private int[] newestRound = new int[128];
    private int[] members = new int[128];
    private double[] bids = new double[128];
    private double[] profits = new double[128];
    private double[] magnitudes = new double[128];
    // Of the tree below a group: how many rounds it has; the last group of its best prefix; the sum of this prefix, and
    // that of all after it; sums of magnitudes of the same rounds; by how much another prefix may be better, 0 if none
    // is.
    private int[] rounds = new int[128];
    private int[] best = new int[128];
    private double[] gain = new double[128];
    private double[] tail = new double[128];
    private double[] gainMagnitude = new double[128];
    private double[] tailMagnitude = new double[128];
    private double[] doubt = new double[128];
    private int root;
    private int groups;
    // Of a round: its estimate, and the one before it in its group. Round 0 is none.
    private double[] estimates = new double[128];
    private int[] earlierRound = new int[128];
    private int size;

    private final int[] path = new int[DEEPEST];
    private final ExactSum exact = new ExactSum();

    void clear() {
        root = NONE;
        groups = 0;
        size = 0;
    }

    /** Adds a round. Neither number may be negative or near the overflow threshold. */
    void add(double estimate, double highestBid) {
        int depth = 0;
        int group = root;
        while (group != NONE && bids[group] != highestBid) {
            path[depth++] = group;
            group = highestBid < bids[group] ? left[group] : right[group];
        }
        if (group == NONE) {
            group = newGroup(highestBid);
            if (depth == 0) {
                root = group;
            } else {
                attach(path[depth - 1], NONE, group);
            }
        }
        join(group, estimate);
        combine(group);
        while (--depth >= 0) {
            int before = path[depth];
            int after = balanced(before);
            if (depth == 0) {
                root = after;
            } else if (after != before) {
                attach(path[depth - 1], before, after);
            }
        }
    }

    /** The smallest contract of the largest profit, by exact arithmetic where doubles leave a doubt; 0 if none has a profit. */
    double bestContract() {
        int group = root == NONE ? NONE : best[root];
        if (root != NONE && doubt[root] > 0.0) {
            exact.clear();
            group = searchExactly(root, NONE);
        }
        return group == NONE ? 0.0 : bids[group];
    }

    /** Goes through a tree in order; the exact sum is that since the best group so far. Returns the best group. */
    private int searchExactly(int tree, int bestSoFar) {
        if (tree == NONE) {
            return bestSoFar;
        }
        int found = searchExactly(left[tree], bestSoFar);
        for (int round = newestRound[tree]; round != 0; round = earlierRound[round]) {
            exact.add(estimates[round]);
            exact.add(-bids[tree]);
        }
        if (exact.isPositive()) {
            found = tree;
            exact.clear();
        }
        return searchExactly(right[tree], found);
    }

    private int newGroup(double bid) {
        if (++groups == bids.length) {
            growGroups(2 * groups);
        }
        left[groups] = NONE;
        right[groups] = NONE;
        newestRound[groups] = 0;
        members[groups] = 0;
        bids[groups] = bid + 0.0; // no negative zero
        profits[groups] = 0.0;
        magnitudes[groups] = 0.0;
        return groups;
    }

    private void join(int group, double estimate) {
        if (++size == estimates.length) {
            estimates = Arrays.copyOf(estimates, 2 * size);
            earlierRound = Arrays.copyOf(earlierRound, 2 * size);
        }
        estimates[size] = estimate;
        earlierRound[size] = newestRound[group];
        newestRound[group] = size;
        members[group]++;
        profits[group] += estimate - bids[group];
        magnitudes[group] += estimate + bids[group];
    }

    private void attach(int parent, int before, int after) {
        boolean isLeft = before == NONE ? bids[after] < bids[parent] : left[parent] == before;
        (isLeft ? left : right)[parent] = after;
    }

    private int balanced(int tree) {
        int slope = height[left[tree]] - height[right[tree]];
        if (slope > 1) {
            if (height[left[left[tree]]] < height[right[left[tree]]]) {
                left[tree] = raisedRight(left[tree]);
            }
            return raisedLeft(tree);
        }
        if (slope < -1) {
            if (height[right[right[tree]]] < height[left[right[tree]]]) {
                right[tree] = raisedLeft(right[tree]);
            }
            return raisedRight(tree);
        }
        combine(tree);
        return tree;
    }

    private int raisedLeft(int tree) {
        int up = left[tree];
        left[tree] = right[up];
        right[up] = tree;
        combine(tree);
        combine(up);
        return up;
    }

    private int raisedRight(int tree) {
        int up = right[tree];
        right[tree] = left[up];
        left[up] = tree;
        combine(tree);
        combine(up);
        return up;
    }

    /** Computes what a tree knows from what its two subtrees know. */
    private void combine(int tree) {
        int l = left[tree];
        int r = right[tree];
        height[tree] = 1 + Math.max(height[l], height[r]);
        rounds[tree] = rounds[l] + members[tree] + rounds[r];
        // From the end of the left subtree's best prefix to that of the right one's.
        double between = tail[l] + profits[tree] + gain[r];
        double betweenMagnitude = tailMagnitude[l] + magnitudes[tree] + gainMagnitude[r];
        boolean goesOn = between > 0.0;
        // Every round adds two roundings, each at most 2^-53 of a number below the magnitude; doubled for its own.
        double error = betweenMagnitude * rounds[tree] * ROUNDING + doubt[l] + doubt[r];
        if (goesOn) {
            best[tree] = best[r] == NONE ? tree : best[r];
            gain[tree] = gain[l] + between;
            gainMagnitude[tree] = gainMagnitude[l] + betweenMagnitude;
            tail[tree] = tail[r];
            tailMagnitude[tree] = tailMagnitude[r];
        } else {
            best[tree] = best[l];
            gain[tree] = gain[l];
            gainMagnitude[tree] = gainMagnitude[l];
            tail[tree] = between + tail[r];
            tailMagnitude[tree] = betweenMagnitude + tailMagnitude[r];
        }
        doubt[tree] = Math.abs(between) <= error ? 2.0 * error : doubt[goesOn ? r : l];
    }

    private void growGroups(int capacity) {
        left = Arrays.copyOf(left, capacity);
        right = Arrays.copyOf(right, capacity);
        height = Arrays.copyOf(height, capacity);
        newestRound = Arrays.copyOf(newestRound, capacity);
        members = Arrays.copyOf(members, capacity);
        bids = Arrays.copyOf(bids, capacity);
        profits = Arrays.copyOf(profits, capacity);
        magnitudes = Arrays.copyOf(magnitudes, capacity);
        rounds = Arrays.copyOf(rounds, capacity);
        best = Arrays.copyOf(best, capacity);
        gain = Arrays.copyOf(gain, capacity);
        tail = Arrays.copyOf(tail, capacity);
        gainMagnitude = Arrays.copyOf(gainMagnitude, capacity);
        tailMagnitude = Arrays.copyOf(tailMagnitude, capacity);
        doubt = Arrays.copyOf(doubt, capacity);
    }
}
