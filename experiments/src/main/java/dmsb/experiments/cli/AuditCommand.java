package dmsb.experiments.cli;

import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.SeedTree;
import dmsb.experiments.audit.Audit;
import dmsb.experiments.audit.DynamicAudit;
import dmsb.experiments.audit.ProofClass;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Json;
import dmsb.experiments.run.Model;
import dmsb.experiments.run.Rules;
import dmsb.nn.agent.Inference;
import dmsb.proofs.law.Law;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb audit}: is it safe to bid the truth? */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Looks for profitable misreports, false names and scale dependence of a model or a rule on a market.",
        footer = {
            "",
            "Of a rule that sees the bids misreports are searched in every round of the episodes, and the laws are examined in some of"
                    + " them, among amounts that are usually bid. What is said of a rule that posts rho before the bids is proved"
                    + " round by round, so nothing is searched; over several rounds a bidder may still gain by shading today what"
                    + " moves tomorrow's rho, which --dynamic measures."
        })
final class AuditCommand implements Callable<Integer> {
    private static final int TRAINING_EPISODES = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ModelOrRule what;

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Option(
            names = "--episodes",
            paramLabel = "E",
            defaultValue = "5",
            description = "how many episodes (default: ${DEFAULT-VALUE})")
    private int episodes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the seed of the episodes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Option(
            names = "--dynamic",
            description =
                    "looks for strategies over a whole episode, of a station and of the UAV, in place of misreports in"
                            + " single rounds; --episodes counts those of the search and, apart from them, those of the score")
    private boolean dynamic;

    @Option(names = "--ring", description = "with --dynamic: also a ring of two stations")
    private boolean ring;

    @Option(
            names = "--learn",
            paramLabel = "ROUNDS",
            defaultValue = "0",
            description = "with --dynamic: also a best response by DQN that learns for so many rounds (default:"
                    + " ${DEFAULT-VALUE}, none)")
    private int learn;

    @Override
    public Integer call() {
        if (!dynamic && (ring || learn != 0)) {
            throw new UsageException((ring ? "--ring" : "--learn") + ": expected together with --dynamic only");
        }
        if (learn < 0) {
            throw new UsageException("--learn: expected at least 0, got " + learn);
        }
        if (episodes < 1) {
            throw new UsageException("--episodes: expected at least 1, got " + episodes);
        }
        PricingModel model = what.model == null ? null : Model.readPricing(what.model, Inference.standard());
        Scenario market = model == null ? scenario.scenario() : scenario.scenarioOr(model.scenario());
        if (dynamic) {
            return auditOverTime(model, market);
        }
        Audit audit = model == null && what.rule().equals("spa")
                ? Audit.ofSecondPrice(market, episodes, seed)
                : Audit.of(model == null ? rule(market) : HeldOut.deployed(model, market), market, episodes, seed);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>(audit.toMap());
            map.put("scenario", market.values().toPlain());
            out.println(Json.print(map));
        } else {
            print(out, audit);
            out.println(Told.of(market));
        }
        return 0;
    }

    private int auditOverTime(@Nullable PricingModel model, Scenario market) {
        ScalingRule rule =
                model == null ? what.rule().equals("spa") ? null : rule(market) : HeldOut.deployed(model, market);
        DynamicAudit audit = DynamicAudit.of(
                rule == null ? Sellers.secondPrice() : Sellers.of(rule),
                rule == null ? ProofClass.SECOND_PRICE : ProofClass.of(rule),
                market,
                new DynamicAudit.Budget(episodes, ring, learn),
                seed);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>(audit.toMap());
            map.put("seed", seed);
            map.put("scenario", market.values().toPlain());
            out.println(Json.print(map));
        } else {
            DynamicReport.print(out, audit);
            out.println(Told.of(market));
        }
        return 0;
    }

    private ScalingRule rule(Scenario market) {
        try {
            return Rules.rule(what.rule(), market, SeedTree.of(seed).child("rule-training"), TRAINING_EPISODES);
        } catch (UsageException e) {
            throw OwnClasses.isOne(what.rule())
                    ? e
                    : new UsageException(e.getMessage() + ", which is no auction, if it is a way of selling at all", e);
        }
    }

    private static void print(PrintWriter out, Audit audit) {
        out.println(audit.proofClass().statement());
        out.println();
        out.println(
                "rounds served by the UAV when all tell the truth: " + Decimal.fixed(100 * audit.uavShare(), 1) + " %");
        if (audit.proofClass().isProved()) {
            out.println("no misreport gains anything within a round, by construction: rho is fixed before the bids");
        } else {
            out.println("largest gain of a misreport in " + audit.rounds() + " rounds: "
                    + Decimal.rounded(audit.largestGain(), 6));
            if (audit.misreport() != null) {
                out.println("  " + audit.misreport());
            }
        }
        out.println();
        for (Law law : Law.values()) {
            String standing = audit.standing(law);
            out.println(standing + " ".repeat(8 - standing.length()) + law.title() + ": " + law.statement());
            String grounds = audit.grounds(law);
            if (!grounds.isEmpty()) {
                out.println("        " + grounds);
            }
        }
        out.println();
        UavReport.print(out, audit.uav());
    }
}
