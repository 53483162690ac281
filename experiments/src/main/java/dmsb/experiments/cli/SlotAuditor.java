package dmsb.experiments.cli;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.Scenario;
import dmsb.experiments.audit.DynamicAudit;
import dmsb.experiments.audit.ProofClass;
import dmsb.experiments.audit.SlotAudit;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.dense.DenseRules;
import java.io.PrintWriter;

/**
 * Audits rules for slots of several tasks.
 *
 * @param what the rule or the model
 * @param scenario the market
 * @param seed the seed of the episodes
 */
record SlotAuditor(ModelOrRule what, Scenario scenario, long seed) {
    SlotAudit slots(int episodes) {
        VectorRule rule = rule();
        return SlotAudit.of(rule, proofClass(), scenario, episodes, seed);
    }

    DynamicAudit overTime(DynamicAudit.Budget budget) {
        if (budget.learningRounds() > 0) {
            throw new UsageException("--learn: expected a market of one task, got one of several tasks or UAVs");
        }
        VectorRule rule = rule();
        return DynamicAudit.ofSlots(rule, proofClass(), scenario, budget, seed);
    }

    private VectorRule rule() {
        return what.model != null
                ? DenseModels.read(what.model).rule(Intersection.of(scenario))
                : DenseRules.standard(scenario, what.rule());
    }

    /** A rule by its name, which is known here, or a model. */
    private ProofClass proofClass() {
        boolean isConstant =
                what.model == null && NamedVectorRule.of(what.rule()).isConstant();
        return isConstant ? ProofClass.CONSTANT : ProofClass.POSTED;
    }

    static void print(PrintWriter out, SlotAudit audit) {
        out.println(audit.proofClass().statement());
        out.println();
        out.println("within a slot, for stations with additive values, by construction:");
        audit.laws().forEach(law -> out.println("holds   " + law));
        out.println();
        out.println("UAV 0 declares for every task and pays by Clarke's rule:");
        UavReport.print(out, audit.uav());
    }
}
