package dmsb.experiments.clearing;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.core.argument.Require;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.dense.DenseRules;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the factors of a log of slots are: given ones, or those of a named rule or a model. Safe for use by many threads. */
public sealed interface SlotPricing {
    /**
     * The market.
     *
     * @return the scenario: stations, UAVs, batteries, and the largest number of tasks of a slot
     */
    Scenario scenario();

    /**
     * The seed of what a rule draws from.
     *
     * @return that of the evaluation whose episodes the log has
     */
    long seed();

    /**
     * Makes the rule, which may take some seconds of training.
     *
     * @return a new rule as it is before the first market, for one thread at a time
     * @throws UsageException if it cannot be trained on the scenario
     */
    VectorRule rule();

    /**
     * What the markets of a log have to do with one another.
     *
     * @return how far the rule remembers
     */
    MarketMemory memory();

    /**
     * The shape of the slots.
     *
     * @return the intersection of the scenario
     */
    default Intersection shape() {
        return Intersection.of(scenario());
    }

    /**
     * A clearing of a whole log.
     *
     * @param format of what comes in and of what goes out
     * @return a new clearing, used once
     * @throws UsageException if there is no reader of the format, or the rule cannot be trained on the scenario
     */
    default SlotClearing clearing(ClearingFormat format) {
        return new SlotClearing(shape(), rule(), DenseRules.heldOut(seed()), format);
    }

    /**
     * A clearer of rows with certain columns.
     *
     * @param header the names of the columns
     * @param where where they stand, in words that begin a complaint, such as {@code line 1}
     * @param decoding what text that is quoted in a complaint goes through
     * @param rule one of {@link #rule()}, used by this clearer alone as long as it is used
     * @param outcomes told of the outcomes
     * @param <T> whatever a row is known by
     * @return a new clearer
     * @throws UsageException if a column is missing, there twice, or of more stations or UAVs
     */
    default <T> SlotClearer<T> clearer(
            List<String> header,
            String where,
            UnaryOperator<String> decoding,
            VectorRule rule,
            SlotClearer.TaskOutcomes<T> outcomes) {
        return new SlotClearer<>(header, where, decoding, shape(), rule, DenseRules.heldOut(seed()), outcomes);
    }

    /**
     * Which columns of a log are read.
     *
     * @param header the names of its columns
     * @param where where they stand, in words that begin a complaint
     * @return a row that tells by {@link ClearingRow#isUsed}
     * @throws UsageException if a column is missing, there twice, or of more stations or UAVs
     */
    default ClearingRow columns(List<String> header, String where) {
        return new SlotRow(header, where, shape(), UnaryOperator.identity());
    }

    /**
     * Given factors.
     *
     * @param scenario the market
     * @param seed not drawn from
     * @param rhos a factor for each of the scenario's tasks, from 1 to infinity
     */
    record ByFactors(Scenario scenario, long seed, List<Double> rhos) implements SlotPricing {
        /**
         * Checks the factors.
         *
         * @throws IllegalArgumentException if there is not one for each task, or one is below 1 or NaN
         */
        public ByFactors {
            Require.size("rhos", rhos.size(), scenario.get(DenseSettings.TASKS));
            for (double rho : rhos) {
                ModifiedSecondBid.requireRho(rho);
            }
            rhos = List.copyOf(rhos);
        }

        @Override
        public VectorRule rule() {
            return (announcement, factors, unitPrices) -> {
                for (int m = 0; m < announcement.tasks(); m++) {
                    factors[m] = rhos.get(m);
                }
            };
        }

        @Override
        public MarketMemory memory() {
            return MarketMemory.NONE;
        }
    }

    /**
     * A named rule, trained as the first training of {@code dmsb dense} has it.
     *
     * @param scenario the market
     * @param seed not drawn from by any of these rules
     * @param name the name
     */
    record ByRule(Scenario scenario, long seed, String name) implements SlotPricing {
        /**
         * Checks the name.
         *
         * @throws UsageException if there is no such rule without a network
         */
        public ByRule {
            DenseRules.requireRule("--rule", name);
        }

        @Override
        public VectorRule rule() {
            return DenseRules.standard(scenario, name);
        }

        @Override
        public MarketMemory memory() {
            return NamedVectorRule.of(name).learnsAsItPlays(shape()) ? MarketMemory.PAST : MarketMemory.NONE;
        }
    }

    /**
     * A model. It begins every market at the prices of batteries in its file, and may draw.
     *
     * @param scenario the market, which may have another number of tasks than that of the training
     * @param seed the seed of what the policy draws from, if it draws
     * @param model the model
     * @param label what it is called in a complaint, for example {@code --model run/model.safetensors}
     */
    record ByModel(Scenario scenario, long seed, VectorModel model, String label) implements SlotPricing {
        @Override
        public VectorRule rule() {
            return DenseModels.rule(model, shape(), label);
        }

        @Override
        public MarketMemory memory() {
            return MarketMemory.NUMBER;
        }
    }
}
