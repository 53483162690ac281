package dmsb.experiments.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.EachTaskAlone;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.random.SeedTree;
import dmsb.nn.agent.SetActorShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A set actor learns to price the tasks of a slot together, for any number of them, to the same bytes. */
class DenseTrainingTest {
    private static final SeedTree SEEDS = SeedTree.of(31);
    private static final LinearFilterModel MODEL =
            Sellers.fittedFilter(new Evaluation(Scenario.standard(), SEEDS.child("fit")), 40);

    private static DenseTraining training(SetActorShape.Head head, Intersection... markets) {
        return new DenseTraining(List.of(markets), MODEL, head, 32, 2e-3, 0.002, SEEDS.child("learned"));
    }

    private static double fraction(Intersection intersection, VectorRule rule) {
        return new DenseEvaluation(intersection, SEEDS.child("held out"))
                .run(rule, 10)
                .fraction();
    }

    /** On these episodes the filter for each task alone has .92 of first best. */
    @Test
    void pricesTogetherWhatItLearnedTogether() {
        Intersection dense = Intersection.of(Scenario.preset("dense"));
        DenseTraining training = training(SetActorShape.Head.SOFTMAX, dense);
        training.train(800);
        double learned = fraction(dense, training.rule(dense));
        double alone = fraction(dense, new EachTaskAlone(4, MODEL::open));
        assertTrue(learned > alone + 0.02, learned + " against " + alone);
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedSameBytesForAnyNumberOfTasks(SetActorShape.Head head) {
        Intersection one = Intersection.of(Scenario.standard(), 1, 2);
        Intersection three = Intersection.of(Scenario.standard(), 3, 2);
        DenseTraining whole = training(head, one, three);
        whole.train(8);
        DenseTraining pieces = training(head, one, three);
        pieces.train(5);
        fraction(three, pieces.rule(three)); // an evaluation in between changes nothing
        pieces.train(3);
        assertEquals(8, pieces.updates());
        assertEquals(whole.learner().tensors(), pieces.learner().tensors());
        assertEquals(fraction(one, whole.rule(one)), fraction(one, pieces.rule(one)));
    }

    @Test
    void marketsDifferInTheirTasksAlone() {
        Intersection one = Intersection.of(Scenario.standard(), 2, 1);
        Intersection two = Intersection.of(Scenario.standard(), 2, 2);
        assertThrows(IllegalArgumentException.class, () -> training(SetActorShape.Head.SOFTMAX, one, two));
        assertThrows(IllegalArgumentException.class, () -> training(SetActorShape.Head.SOFTMAX));
    }
}
