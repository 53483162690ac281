package dmsb.proofs.vector;

import java.util.ArrayList;
import java.util.List;

/** All cases on a small grid: all values, and all that a bidder can bid instead. */
final class VectorGrid {
    /** The amounts in steps; of many tasks and bidders the smaller ones. */
    static final double[] FOUR = {0.0, 1.0, 2.0, 4.0};

    private static final double[] THREE = {0.0, 1.0, 2.0};

    private final VectorTrials trials;
    private final VectorLaw law;
    private final VectorSearch search;

    private VectorGrid(VectorTrials trials, VectorLaw law, VectorSearch search) {
        this.trials = trials;
        this.law = law;
        this.search = search;
    }

    static void search(VectorTrials trials, VectorLaw law, VectorSearch search) {
        VectorGrid grid = new VectorGrid(trials, law, search);
        grid.all(1, 1, FOUR);
        grid.all(1, 2, FOUR);
        grid.all(1, 3, FOUR);
        grid.all(2, 1, FOUR);
        grid.all(2, 2, FOUR);
        grid.all(2, 3, THREE);
        grid.all(3, 1, FOUR);
        grid.all(3, 2, THREE);
    }

    private void all(int tasks, int bidders, double[] points) {
        if (!search.concerns(tasks, bidders) || trials.simplest() != null) {
            return;
        }
        List<double[]> lists = lists(tasks, points);
        VectorQuestions.Tries tries = new VectorQuestions.Tries() {
            @Override
            public List<double[]> misreports(double[][] values, int bidder) {
                return lists;
            }

            @Override
            public List<double[]> identities(double[][] values) {
                return lists;
            }
        };
        for (double[] flat : lists(tasks * bidders, points)) {
            double[][] values = new double[tasks][bidders];
            for (int i = 0; i < flat.length; i++) {
                values[i / bidders][i % bidders] = flat[i];
            }
            VectorQuestions.ask(trials, law, values, tries);
        }
    }

    /** All lists of so many amounts. */
    private List<double[]> lists(int count, double[] points) {
        List<double[]> lists = new ArrayList<>();
        double[] list = new double[count];
        int[] at = new int[count];
        while (true) {
            for (int i = 0; i < count; i++) {
                list[i] = search.step() * points[at[i]];
            }
            lists.add(list.clone());
            int place = 0;
            while (place < count && ++at[place] == points.length) {
                at[place++] = 0;
            }
            if (place == count) {
                return lists;
            }
        }
    }
}
