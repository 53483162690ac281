package dmsb.experiments.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.log.BidLog;
import dmsb.auction.log.BidLogBuilder;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Round;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueEstimationTest {
    private static final Scenario PAPER = Scenario.preset("paper");

    /** A log under a rule, and the true values that it does not show. */
    private static BidLog record(PostedRule rule, List<Double> truth) {
        BidLogBuilder builder = new BidLogBuilder(3, 0);
        new Evaluation(new SimulatedRounds(PAPER), SeedTree.of(3))
                .run(Sellers.of(rule), 0, 40, (e, i, source, hindsight) -> {
                    Round round = hindsight.round();
                    if (i == 0) {
                        builder.beginMarket();
                    }
                    truth.add(hindsight.uavValue());
                    double value = round.uavServes() ? hindsight.uavValue() : Double.NaN;
                    builder.add(round.bids(), round.estimate(), round.contract(), value, new double[0], new double[4]);
                });
        return builder.build();
    }

    @Test
    void unseenValuesAreEstimatedThreeTimesBetterThanTheUavDeclaresThem() {
        List<Double> truth = new ArrayList<>();
        BidLog log = record(new LaggedReserveRule(), truth);
        ValueEstimation estimation = ValueEstimation.of(log, PAPER.uavLag());
        double declared = 0;
        double estimated = 0;
        double sum = 0;
        double trueSum = 0;
        int unknown = 0;
        for (int row = 0; row < log.rows(); row++) {
            if (log.uavValueKnown(row)) {
                assertEquals(truth.get(row), estimation.log().uavValue(row));
            } else {
                declared += square(StrictMath.log(log.estimate(row) / truth.get(row)));
                estimated += square(StrictMath.log(estimation.log().uavValue(row) / truth.get(row)));
                sum += estimation.log().uavValue(row);
                trueSum += truth.get(row);
                unknown++;
            }
        }
        double error = StrictMath.sqrt(estimated / unknown);
        assertTrue(error < StrictMath.sqrt(declared / unknown) / 3, "error " + error);
        assertTrue(Math.abs(sum / trueSum - 1) < 0.03, "bias " + sum / trueSum);
        // What it says of its own error, which it cannot see, is of the right size: the residuals are no exact
        // autoregression.
        assertTrue(error < 1.5 * estimation.error(), error + " and " + estimation.error());
        assertTrue(error > estimation.error() / 1.5, error + " and " + estimation.error());
    }

    private static double square(double x) {
        return x * x;
    }

    @Test
    void withoutEnoughValuesTheDeclaredEstimatesStand() {
        BidLog log = record(new ConstantRule(1), new ArrayList<>());
        ValueEstimation estimation = ValueEstimation.of(log, PAPER.uavLag());
        assertTrue(Double.isNaN(estimation.error()));
        assertSame(log, estimation.log());
        assertEquals(log.estimate(17), log.uavValue(17));
    }

    @Test
    void withAllValuesThereIsNothingToEstimate() {
        BidLog log = record(new ConstantRule(Double.POSITIVE_INFINITY), new ArrayList<>());
        assertSame(log, ValueEstimation.of(log, 5).log());
        assertEquals(0, ValueEstimation.of(log, 5).error());
    }
}
