package dmsb.auction.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.filter.Belief;
import dmsb.auction.rule.filter.BeliefFit;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rules that plan on a fitted belief. */
class BeliefTest {
    private static final Scenario SCENARIO =
            Scenario.standard().with(Scenario.HISTORY, 6).with(Scenario.UAV_ACTION, true);
    private static final Belief BELIEF = belief(SCENARIO);

    private static Belief belief(Scenario scenario) {
        return Sellers.fittedBelief(new Evaluation(scenario, SeedTree.of(1).child("training")), 60);
    }

    private static double[] surplus(Scenario scenario, PostedRule rule, int episodes) {
        return new Evaluation(scenario, SeedTree.of(2))
                .run(Sellers.of(rule), episodes)
                .of(Metric.SURPLUS);
    }

    private static double uavShare(PostedRule rule) {
        return new Evaluation(SCENARIO, SeedTree.of(2))
                .run(Sellers.of(rule), 20)
                .mean(Metric.UAV_SHARE);
    }

    /**
     * Without planning it is a filter: where nothing is hidden that has served, as good as the linear one, but for what its
     * longer memory and its fewer ranks do. On 300 episodes of other seeds that was .0008 of first best.
     */
    @Test
    void withoutALooksWorthABeliefIsAFilter() {
        Evaluation open = new Evaluation(SCENARIO, SeedTree.of(2)).withEverythingRevealed();
        double belief = open.run(Sellers.of(BELIEF.valueOfInformation(0)), 60).firstBestFraction();
        double filter = open.run(
                        Sellers.of(Sellers.fittedFilter(
                                        new Evaluation(SCENARIO, SeedTree.of(1).child("training")), 60)
                                .withOptimism(0)
                                .open()),
                        60)
                .firstBestFraction();
        assertEquals(filter, belief, 0.003);
        assertTrue(belief > 0.97, "fraction " + belief);
    }

    @Test
    void theMoreALookIsWorthTheMoreOftenTheUavServes() {
        double none = uavShare(BELIEF.valueOfInformation(0));
        double one = uavShare(BELIEF.valueOfInformation(1));
        double ten = uavShare(BELIEF.valueOfInformation(10));
        assertTrue(none < one && one < ten, none + ", " + one + ", " + ten);
        assertTrue(uavShare(BELIEF.planner(0, 4)) > none);
    }

    @Test
    void aLookThatIsNotSeenInTimeIsWorthNothing() {
        for (Scenario blind :
                new Scenario[] {SCENARIO.with(Scenario.REVEAL, Reveal.NEVER), SCENARIO.with(Scenario.REVEAL_LAG, 1)}) {
            Belief belief = belief(blind);
            double[] expected = surplus(blind, belief.valueOfInformation(0), 5);
            assertArrayEquals(expected, surplus(blind, belief.valueOfInformation(10), 5));
            assertArrayEquals(expected, surplus(blind, belief.planner(0, 4), 5));
        }
    }

    /** A market of its own and one whose amounts are all 2^20 times as large, bid by bid. */
    @Test
    void aCommonFactorOfAllAmountsChangesNoRho() {
        PostedRule[] rules = {BELIEF.valueOfInformation(2), BELIEF.planner(0.5, 4)};
        for (int r = 0; r < rules.length; r++) {
            double[] small = rhos(r == 0 ? BELIEF.valueOfInformation(2) : BELIEF.planner(0.5, 4), 1);
            double[] large = rhos(rules[r], 1 << 20);
            assertArrayEquals(small, large);
            assertTrue(Arrays.stream(small).distinct().count() > 2, Arrays.toString(small));
        }
    }

    private static double[] rhos(PostedRule rule, double unit) {
        return rhos(rule, unit, SCENARIO);
    }

    private static double[] rhos(PostedRule rule, double unit, Scenario scenario) {
        RoundTerms terms = RoundTerms.of(scenario);
        Auctioneer auctioneer = new Auctioneer(rule, terms);
        RandomStream random = SeedTree.of(5).stream();
        double[] conditions = new double[terms.conditionCount()];
        double[] rhos = new double[30];
        for (int t = 0; t < rhos.length; t++) {
            double uav = 100 * Math.exp(0.3 * random.nextGaussian());
            auctioneer.announce(conditions, unit * uav * Math.exp(0.3 * random.nextGaussian()), unit);
            Posted posted = auctioneer.post();
            rhos[t] = posted.rho();
            double[] bids = new double[3];
            for (int n = 0; n < 3; n++) {
                bids[n] = unit * 80 * Math.exp(0.5 * random.nextGaussian());
            }
            Settlement settlement = posted.clear(bids);
            if (settlement.uavServes()) {
                settlement.reveal(unit * uav);
            }
        }
        return rhos;
    }

    private static BeliefModel model(Scenario scenario, double weight) {
        return BeliefModel.of(belief(scenario), weight);
    }

    /** A rule that takes note of every round, and a model that reads them again from the announcement: the same rhos. */
    @Test
    void aModelIsARuleOfTheAnnouncement() {
        Scenario all = SCENARIO.with(Scenario.HISTORY, 60);
        double[] expected = rhos(belief(all).valueOfInformation(2), 1, all);
        assertArrayEquals(expected, rhos(model(all, 2).open(), 1, all));
        assertArrayEquals(expected, rhos(model(all, 2).open(), 1 << 20, all));
        assertFalse(Arrays.equals(expected, rhos(model(all, 0).open(), 1, all)));
    }

    @Test
    void aShortHistoryForgetsEarlierLooks() {
        Scenario brief = SCENARIO.with(Scenario.HISTORY, 7);
        Scenario all = SCENARIO.with(Scenario.HISTORY, 60);
        assertFalse(Arrays.equals(
                rhos(model(brief, 2).open(), 1, brief), rhos(model(all, 2).open(), 1, all)));
        assertEquals(
                "history: expected a whole number from 6, got 5",
                assertThrows(IllegalArgumentException.class, () -> model(SCENARIO.with(Scenario.HISTORY, 5), 2))
                        .getMessage());
    }

    /** A value that is revealed late is read when it comes: more is known than if it never came. */
    @Test
    void valuesThatAreRevealedLateAreRead() {
        Scenario late = SCENARIO.with(Scenario.HISTORY, 20).with(Scenario.REVEAL_LAG, 2);
        Scenario never = SCENARIO.with(Scenario.HISTORY, 20).with(Scenario.REVEAL, Reveal.NEVER);
        double[] some = surplus(late, model(late, 2).open(), 20);
        double[] none = surplus(never, model(never, 2).open(), 20);
        assertTrue(Arrays.stream(some).sum() > Arrays.stream(none).sum());
    }

    @Test
    void aBeliefIsTheSameFromItsFile() throws Exception {
        BeliefModel model = Sellers.fittedBeliefModel(
                new Evaluation(SCENARIO, SeedTree.of(1).child("training")), 30);
        BeliefModel noted = model.withTraining(Map.of("seed", "1"));
        BeliefModel read = BeliefModel.of(TensorFile.parse(noted.toFile().toBytes()));
        assertEquals(noted.id(), read.id());
        assertEquals(model.weight(), read.weight());
        assertFalse(noted.id().equals(model.id()));
        assertArrayEquals(surplus(SCENARIO, model.open(), 5), surplus(SCENARIO, read.open(), 5));
        TensorFile file = model.toFile();
        assertTrue(BeliefModel.isIn(file));
        for (float[] bad : new float[][] {{}, {Float.NaN}}) {
            Map<String, Tensor> tensors = new TreeMap<>(file.tensors());
            Tensor means = Objects.requireNonNull(tensors.get("belief.mean"));
            float[] data = means.data();
            tensors.put(
                    "belief.mean",
                    bad.length == 0 ? Tensor.of(new float[3], 3) : Tensor.of(with(data, bad[0]), data.length));
            TensorFile broken = ModelMetadata.file(tensors, file.metadata());
            String refusal = String.valueOf(assertThrows(IllegalArgumentException.class, () -> BeliefModel.of(broken))
                    .getMessage());
            assertTrue(refusal.startsWith("model tensor belief.mean: expected"), refusal);
        }
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        metadata.put("belief.weight", "101");
        TensorFile heavy = ModelMetadata.file(file.tensors(), metadata);
        assertEquals(
                "belief.weight: expected a number from 0 to 100, got 101",
                assertThrows(IllegalArgumentException.class, () -> BeliefModel.of(heavy))
                        .getMessage());
    }

    private static float[] with(float[] data, float first) {
        float[] changed = data.clone();
        changed[0] = first;
        return changed;
    }

    @Test
    void aRestoredRuleGoesOnAsTheSavedOne() {
        for (int r = 0; r < 2; r++) {
            PostedRule rule = r == 0 ? BELIEF.valueOfInformation(2) : BELIEF.planner(0.5, 2);
            PostedRule restored = r == 0 ? BELIEF.valueOfInformation(2) : BELIEF.planner(0.5, 2);
            rhos(rule, 1);
            double[] forgetful = rhos(restored, 1);
            SavedState.of(rule).restoreTo(restored);
            double[] expected = rhos(rule, 1);
            assertArrayEquals(expected, rhos(restored, 1));
            assertFalse(Arrays.equals(expected, forgetful)); // the rounds before make a difference
        }
    }

    @Test
    void aFitIsRefusedOnTooFewRounds() {
        BeliefFit fit = new BeliefFit(SCENARIO);
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, fit::fitted)
                        .getMessage())
                .startsWith("belief: expected more than 35 rounds to learn from"));
    }
}
