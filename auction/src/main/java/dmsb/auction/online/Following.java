package dmsb.auction.online;

import dmsb.auction.market.Reveal;
import dmsb.auction.round.RoundFollower;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.core.checkpoint.StateWriter;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Makes a lesson of a round as soon as what the UAV's serving is worth is known as well as it will be. */
final class Following implements RoundFollower {
    private final RoundTerms terms;
    private final Seen seen;
    private final double estimate;
    private final LongAdder awaiting;
    private final Consumer<Lesson> lessons;
    private boolean awaited;

    /**
     * The follower of a posted round.
     *
     * @param terms say what is revealed, and what the UAV's value counts
     * @param seen what the model observed when rho was fixed
     * @param estimate the UAV's declared estimate
     * @param awaited whether the round was settled and the UAV's value is to be revealed
     * @param awaiting counts the rounds of all followers that are
     * @param lessons takes the lesson
     */
    Following(
            RoundTerms terms,
            Seen seen,
            double estimate,
            boolean awaited,
            LongAdder awaiting,
            Consumer<Lesson> lessons) {
        this.terms = terms;
        this.awaiting = awaiting;
        this.lessons = lessons;
        this.seen = seen;
        this.estimate = estimate;
        this.awaited = awaited;
    }

    @Override
    public void onSettled(Settlement settlement) {
        if (settlement.uavServes() && terms.reveal() == Reveal.SERVED) {
            awaited = true;
            awaiting.increment();
        } else {
            offer(settlement, estimate);
        }
    }

    @Override
    public void onRevealed(Settlement settlement, double uavValue) {
        if (awaited) {
            awaited = false;
            awaiting.decrement();
            offer(settlement, uavValue);
        }
    }

    private void offer(Settlement settlement, double uavValue) {
        lessons.accept(new Lesson(seen, settlement, terms.worth(uavValue)));
    }

    @Override
    public void save(StateWriter state) {
        state.put("awaiting", awaited ? 1L : 0L);
        seen.save(state);
    }
}
