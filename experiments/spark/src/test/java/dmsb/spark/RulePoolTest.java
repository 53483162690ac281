package dmsb.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.Scenario;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.clearing.ClearingRow;
import dmsb.experiments.clearing.SlotClearer;
import dmsb.experiments.clearing.SlotPricing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RulePoolTest {
    private static final List<String> HEADER =
            List.of("slot", "tasks", "task", "bid1", "bid2", "bid3", "estimate1", "uavValue1");

    private static void read(ClearingRow row, List<Object> fields) {
        row.begin();
        for (int c = 0; c < fields.size(); c++) {
            char[] text = fields.get(c).toString().toCharArray();
            row.text(c, text, 0, text.length);
        }
        assertEquals(null, row.complaint());
    }

    /** The factors of a market that a rule prices. */
    private static List<Double> priced(SlotPricing pricing, VectorRule rule) {
        List<Double> rhos = new ArrayList<>();
        SlotClearer<Integer> clearer = pricing.clearer(
                HEADER,
                "header",
                UnaryOperator.identity(),
                rule,
                (id, slot, task, outcome) ->
                        rhos.add(Objects.requireNonNull(outcome).rho()));
        RandomStream random = SeedTree.of(5).stream();
        for (int slot = -20; slot < 30; slot++) {
            for (int task = 1; task <= 4; task++) {
                double value = 60 * StrictMath.exp(0.5 * random.nextGaussian());
                List<Object> fields = new ArrayList<>(List.of(slot, 4, task));
                for (int n = 0; n < 3; n++) {
                    fields.add(50 * StrictMath.exp(0.5 * random.nextGaussian()));
                }
                fields.addAll(List.of(value, value));
                read(clearer.row(), fields);
                assertEquals(null, clearer.clear(task));
            }
        }
        return rhos;
    }

    /** A task that is tried again on the same executor begins as the first one did. */
    @Test
    void aRuleIsLentAsItWasMadeWhateverItHasLearnedMeanwhile() {
        SlotPricing pricing =
                new SlotPricing.ByRule(Scenario.preset("dense"), 1, NamedVectorRule.DUAL_PRICE.toString());
        RulePool pool = new RulePool(pricing);
        VectorRule rule = pool.lend();
        assertNotSame(rule, pool.lend(), "two tasks at a time");
        List<Double> first = priced(pricing, rule);
        assertNotEquals(first, priced(pricing, rule), "what it has learned");
        pool.giveBack(rule);
        VectorRule again = pool.lend();
        assertSame(rule, again);
        assertEquals(first, priced(pricing, again));
    }
}
