package dmsb.spark;

import dmsb.auction.dense.VectorModel;
import dmsb.auction.market.Scenario;
import dmsb.core.tensorfile.TensorFile;
import dmsb.core.tensorfile.TensorFormatException;
import dmsb.experiments.clearing.SlotPricing;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.Json;
import dmsb.experiments.run.TownFiles;
import dmsb.nn.agent.SetPolicyFile;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the factors of slots are, as it is broadcast: the scenario and the seed, and factors, the name of a rule, or the bytes of a
 * model's file. Each executor makes its rules of that.
 */
final class SharedSlotPricing implements Serializable {
    private static final long serialVersionUID = 1;

    private final String scenario; // as the record of a run has it
    private final long seed;
    private final double @Nullable [] rhos;
    private final byte @Nullable [] model;
    private final String name; // of the rule, or of the model in complaints

    private transient @Nullable RulePool rules;

    SharedSlotPricing(SlotPricing pricing) {
        Map<String, Object> market = new LinkedHashMap<>();
        TownFiles.write(market, pricing.scenario());
        scenario = Json.printLine(market);
        seed = pricing.seed();
        rhos = pricing instanceof SlotPricing.ByFactors factors
                ? factors.rhos().stream().mapToDouble(Double::doubleValue).toArray()
                : null;
        if (pricing instanceof SlotPricing.ByModel learned) {
            model = learned.model().toFile().toBytes();
            name = learned.label();
        } else {
            model = null;
            name = pricing instanceof SlotPricing.ByRule rule ? rule.name() : "";
        }
    }

    /** The rules of an executor. */
    synchronized RulePool rules() {
        RulePool made = rules;
        if (made == null) {
            made = new RulePool(pricing());
            rules = made;
        }
        return made;
    }

    private SlotPricing pricing() {
        Scenario market = TownFiles.readAny(Json.read(scenario, "market"), OwnClasses.NONE);
        if (rhos != null) {
            return new SlotPricing.ByFactors(
                    market, seed, Arrays.stream(rhos).boxed().toList());
        }
        if (model == null) {
            return new SlotPricing.ByRule(market, seed, name);
        }
        try {
            TensorFile file = TensorFile.parse(model);
            return new SlotPricing.ByModel(market, seed, VectorModel.of(file, SetPolicyFile.read(file)), name);
        } catch (TensorFormatException e) {
            throw new IllegalStateException("a model that was read before cannot be read again", e);
        }
    }
}
