package dmsb.proofs.vector;

import dmsb.auction.mechanism.Bids;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.proofs.law.Amounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cases of random markets. Amounts are multiples of 1/16 of the step, so that sums, differences and simple products of them are
 * exact; what rounds is not taken for what breaks a law. In most markets they are usual ones, about 4 steps; in some they lie
 * anywhere up to {@link VectorSearch#highest}. In all, some bids lie that far above the others. In some markets one bidder's
 * amounts are several times as high, so that it wins most tasks or all; and in some its values lie just above what wins.
 */
final class VectorProbes implements VectorQuestions.Tries {
    private static final int PARTS = 16;
    private static final int LARGEST_USUAL = 64 * PARTS;
    private static final int OCTAVES = 14; // from 1/16 of a step to 1,024
    private static final int MOST_SETS = 16;
    private static final int RANDOM_LISTS = 6;
    private static final int FAR_LISTS = 2;

    /** Of so many markets one is wide. */
    private static final int WIDE = 5;

    /** Of so many markets one has a strong bidder. */
    private static final int STRONG = 4;

    /** What the values of the strong one are multiplied by, from 2. */
    private static final int STRONGEST = 8;

    /** Of so many markets one is asked with values just above what wins, too. */
    private static final int CLOSE = 10;

    private final VectorTrials trials;
    private final VectorLaw law;
    private final VectorSearch search;
    private final RandomStream random;
    private boolean wide;

    private VectorProbes(VectorTrials trials, VectorLaw law, VectorSearch search) {
        this.trials = trials;
        this.law = law;
        this.search = search;
        this.random = SeedTree.of(search.seed()).child("vector").stream();
    }

    static void search(VectorTrials trials, VectorLaw law, VectorSearch search) {
        VectorProbes probes = new VectorProbes(trials, law, search);
        for (int t = 0; t < search.tries(); t++) {
            probes.probe();
        }
    }

    private void probe() {
        int tasks = search.fewestTasks() + random.nextInt(search.mostTasks() - search.fewestTasks() + 1);
        int bidders = search.fewestBidders() + random.nextInt(search.mostBidders() - search.fewestBidders() + 1);
        wide = random.nextInt(WIDE) == 0;
        double[][] values = new double[tasks][bidders];
        for (double[] bids : values) {
            for (int n = 0; n < bidders; n++) {
                bids[n] = amount();
            }
        }
        if (random.nextInt(STRONG) == 0) {
            strengthen(values, random.nextInt(bidders));
        }
        VectorQuestions.ask(trials, law, values, this);
        boolean isOfOne = law == VectorLaw.INDIVIDUALLY_RATIONAL || law == VectorLaw.STRATEGY_PROOF;
        if (isOfOne && random.nextInt(CLOSE) == 0) {
            askClose(values, 1 + random.nextInt(bidders));
        }
    }

    private void strengthen(double[][] values, int index) {
        int factor = 2 + random.nextInt(STRONGEST - 1);
        for (double[] bids : values) {
            bids[index] *= factor;
        }
    }

    /** The same market with one bidder's values just above its critical bids: on all tasks, and on sets at random. */
    private void askClose(double[][] values, int bidder) {
        double @Nullable [] critical =
                VectorCritical.of(trials.slots(), values, bidder, search.step() / PARTS, OCTAVES + 1);
        if (critical == null) {
            return;
        }
        for (long set : new long[] {-1L, random.nextLong(), random.nextLong()}) {
            double[][] close = Amounts.copy(values);
            for (int m = 0; m < close.length; m++) {
                close[m][bidder - 1] = (set >> m & 1) != 0 ? critical[m] : 0.0;
            }
            VectorQuestions.askOf(trials, law, close, bidder, this);
        }
    }

    /** About 4 steps, in a wide market any; sometimes a whole number of them, so that there are ties, sometimes 0. */
    private double amount() {
        if (random.nextInt(4) == 0) {
            return search.step() * random.nextInt(7);
        }
        if (wide) {
            return anywhere();
        }
        double spread = 4 * PARTS * StrictMath.exp(0.7 * random.nextGaussian());
        return search.step() / PARTS * Math.min(Math.rint(spread), LARGEST_USUAL);
    }

    /** Log-uniform up to the highest amount. */
    private double anywhere() {
        return search.step() / PARTS * Math.rint(StrictMath.pow(2.0, OCTAVES * random.nextDouble()));
    }

    /** On each set of tasks: nothing, just more than the others, more than twice as much, or half; lists at random, and far more. */
    @Override
    public List<double[]> misreports(double[][] values, int bidder) {
        double[] truth = new double[values.length];
        double[] highest = new double[values.length];
        for (int m = 0; m < truth.length; m++) {
            truth[m] = values[m][bidder - 1];
            highest[m] = Bids.highestOfOthers(values[m], values[m].length, bidder - 1);
        }
        List<double[]> lists = new ArrayList<>();
        for (long set : sets(values.length)) {
            double[] nothing = truth.clone();
            double[] justMore = truth.clone();
            double[] muchMore = truth.clone();
            double[] half = truth.clone();
            for (int m = 0; m < truth.length; m++) {
                if ((set >> m & 1) != 0) {
                    nothing[m] = 0.0;
                    justMore[m] = highest[m] + search.step() / PARTS;
                    muchMore[m] = 2.0 * (highest[m] + search.step());
                    half[m] = 0.5 * truth[m];
                }
            }
            lists.addAll(List.of(nothing, justMore, muchMore, half));
        }
        addRandom(lists, truth);
        addFar(lists, truth, highest);
        return lists;
    }

    /** On each set of tasks: half of the second-highest bid, the highest and more; lists at random, and far more. */
    @Override
    public List<double[]> identities(double[][] values) {
        double[] none = new double[values.length];
        double[] highest = none.clone();
        for (int m = 0; m < none.length; m++) {
            highest[m] = Arrays.stream(values[m]).max().orElse(0.0);
        }
        List<double[]> lists = new ArrayList<>();
        for (long set : sets(values.length)) {
            double[] low = none.clone();
            double[] equal = none.clone();
            double[] more = none.clone();
            for (int m = 0; m < none.length; m++) {
                if ((set >> m & 1) != 0) {
                    double[] sorted = values[m].clone();
                    Arrays.sort(sorted);
                    low[m] = 0.5 * sorted[Math.max(0, sorted.length - 2)];
                    equal[m] = highest[m];
                    more[m] = highest[m] + search.step();
                }
            }
            lists.addAll(List.of(low, equal, more));
        }
        addRandom(lists, none);
        addFar(lists, none, highest);
        return lists;
    }

    private void addRandom(List<double[]> lists, double[] usual) {
        for (int i = 0; i < RANDOM_LISTS; i++) {
            double[] list = usual.clone();
            for (int m = 0; m < list.length; m++) {
                list[m] = random.nextInt(2) == 0 ? list[m] : amount();
            }
            lists.add(list);
        }
    }

    /** For some tasks, one of them at least, any amount above the highest. */
    private void addFar(List<double[]> lists, double[] usual, double[] highest) {
        for (int i = 0; i < FAR_LISTS; i++) {
            double[] list = usual.clone();
            int task = random.nextInt(list.length);
            for (int m = 0; m < list.length; m++) {
                list[m] = m == task || random.nextInt(2) == 0 ? highest[m] + anywhere() : list[m];
            }
            lists.add(list);
        }
    }

    /** All sets of tasks that are not empty; of many tasks some: each alone, all, and some at random. */
    private List<Long> sets(int tasks) {
        List<Long> sets = new ArrayList<>();
        if (1L << Math.min(tasks, 62) <= MOST_SETS) {
            for (long set = 1; set < 1L << tasks; set++) {
                sets.add(set);
            }
            return sets;
        }
        sets.add(-1L);
        for (int i = 0; i < MOST_SETS; i++) {
            sets.add(i % 2 == 0 ? 1L << random.nextInt(tasks) : random.nextLong());
        }
        return sets;
    }
}
