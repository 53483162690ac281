package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The law of a whole path of rounds, by definition: every number is a constant and a linear form of independent sources. It is
 * conditioned on all that is seen at once, by solving the normal equations. An oracle for what goes from round to round.
 */
final class PathLaw {
    /** Two stations, a past as long as a belief reads, and an action for the UAV. */
    static final Scenario TWO = Scenario.standard()
            .with(Scenario.GROUND_STATIONS, 2)
            .with(Scenario.HISTORY, Belief.PAST)
            .with(Scenario.UAV_ACTION, true);

    static final int PAST = Belief.PAST;

    private final int width;
    private final double[] offsets;
    private final double[][] weights; // on the rounds before, all less the log of the last one's highest bid
    private final List<double[][]> forms = new ArrayList<>(); // of each round and number the form; the constant is last
    private final RealMatrix sources; // their covariances

    /**
     * The path that begins with so many rounds.
     *
     * @param moments of consecutive rounds, as a belief has them
     * @param rounds the numbers of the first rounds, the oldest first; those of values that are not seen are not read
     * @param seen whether the value of each is seen
     * @param more how many rounds follow
     */
    PathLaw(Moments moments, double[][] rounds, boolean[] seen, int more) {
        width = rounds[0].length;
        int hidden = 0;
        for (boolean is : seen) {
            hidden += is ? 0 : 1;
        }
        int size = hidden + more * width;
        sources = new Array2DRowRealMatrix(size, size);
        int[] targets = new int[hidden];
        int[] given = new int[PAST * width - hidden];
        double[] flat = new double[(PAST + 1) * width];
        double unit = rounds[PAST - 1][0];
        for (int i = 0, t = 0, g = 0; i < PAST * width; i++) {
            if (i % width == width - 1 && !seen[i / width]) {
                targets[t++] = i;
                flat[i] = Double.NaN;
            } else {
                given[g++] = i;
                flat[i] = rounds[i / width][i % width] - unit;
            }
        }
        Moments.Prediction first = moments.predict(given, targets, Moments.RIDGE);
        double[] means = new double[hidden];
        first.means(flat, means);
        for (int i = 0; i < PAST * width; i++) {
            if (i % width == 0) {
                forms.add(new double[width][size + 1]);
            }
            int t = Arrays.binarySearch(targets, i);
            forms.get(i / width)[i % width][size] = t < 0 ? rounds[i / width][i % width] : means[t] + unit;
            if (t >= 0) {
                forms.get(i / width)[i % width][t] = 1;
            }
        }
        int[] all = new int[PAST * width];
        Arrays.setAll(all, i -> i);
        Moments.Prediction next = moments.predictLast(width, all);
        offsets = new double[width];
        next.means(new double[flat.length], offsets);
        weights = new double[width][all.length];
        for (int i : all) {
            double[] one = new double[flat.length];
            double[] answer = new double[width];
            one[i] = 1;
            next.means(one, answer);
            for (int j = 0; j < width; j++) {
                weights[j][i] = answer[j] - offsets[j];
            }
        }
        if (hidden > 0) {
            sources.setSubMatrix(first.covariance(), 0, 0);
        }
        for (int k = 0; k < more; k++) {
            sources.setSubMatrix(next.covariance(), hidden + k * width, hidden + k * width);
            add(hidden + k * width);
        }
    }

    private void add(int noise) {
        int last = forms.size() - 1;
        double[] unit = forms.get(last)[0];
        double[][] round = new double[width][unit.length];
        for (int j = 0; j < width; j++) {
            for (int s = 0; s < unit.length; s++) {
                double sum = unit[s];
                for (int i = 0; i < weights[j].length; i++) {
                    double form = forms.get(last - PAST + 1 + i / width)[i % width][s];
                    sum += weights[j][i] * (form - unit[s]);
                }
                round[j][s] = sum;
            }
            round[j][unit.length - 1] += offsets[j];
            round[j][noise + j] += 1;
        }
        forms.add(round);
    }

    /** What a round is expected to be given all numbers of those before. */
    double[] next(double[][] path, int round) {
        double unit = path[round - 1][0];
        double[] numbers = new double[width];
        for (int j = 0; j < width; j++) {
            numbers[j] = unit + offsets[j];
            for (int i = 0; i < weights[j].length; i++) {
                numbers[j] += weights[j][i] * (path[round - PAST + i / width][i % width] - unit);
            }
        }
        return numbers;
    }

    /** The place of a number of a round among those of a path; the last number of a round is its value. */
    int place(int round, int number) {
        return round * width + number;
    }

    int value(int round) {
        return place(round, width - 1);
    }

    private double[] form(int place) {
        return forms.get(place / width)[place % width];
    }

    private RealMatrix forms(int[] places) {
        RealMatrix rows = new Array2DRowRealMatrix(places.length, sources.getRowDimension());
        for (int i = 0; i < places.length; i++) {
            rows.setRow(i, Arrays.copyOf(form(places[i]), sources.getRowDimension()));
        }
        return rows;
    }

    /** The covariances of numbers where others are known, whatever they are. */
    double[][] covariance(int[] places, int[] known) {
        return law(places, known, new double[known.length]).covariance();
    }

    /** The means and covariances of numbers where others are known. */
    Law law(int[] places, int[] known, double[] values) {
        RealMatrix wanted = forms(places);
        RealMatrix covariance = wanted.multiply(sources).multiply(wanted.transpose());
        double[] mean = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            double[] form = form(places[i]);
            mean[i] = form[form.length - 1];
        }
        if (known.length > 0) {
            RealMatrix given = forms(known);
            RealMatrix cross = wanted.multiply(sources).multiply(given.transpose());
            RealMatrix among = given.multiply(sources).multiply(given.transpose());
            RealMatrix gain =
                    cross.multiply(new LUDecomposition(among).getSolver().getInverse());
            double[] surprise = new double[known.length];
            for (int i = 0; i < known.length; i++) {
                double[] form = form(known[i]);
                surprise[i] = values[i] - form[form.length - 1];
            }
            double[] moved = gain.operate(surprise);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += moved[i];
            }
            covariance = covariance.subtract(gain.multiply(cross.transpose()));
        }
        return new Law(mean, covariance.getData());
    }

    /** Means and covariances. */
    @SuppressWarnings("ArrayRecordComponent") // only read
    record Law(double[] mean, double[][] covariance) {}

    /** What a state believes after rounds with two bids each; of values that are not seen anything is given. */
    static BeliefState state(Belief belief, double[][] logs, boolean[] seen) {
        BeliefState state = new BeliefState(belief);
        for (int t = 0; t < logs.length; t++) {
            state.observe(round(logs[t], seen[t]));
        }
        return state;
    }

    /** A round with the numbers that are given; the UAV serves and is seen, or a station wins. */
    static Round round(double[] logs, boolean seen) {
        Round round = PastRounds.open(StrictMath.exp(logs[2]), StrictMath.exp(logs[0]), StrictMath.exp(logs[1]));
        round.award(seen ? 0 : 1, 0);
        if (seen) {
            round.reveal(StrictMath.exp(logs[3]));
        }
        return round;
    }

    /**
     * Moments of consecutive rounds of a market in which bids and value follow slow walks, all less the log of the highest bid
     * of the last round but one, as a fit measures them.
     */
    static Moments moments(Scenario scenario) {
        int width = Belief.width(scenario);
        RandomStream random = SeedTree.of(11).stream();
        SecondMoments moments = new SecondMoments((PAST + 1) * width);
        double[] sample = new double[(PAST + 1) * width];
        for (int s = 0; s < 400; s++) {
            double level = random.nextGaussian();
            double uav = level + 0.5 * random.nextGaussian();
            for (int t = 0; t <= PAST; t++) {
                level += 0.2 * random.nextGaussian();
                uav += 0.3 * random.nextGaussian() + 0.2 * (level - uav);
                double bid = level + 0.3 * random.nextGaussian();
                for (int j = 0; j < width - 2; j++) {
                    sample[t * width + j] = bid;
                    bid -= Math.abs(0.3 * random.nextGaussian());
                }
                sample[t * width + width - 2] = uav + 0.4 * random.nextGaussian();
                sample[t * width + width - 1] = uav;
            }
            double unit = sample[(PAST - 1) * width];
            for (int i = 0; i < sample.length; i++) {
                sample[i] -= unit;
            }
            moments.add(sample);
        }
        return moments.moments();
    }
}
