package dmsb.auction.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import org.junit.jupiter.api.Test;

class HindsightRoundTest {
    private static HindsightRound open(double uavValue) {
        HindsightRound hindsight =
                new HindsightRound(PastRounds.open(7, 2, 6, 5), RoundTerms.of(3).withZeta(0.5));
        hindsight.open(uavValue, true);
        return hindsight;
    }

    @Test
    void theSurplusHasAPartOfTheUavAndOneOfTheGround() {
        HindsightRound hindsight = open(9);
        Round round = hindsight.round();
        round.awardBy(1.1);
        hindsight.settle(0.25);
        assertEquals(6, hindsight.surplus());
        assertEquals(6, hindsight.groundSurplus());
        assertEquals(0, hindsight.uavSurplus());
        assertEquals(0.25, hindsight.delay());

        round.awardBy(1.25);
        assertEquals(4.5, hindsight.surplus());
        assertEquals(4.5, hindsight.uavSurplus());
        assertEquals(0, hindsight.groundSurplus());
        assertEquals(7, round.surplus(), "the auctioneer knows the estimate only");
    }

    @Test
    void theFirstBestGoesToTheLargerWeightedValueAndToTheUavInATie() {
        HindsightRound below = open(11);
        below.awardToBest();
        assertEquals(2, below.round().winner());
        assertEquals(6, below.firstBest());
        HindsightRound tied = open(12);
        tied.awardToBest();
        assertEquals(0, tied.round().winner());
        HindsightRound above = open(13);
        above.awardToBest();
        assertEquals(0, above.round().winner());
        assertEquals(6.5, above.firstBest());
    }

    /** What (12a) is worth, by hand: the winner's value, the UAV's weighed with zeta. */
    @Test
    void theSurplusUnderAFactorCountsTheWinnersValueAndTheBargainingPower() {
        HindsightRound hindsight = open(9);
        assertEquals(6, hindsight.surplusUnder(1.1));
        assertEquals(4.5, hindsight.surplusUnder(1.25));
        hindsight.round().awardBy(2);
        assertEquals(6, hindsight.surplusUnder(1.1), "whatever was awarded");
        HindsightRound strong =
                new HindsightRound(PastRounds.open(7, 5, 9), RoundTerms.of(2).withZeta(2.0));
        strong.open(7, true);
        assertEquals(14, strong.firstBest());
        assertEquals(14, strong.surplusUnder(2));
    }
}
