package dmsb.auction.rule.filter;

import dmsb.auction.round.BidHistory;
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
        for (int i = 0; i < PAST; i++) {
            target.mean()[i] = logs[value(i)];
            System.arraycopy(covariance[i], 0, target.covariance()[i], 0, PAST);
        }
        belief.extend(target, logs);
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
        observe(round.uavServes() && round.uavValueRevealed());
    }

    /**
     * Becomes what is believed after the rounds of a history, in units of the highest bid of one of them.
     *
     * @param history the history. Not modified.
     * @param unit the age of the round whose highest bid is the unit
     */
    void set(BidHistory history, int unit) {
        clear();
        for (int age = history.size() - 1; age >= 0; age--) {
            if (history.bid(age, 0) > 0) {
                Belief.read(history, age, unit, read, width);
                observe(history.uavValueRevealed(age));
            }
        }
    }

    /** Takes note of the round that has been read. */
    private void observe(boolean isSeen) {
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
        int pattern = 0;
        for (int i = 0; i < PAST; i++) {
            pattern |= seen[i] ? 1 << i : 0;
        }
        Moments.Prediction prediction = belief.first(pattern);
        double unit = unit();
        double[] relative = new double[logs.length];
        for (int i = 0; i < logs.length; i++) {
            relative[i] = logs[i] - unit;
        }
        double[] means = new double[PAST - Integer.bitCount(pattern)];
        prediction.means(relative, means);
        for (int i = 0, a = 0; i < PAST; i++) {
            Arrays.fill(covariance[i], 0);
            if (!seen[i]) {
                logs[value(i)] = means[a] + unit;
                for (int k = 0, b = 0; k < PAST; k++) {
                    covariance[i][k] = seen[k] ? 0 : prediction.covariance()[a][b++];
                }
                a++;
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
