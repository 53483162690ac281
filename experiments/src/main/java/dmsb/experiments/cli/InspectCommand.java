package dmsb.experiments.cli;

import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.figure.Chart;
import dmsb.experiments.inspection.PolicyInspection;
import dmsb.experiments.inspection.StateQuantity;
import dmsb.experiments.report.ReportFile;
import dmsb.experiments.run.HeldOut;
import dmsb.nn.agent.Inference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb inspect}: figures of what a policy does. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Draws what a model or a rule does: rho over what it knows, an episode round by round, who serves.",
        footer = {
            "",
            "Writes rho-over, rho, amounts and shares as SVG, PDF and CSV, and timeline.csv with a row a round. The episodes are those of"
                    + " 'dmsb evaluate' with the same seed.",
            "",
            "rho-over is what an auctioneer posts after the rounds of the episode before --round, the two quantities of --over being"
                    + " changed over the range that they had in the episode and everything else being as it was. It is not drawn for what"
                    + " sees the bids or has a factor for each station."
        })
final class InspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ModelOrRule what;

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Mixin
    private final EpisodeOptions played = new EpisodeOptions(20);

    @Option(
            names = "--episode",
            paramLabel = "N",
            defaultValue = "0",
            description = "which episode is drawn round by round (default: ${DEFAULT-VALUE})")
    private int episode;

    @Option(
            names = "--round",
            paramLabel = "N",
            description = "before which of its rounds rho is drawn over the state (default: the middle one)")
    private @Nullable Integer round;

    @Option(
            names = "--over",
            paramLabel = "Q,Q",
            split = ",",
            defaultValue = "estimate,second",
            description =
                    "two quantities: of the axis, and of the five curves; of estimate, contract, and of the round before highest and second bid (default: ${DEFAULT-VALUE})")
    private List<StateQuantity> over = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the output folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (over.size() != 2) {
            throw new UsageException("--over: expected two quantities, got " + over.size());
        }
        int count = played.count();
        PricingModel model = what.pricing(Inference.standard(), Main.own(spec));
        Scenario market = scenario.scenarioFor(model);
        String who = model == null ? what.rule() : "the model";
        ScalingRule rule = rule(model, market);
        PolicyInspection inspected =
                PolicyInspection.at(who, Sellers.of(rule), market, HeldOut.episodes(played.seed()), count);
        Chart amounts = inspected.amounts(episode);
        @Nullable
        Chart overState = rule instanceof PostedRule posted
                ? inspected.rhoOver(
                        posted,
                        episode,
                        round == null ? market.roundsPerEpisode() / 2 : round,
                        over.get(0),
                        over.get(1))
                : null;
        OutputFolder.require(out);
        write("amounts", amounts);
        write("rho", inspected.rhos(episode));
        write("shares", inspected.shares());
        if (overState != null) {
            write("rho-over", overState);
        }
        AtomicFile.write(out.resolve("timeline.csv"), inspected.timeline(episode));
        spec.commandLine()
                .getOut()
                .println((overState == null ? "3 figures" : "4 figures") + " and timeline.csv in " + out);
        return 0;
    }

    private ScalingRule rule(@Nullable PricingModel model, Scenario market) {
        return model == null
                ? Main.rules(spec).rule(what.rule(), market, played.seed())
                : HeldOut.deployed(model, market);
    }

    private void write(String name, Chart chart) throws IOException {
        for (ReportFile file : ReportFile.of(chart, name)) {
            AtomicFile.write(out.resolve(file.name()), file.content());
        }
    }
}
