package dmsb.experiments.cli;

import dmsb.auction.dense.VectorModel;
import dmsb.auction.evaluation.RuleSeller;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.rule.PricingModel;
import dmsb.experiments.audit.Audit;
import dmsb.experiments.audit.DynamicAudit;
import dmsb.experiments.audit.ProofClass;
import dmsb.experiments.audit.SlotAudit;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Json;
import dmsb.nn.agent.Inference;
import dmsb.proofs.law.Law;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
                    + " moves tomorrow's rho, which --dynamic measures.",
            "",
            "In a market of several tasks and UAVs --rule is one of those of 'dmsb dense' and --model a file of it; a strategy bids on"
                    + " every task as it would on the only one."
        })
final class AuditCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ModelOrRule what;

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Mixin
    private final EpisodeOptions played = new EpisodeOptions(5);

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Option(
            names = "--dynamic",
            description =
                    "looks for strategies over a whole episode, of a station and of the UAV, in place of misreports in"
                            + " single rounds; --episodes counts those of the search and, apart from them, those of the score; where"
                            + " groundStations is a range, each number by itself")
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

    @Option(names = "--bids", paramLabel = "F.csv", hidden = true, description = "refused: a log has no values")
    private @Nullable String bids;

    @Option(names = "--mapping", paramLabel = "F.yaml", hidden = true, description = "refused: a log has no values")
    private @Nullable String mapping;

    @Override
    public Integer call() {
        if (bids != null || mapping != null) {
            throw new UsageException((bids != null ? "--bids" : "--mapping")
                    + ": expected a simulated market, got a log: a log has bids and not the values behind them, so"
                    + " what a misreport would gain cannot be told; without it audit tells what is proved of the"
                    + " rule");
        }
        if (!dynamic && (ring || learn != 0)) {
            throw new UsageException((ring ? "--ring" : "--learn") + ": expected together with --dynamic only");
        }
        if (learn < 0) {
            throw new UsageException("--learn: expected at least 0, got " + learn);
        }
        int episodes = played.count();
        VectorModel slots = what.slotModel();
        if (slots != null || scenario.hasSeveralTasks()) {
            auditSlots(slots, scenario.anyFor(slots), episodes);
            return 0;
        }
        PricingModel model = what.pricing(Inference.standard(), Main.own(spec));
        Scenario market = scenario.scenarioFor(model);
        if (dynamic) {
            auditOverTime(model, market, episodes);
        } else {
            auditRounds(audited(model, market).seller(), market, episodes);
        }
        return 0;
    }

    private void auditSlots(@Nullable VectorModel model, Scenario market, int episodes) {
        SlotAuditor auditor = new SlotAuditor(what.rule(), model, market, played.seed());
        if (dynamic) {
            DynamicAudit audit = auditor.overTime(new DynamicAudit.Budget(episodes, ring, learn));
            tell(audit.toMap(), out -> DynamicReport.print(out, audit), market);
        } else {
            SlotAudit audit = auditor.slots(episodes);
            tell(
                    inMarket(audit.toMap(), audit.proofClass(), market),
                    out -> SlotAuditor.print(out, audit, market),
                    market);
        }
    }

    private WayOfSelling.ProvedSeller audited(@Nullable PricingModel model, Scenario market) {
        return WayOfSelling.audited(what.rule(), model, Main.rules(spec), market, played.seed());
    }

    private void auditRounds(Seller seller, Scenario market, int episodes) {
        long seed = played.seed();
        Audit audit = seller instanceof RuleSeller posting
                ? Audit.of(posting.rule(), market, episodes, seed)
                : Audit.ofSecondPrice(market, episodes, seed);
        tell(inMarket(audit.toMap(), audit.proofClass(), market), out -> print(out, audit, market), market);
    }

    /** What was found, and which assumption of the theorem that it leans on its market breaks. */
    private static Map<String, Object> inMarket(Map<String, Object> found, ProofClass proofClass, Scenario market) {
        Map<String, Object> map = new LinkedHashMap<>(found);
        proofClass.whereTheoremAFails(market).ifPresent(assumption -> map.put("whereTheoremAFails", assumption));
        return map;
    }

    /** Over time stations are known by their numbers, so that each number of them is a market of its own. */
    private void auditOverTime(@Nullable PricingModel model, Scenario market, int episodes) {
        List<DynamicAudit> audits = new ArrayList<>();
        for (Scenario one : Stations.each(market)) {
            WayOfSelling.ProvedSeller audited = audited(model, one);
            audits.add(DynamicAudit.of(
                    audited.seller(),
                    audited.proofClass(),
                    one,
                    new DynamicAudit.Budget(episodes, ring, learn),
                    played.seed()));
        }
        if (!market.stations().vary()) {
            DynamicAudit audit = audits.get(0);
            tell(audit.toMap(), out -> DynamicReport.print(out, audit), market);
            return;
        }
        int fewest = market.stations().fewest();
        List<Map<String, Object>> each = new ArrayList<>();
        for (int i = 0; i < audits.size(); i++) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("groundStations", fewest + i);
            map.putAll(audits.get(i).toMap());
            each.add(map);
        }
        tell(Map.of("byGroundStations", each), out -> print(out, audits, fewest), market);
    }

    private static void print(PrintWriter out, List<DynamicAudit> audits, int fewest) {
        for (int i = 0; i < audits.size(); i++) {
            out.println("groundStations " + (fewest + i) + ":");
            DynamicReport.print(out, audits.get(i));
            out.println();
        }
    }

    private void tell(Map<String, Object> found, Consumer<PrintWriter> text, Scenario market) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>(found);
            map.put("seed", played.seed());
            map.put("scenario", market.values().toPlain());
            out.println(Json.print(map));
        } else {
            text.accept(out);
            out.println(Told.of(market));
        }
    }

    private static void print(PrintWriter out, Audit audit, Scenario market) {
        out.println(audit.proofClass().statement());
        audit.proofClass().whereTheoremAFails(market).ifPresent(out::println);
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
