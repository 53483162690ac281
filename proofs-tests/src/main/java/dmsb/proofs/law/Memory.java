package dmsb.proofs.law;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What was asked of a stranger's auction or rule, and how it answered: the first questions, and an even sample of all others. What it
 * refused is kept apart, so that a few refusals among many answers are not lost. A function answers the same when it is asked
 * again. For one thread.
 *
 * @param <Q> a question
 * @param <A> an answer, or that there is none
 */
public final class Memory<Q, A> {
    /** How often something that was found is confirmed before it is reported. */
    public static final int CONFIRMATIONS = 16;

    private static final int TIMES_REFUSED = 4;

    private final Function<Q, A> ask;
    private final BiPredicate<A, A> isLike;
    private final EvenSample<Asked<Q, A>> answered;
    private final EvenSample<Asked<Q, A>> refused;

    private record Asked<Q, A>(Q question, A answer, int times) {}

    /**
     * Whoever is told of a question that was answered in two ways.
     *
     * @param <Q> a question
     * @param <A> an answer, or that there is none
     */
    @FunctionalInterface
    public interface Changing<Q, A> {
        /**
         * A question was answered in two ways.
         *
         * @param question the question
         * @param first the first answer
         * @param later the answer when it was asked again
         */
        void found(Q question, A first, A later);
    }

    /**
     * A memory of nothing.
     *
     * @param most how many questions are remembered beside the first ones, at most; and as many that were refused
     * @param ask asks a question
     * @param isLike whether two answers are the same
     */
    public Memory(int most, Function<Q, A> ask, BiPredicate<A, A> isLike) {
        this.ask = ask;
        this.isLike = isLike;
        this.answered = new EvenSample<>(most);
        this.refused = new EvenSample<>(most);
    }

    /**
     * Counts a question that was asked.
     *
     * @param isRefused whether there was no answer
     * @return whether it is one of those to {@link #keep}
     */
    public boolean takes(boolean isRefused) {
        return (isRefused ? refused : answered).takes();
    }

    /**
     * Keeps the question that was counted last.
     *
     * @param question the question; not modified from now on
     * @param answer its answer
     * @param isRefused whether there was no answer
     */
    public void keep(Q question, A answer, boolean isRefused) {
        (isRefused ? refused : answered).add(new Asked<>(question, answer, isRefused ? TIMES_REFUSED : 1));
    }

    /**
     * Asks what is kept again, the last first; what was refused several times.
     *
     * @param between what is done {@link #CONFIRMATIONS} times or more meanwhile, evenly
     * @param changing told of each question that is answered in another way now
     */
    public void askAgain(Runnable between, Changing<Q, A> changing) {
        List<Asked<Q, A>> all = new ArrayList<>(answered.backwards());
        all.addAll(refused.backwards());
        int step = Math.max(1, all.size() / CONFIRMATIONS);
        for (int i = 0; i < Math.max(all.size(), CONFIRMATIONS); i++) {
            if (i < all.size()) {
                askAgain(all.get(i), changing);
            }
            if (i % step == 0) {
                between.run();
            }
        }
    }

    private void askAgain(Asked<Q, A> asked, Changing<Q, A> changing) {
        for (int time = 0; time < asked.times(); time++) {
            A again = ask.apply(asked.question());
            if (!isLike.test(asked.answer(), again)) {
                changing.found(asked.question(), asked.answer(), again);
                return;
            }
        }
    }
}
