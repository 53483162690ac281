package dmsb.auction.evaluation;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.environment.Rounds;

/** Receives every scored round of an evaluation once the round is settled. Warm-up rounds are not scored. */
@FunctionalInterface
public interface RoundListener {
    /**
     * Takes note of a round.
     *
     * @param episode the number of the episode, as in the seeds
     * @param index the number of the round among the scored ones of the episode, from 0
     * @param rounds where the round came from, standing at it. Not modified, not kept.
     * @param round the settled round. Not modified, not kept.
     */
    void onRound(int episode, int index, Rounds rounds, HindsightRound round);
}
