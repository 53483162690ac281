package dmsb.auction.rule.filter;

import dmsb.auction.round.Round;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.Arrays;

/**
 * What is believed of a market after some rounds: the logs of the last {@link Belief#PAST} rounds, of which those of
 * zeta v_0 are Gaussian where they have not been seen. For one thread.
 */
final class BeliefState implements Checkpointed {
    private static final int PAST = Belief.PAST;

    private final Belief belief;
    private final int width;
    private final double[] logs; // the oldest round first; of hidden values the means
    private final boolean[] seen; // of the last rounds, the oldest first; for the first belief
    private final double[][] covariance; // of the values, the oldest first
    private final double[] sorted;
    private final double[] read;
    private final Gaussian room;
    private int rows;

    BeliefState(Belief belief) {
        this.belief = belief;
        this.width = belief.width();
        this.logs = new double[PAST * width];
        this.seen = new boolean[PAST];
        this.covariance = new double[PAST][PAST];
        this.sorted = new double[belief.groundStations()];
        this.read = new double[width];
        this.room = new Gaussian(PAST + width);
    }

    /** A vector of the values of the last rounds, the oldest first, and the numbers of the round to come. */
    static Gaussian room(Belief belief) {
        return new Gaussian(PAST + belief.width());
    }

    /** Forgets all rounds. */
    void clear() {
        rows = 0;
    }

    /** Becomes equal to another state of the same belief that knows enough. */
    void set(BeliefState other) {
        rows = other.rows;
        System.arraycopy(other.logs, 0, logs, 0, logs.length);
        for (int i = 0; i < PAST; i++) {
            System.arraycopy(other.covariance[i], 0, covariance[i], 0, PAST);
        }
    }

    /** Whether there are as many rounds as a round depends on. */
    boolean knowsEnough() {
        return rows == PAST;
    }

    /** The log of the last round's highest bid. */
    double unit() {
        return logs[(PAST - 1) * width];
    }

    /** The logs of the last rounds, the oldest first, of hidden values the means; not a copy. */
    double[] logs() {
        return logs;
    }

    /** What is believed of the values of the last rounds and of the round to come, before anything is announced. */
    void predict(Gaussian target) {
        double[] mean = target.mean();
        double[][] all = target.covariance();
        double[][] weights = belief.weights();
        for (int i = 0; i < PAST; i++) {
            mean[i] = logs[value(i)];
            System.arraycopy(covariance[i], 0, all[i], 0, PAST);
        }
        for (int j = 0; j < width; j++) {
            double sum = belief.offsets()[j];
            for (int i = 0; i < logs.length; i++) {
                sum += weights[j][i] * logs[i];
            }
            mean[PAST + j] = sum;
            for (int i = 0; i < PAST; i++) {
                double cross = 0;
                for (int k = 0; k < PAST; k++) {
                    cross += weights[j][value(k)] * covariance[k][i];
                }
                all[PAST + j][i] = cross;
                all[i][PAST + j] = cross;
            }
        }
        for (int j = 0; j < width; j++) {
            for (int l = 0; l <= j; l++) {
                double sum = belief.noise()[j][l];
                for (int k = 0; k < PAST; k++) {
                    sum += weights[l][value(k)] * all[PAST + j][k];
                }
                all[PAST + j][PAST + l] = sum;
                all[PAST + l][PAST + j] = sum;
            }
        }
    }

    /** Where the value of a round stands among the logs. */
    private int value(int row) {
        return row * width + width - 1;
    }

    /** Takes note of a round. */
    void observe(Round round) {
        if (!(round.highest() > 0)) {
            return; // it tells nothing
        }
        Belief.read(round, sorted, read, 0, width);
        boolean isSeen = round.uavServes() && round.uavValueRevealed();
        if (knowsEnough()) {
            predict(room);
            settle(room, read, 0, isSeen);
            return;
        }
        System.arraycopy(read, 0, logs, rows * width, width);
        seen[rows++] = isSeen;
        if (knowsEnough()) {
            begin();
        }
    }

    /** The first belief, from the rounds that have been observed. */
    private void begin() {
        int hidden = 0;
        for (boolean one : seen) {
            hidden += one ? 0 : 1;
        }
        int[] targets = new int[hidden];
        int[] given = new int[logs.length - hidden];
        int nextTarget = 0;
        int nextGiven = 0;
        for (int i = 0; i < logs.length; i++) {
            if (i % width == width - 1 && !seen[i / width]) {
                targets[nextTarget++] = i;
            } else {
                given[nextGiven++] = i;
            }
        }
        double unit = unit();
        double[] relative = new double[logs.length];
        for (int i = 0; i < logs.length; i++) {
            relative[i] = logs[i] - unit;
        }
        Moments.Prediction prediction = belief.within(given, targets);
        double[] means = new double[hidden];
        prediction.means(relative, means);
        for (double[] row : covariance) {
            Arrays.fill(row, 0);
        }
        for (int i = 0; i < hidden; i++) {
            logs[targets[i]] = means[i] + unit;
            for (int j = 0; j < hidden; j++) {
                covariance[targets[i] / width][targets[j] / width] = prediction.covariance()[i][j];
            }
        }
    }

    /**
     * Takes note of how a predicted round came out.
     *
     * @param predicted what was believed before, perhaps with the estimate announced. Modified.
     * @param numbers the round's numbers from {@code from} on, the value only if it is seen
     */
    void settle(Gaussian predicted, double[] numbers, int from, boolean isSeen) {
        int known = isSeen ? width : width - 1;
        for (int j = 0; j < known; j++) {
            predicted.condition(PAST + j, numbers[from + j]);
        }
        System.arraycopy(logs, width, logs, 0, logs.length - width);
        System.arraycopy(predicted.mean(), PAST, logs, (PAST - 1) * width, width);
        for (int i = 0; i < PAST; i++) {
            int a = i == PAST - 1 ? PAST + width - 1 : i + 1; // of the oldest round nothing is kept
            logs[value(i)] = predicted.mean()[a];
            for (int k = 0; k < PAST; k++) {
                int b = k == PAST - 1 ? PAST + width - 1 : k + 1;
                covariance[i][k] = predicted.covariance()[a][b];
            }
        }
    }

    @Override
    public void save(StateWriter state) {
        state.put("rows", (long) rows);
        state.put("logs", logs);
        byte[] flags = new byte[PAST];
        for (int i = 0; i < PAST; i++) {
            flags[i] = (byte) (seen[i] ? 1 : 0);
            state.put("covariance" + i, covariance[i]);
        }
        state.put("seen", flags);
    }

    @Override
    public void restore(StateReader state) {
        rows = state.wholeNumber("rows", 0, PAST);
        System.arraycopy(state.doubles("logs", logs.length), 0, logs, 0, logs.length);
        byte[] flags = state.bytes("seen", PAST);
        for (int i = 0; i < PAST; i++) {
            seen[i] = flags[i] != 0;
            System.arraycopy(state.doubles("covariance" + i, PAST), 0, covariance[i], 0, PAST);
        }
    }
}
