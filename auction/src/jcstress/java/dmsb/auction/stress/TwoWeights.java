package dmsb.auction.stress;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.random.RandomStream;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;

/**
 * A model of two weights, in plain fields as those of a network are, that decides for the first action with the old weights
 * and for the second with the new ones. One that is seen in pieces decides for the third.
 */
final class TwoWeights implements PolicySnapshot {
    static final Scenario SCENARIO = Scenario.preset("paper")
            .with(Scenario.GROUND_STATIONS, 1)
            .with(Scenario.HISTORY, 1)
            .with(Scenario.ACTIONS, 3);
    static final int OLD = 0;
    static final int NEW = 1;
    static final int TORN = 2;
    private static final int OBSERVATIONS = new ObservationEncoder(SCENARIO).size();

    private int first;
    private int second;

    TwoWeights(int weight) {
        first = weight;
        second = weight;
    }

    static LearnedModel model(int weight) {
        return LearnedModel.of(SCENARIO, new TwoWeights(weight));
    }

    static Announcement announcement() {
        RoundTerms terms = RoundTerms.of(SCENARIO);
        return new Announcement(terms.conditionCount(), new BidHistory(terms));
    }

    @Override
    public int observationSize() {
        return OBSERVATIONS;
    }

    @Override
    public int actionCount() {
        return SCENARIO.actions();
    }

    @Override
    public boolean draws() {
        return false;
    }

    @Override
    public Policy open() {
        return new Opened(first, second);
    }

    /** A policy that notices a second caller: as plain a counter as can be. */
    private static final class Opened implements Policy {
        private final int first;
        private final int second;
        private int callers;

        Opened(int first, int second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public int act(float[] observation, RandomStream random) {
            callers++;
            int action = first == second && callers == 1 ? first : TORN;
            callers--;
            return action;
        }
    }
}
