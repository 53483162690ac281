package dmsb.experiments.cli;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.Scenario;
import dmsb.experiments.audit.DynamicAudit;
import dmsb.experiments.audit.ProofClass;
import dmsb.experiments.audit.SlotAudit;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.dense.DenseRules;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Audits rules for slots of several tasks.
 *
 * @param rule the rule's name, of use without a model
 * @param model the model; null for a rule
 * @param scenario the market
 * @param seed the seed of the episodes
 */
record SlotAuditor(String rule, @Nullable VectorModel model, Scenario scenario, long seed) {
    SlotAudit slots(int episodes) {
        VectorRule audited = audited();
        return SlotAudit.of(audited, proofClass(), scenario, episodes, seed);
    }

    DynamicAudit overTime(DynamicAudit.Budget budget) {
        if (budget.learningRounds() > 0) {
            throw new UsageException("--learn: expected a market of one task, got one of several tasks or UAVs");
        }
        VectorRule audited = audited();
        return DynamicAudit.ofSlots(audited, proofClass(), scenario, budget, seed);
    }

    private VectorRule audited() {
        return model != null
                ? DenseModels.rule(model, Intersection.of(scenario), "--model")
                : DenseRules.standard(scenario, rule);
    }

    /** The class of a rule by its name, which is known here, or of a model. */
    private ProofClass proofClass() {
        if (model != null || !NamedVectorRule.of(rule).isTruthfulOverTime()) {
            return ProofClass.POSTED;
        }
        return NamedVectorRule.of(rule).isConstant() ? ProofClass.CONSTANT : ProofClass.STRICT;
    }

    static void print(PrintWriter out, SlotAudit audit, Scenario market) {
        out.println(audit.proofClass().statement());
        audit.proofClass().whereTheoremAFails(market).ifPresent(out::println);
        out.println();
        out.println("within a slot, for stations with additive values, by construction:");
        audit.laws().forEach(law -> out.println("holds   " + law));
        audit.openLaws().forEach(law -> out.println("open    " + law));
        out.println();
        out.println("UAV 0 declares for every task and pays by Clarke's rule:");
        UavReport.print(out, audit.uav());
    }
}
