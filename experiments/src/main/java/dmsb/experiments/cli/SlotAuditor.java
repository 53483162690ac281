package dmsb.experiments.cli;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.Scenario;
import dmsb.core.argument.Suggestion;
import dmsb.experiments.audit.DynamicAudit;
import dmsb.experiments.audit.ProofClass;
import dmsb.experiments.audit.SlotAudit;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.dense.DenseRules;
import java.io.PrintWriter;
import java.util.List;

/**
 * Audits rules for slots of several tasks.
 *
 * @param what the rule or the model
 * @param scenario the market
 * @param seed the seed of the episodes
 */
record SlotAuditor(ModelOrRule what, Scenario scenario, long seed) {
    private static final int TRAINING_EPISODES = 300;
    private static final int TRAINING = 1;

    SlotAudit slots(int episodes) {
        return SlotAudit.of(rule(), proofClass(), scenario, episodes, seed);
    }

    DynamicAudit overTime(DynamicAudit.Budget budget) {
        if (budget.learningRounds() > 0) {
            throw new UsageException("--learn: expected a market of one task, got one of several tasks or UAVs");
        }
        return DynamicAudit.ofSlots(rule(), proofClass(), scenario, budget, seed);
    }

    private VectorRule rule() {
        if (what.model != null) {
            return DenseModels.read(what.model).rule(Intersection.of(scenario));
        }
        return new DenseRules(TRAINING_EPISODES).named(scenario, named(), TRAINING);
    }

    private NamedVectorRule named() {
        String name = what.rule();
        List<String> known = NamedVectorRule.names();
        if (!known.contains(name)) {
            throw new UsageException("--rule: expected one of " + String.join(", ", known)
                    + " in a market of several tasks, got " + name + Suggestion.of(name, known));
        }
        return NamedVectorRule.of(name);
    }

    private ProofClass proofClass() {
        boolean isConstant = what.model == null
                && switch (named()) {
                    case SELL_ALL, KEEP_ALL, BEST_CONSTANT -> true;
                    default -> false;
                };
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
