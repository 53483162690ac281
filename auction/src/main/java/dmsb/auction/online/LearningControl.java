package dmsb.auction.online;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.rl.SnapshotAgent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which model prices, which one priced before, and whether learning may go on: where the learner's publications and the
 * operator's decisions meet. Safe for many threads; whoever publishes, freezes or rolls back holds its lock for that moment.
 */
final class LearningControl {
    private final Object lock = new Object();
    private final ModelRule rule;
    private volatile GoodModel present;
    private @Nullable GoodModel before;

    /** How often the operator has decided: a candidate is published only if there was no decision since it was taken. */
    private volatile long decisions;

    private volatile long rollbacks;
    private volatile boolean frozen;
    private volatile boolean learnerInDoubt;
    private volatile @Nullable SavedState goBackTo;
    private volatile @Nullable Throwable failure;

    /**
     * A control under which nothing was decided yet.
     *
     * @param rule the rule that publications go to
     * @param present what prices now
     */
    LearningControl(ModelRule rule, GoodModel present) {
        this.rule = rule;
        this.present = present;
    }

    GoodModel present() {
        return present;
    }

    long decisions() {
        return decisions;
    }

    long rollbacks() {
        return rollbacks;
    }

    boolean frozen() {
        return frozen;
    }

    /** What was thrown last and is not forgotten. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Takes note of what was thrown where the learner was not at work. */
    void note(Throwable thrown) {
        failure = thrown;
    }

    /** Freezes learning, because something was thrown in the middle of it. */
    void fail(Throwable thrown) {
        learnerInDoubt = true;
        frozen = true;
        failure = thrown;
    }

    /** {@link OnlineLearning#freeze}. */
    void freeze() {
        synchronized (lock) {
            decisions++;
            frozen = true;
        }
    }

    /** {@link OnlineLearning#unfreeze}. */
    void unfreeze() {
        synchronized (lock) {
            decisions++;
            failure = null;
            if (learnerInDoubt) {
                learnerInDoubt = false;
                goBackTo = present.learner();
            }
            frozen = false;
        }
    }

    /** {@link OnlineLearning#rollback}, but for the learner, which {@link #takeEarlierLearner} hands out. */
    PricedBy rollback() {
        synchronized (lock) {
            decisions++;
            rollbacks++;
            GoodModel earlier = before;
            if (earlier != null) {
                rule.publish(earlier.model());
                present = earlier;
                before = null;
            }
            learnerInDoubt = false;
            goBackTo = present.learner();
            return rule.published();
        }
    }

    /** Whether the learner has to go back to an earlier state. */
    boolean goesBack() {
        return goBackTo != null;
    }

    /** The state that the learner has to go back to, once; null if there is none. */
    @Nullable
    SavedState takeEarlierLearner() {
        synchronized (lock) { // or the state of a rollback in between would be forgotten
            SavedState earlier = goBackTo;
            goBackTo = null;
            return earlier;
        }
    }

    /**
     * Publishes a model, unless learning is frozen or the operator has decided something meanwhile.
     *
     * @param good the model
     * @param decided how many {@link #decisions} there were when the model was taken from the learner
     * @return false if it is withheld
     */
    boolean publish(GoodModel good, long decided) {
        synchronized (lock) {
            if (frozen || decisions != decided) {
                return false;
            }
            rule.publish(good.model());
            before = present;
            present = good;
            return true;
        }
    }

    void save(StateWriter state) {
        synchronized (lock) {
            GoodModel earlier = before;
            state.put("frozen", frozen ? 1L : 0L);
            state.put("learnerInDoubt", learnerInDoubt ? 1L : 0L);
            state.put("rollbacks", rollbacks);
            state.put("publication", rule.published().publication());
            present.save(state.under("present"));
            state.put("models", earlier == null ? 1L : 2L);
            if (earlier != null) {
                earlier.save(state.under("before"));
            }
        }
    }

    void restore(StateReader state, Scenario scenario, SnapshotAgent agent) {
        synchronized (lock) {
            decisions++;
            frozen = state.wholeNumber("frozen", 0, 1) == 1;
            learnerInDoubt = state.wholeNumber("learnerInDoubt", 0, 1) == 1;
            rollbacks = state.wholeNumber("rollbacks");
            present = GoodModel.restored(state.under("present"), scenario, agent);
            before = state.wholeNumber("models", 1, 2) == 1
                    ? null
                    : GoodModel.restored(state.under("before"), scenario, agent);
            rule.publish(present.model(), state.wholeNumber("publication"));
            goBackTo = null;
        }
    }
}
