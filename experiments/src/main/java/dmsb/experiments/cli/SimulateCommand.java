package dmsb.experiments.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.environment.HindsightRound;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.market.TownSettings;
import dmsb.auction.round.Round;
import dmsb.auction.rule.PricingModel;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.inspection.ServedMap;
import dmsb.experiments.log.MarketColumns;
import dmsb.experiments.run.HeldOut;
import dmsb.nn.agent.Inference;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb simulate}: the market's bids, values and latencies as CSV. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes the market's bids, values and latencies, a row a round.",
        footer = {
            "",
            "Provider 0 is the UAV; a ground station's bid is its value. Without --rule or --model the tasks are sold at rho = 1, which"
                    + " matters only in scenarios with backlogs and to --reveal served. The same file for the same settings and"
                    + " seed on any machine. The file is a log that 'train --bids', 'evaluate --bids' and 'clear --bids' read; with a range of groundStations"
                    + " the latter with --model.",
            "",
            "With a scenario of several tasks or UAVs it writes the slots of 'dmsb dense', a row a task, JSON lines if the name of"
                    + " the file ends in .jsonl or .ndjson, compressed if in .gz; --rule is one of 'dmsb dense'. 'clear"
                    + " --scenario' reads them. See docs/bid-logs.md."
        })
final class SimulateCommand implements Callable<Integer> {
    private enum Reveal {
        ALL,
        SERVED
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Mixin
    private final EpisodeOptions played = new EpisodeOptions(10);

    @ArgGroup
    private @Nullable ModelOrRule what;

    @Option(
            names = "--reveal",
            paramLabel = "WHEN",
            defaultValue = "all",
            description =
                    "writes the UAV's value in all rounds, or in those only in which the UAV served, as a real log"
                            + " would; one of all, served (default: ${DEFAULT-VALUE})")
    private Reveal reveal = Reveal.ALL;

    @Option(names = "--out", paramLabel = "F.csv", required = true, description = "the file")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(
            names = "--map",
            paramLabel = "F.svg",
            description = "of a town: also a map of streets, sites, the UAV's way, and who served where")
    private @Nullable Path map;

    private @Nullable ServedMap served;

    @Override
    public Integer call() throws IOException {
        VectorModel slots = what == null ? null : what.slotModel();
        if (slots != null || scenario.hasSeveralTasks()) {
            return simulateSlots(scenario.anyFor(slots), slots);
        }
        PricingModel model = what == null ? null : what.pricing(Inference.standard(), Main.own(spec));
        Scenario market = scenario.scenarioFor(model);
        int episodes = played.count();
        Seller seller = model == null ? seller(market) : Sellers.of(HeldOut.deployed(model, market));
        List<Path> read = filesRead();
        OutputFolder.requireFor("--out", out, read);
        if (map != null) {
            served = map(market);
            OutputFolder.requireBeside("--map", map, read, "--out", out);
        }
        try (ProgressBar bar = new ProgressBar(spec, "simulating", episodes, "episodes")) {
            OutputFile.write(out, stream -> write(market, seller, episodes, stream, bar));
        }
        if (map != null && served != null) {
            AtomicFile.write(
                    map, served.chart("Who served where: " + served.tasks()).svgFile());
        }
        spec.commandLine().getOut().println((long) episodes * market.roundsPerEpisode() + " rounds in " + out);
        return 0;
    }

    private List<Path> filesRead() {
        return what == null
                ? scenario.files()
                : Stream.concat(scenario.files().stream(), what.files().stream())
                        .toList();
    }

    private int simulateSlots(Scenario market, @Nullable VectorModel model) throws IOException {
        if (map != null) {
            throw new UsageException("--map: expected a town with one task, got a market of several");
        }
        if (TownSettings.isTown(market)) { // its vehicles come and go, and a place without one has no row
            throw new UsageException(
                    "kind: expected table with several tasks or UAVs or a battery, as a log of slots does not say"
                            + " which vehicle a task is, got town");
        }
        OutputFolder.requireFor("--out", out, filesRead());
        SlotSimulation simulation = SlotSimulation.of(market, what, model, played);
        long slots;
        try (ProgressBar bar = new ProgressBar(spec, "simulating", simulation.episodes(), "episodes")) {
            slots = simulation.write(out, reveal == Reveal.ALL, bar);
        }
        spec.commandLine().getOut().println(slots + " slots in " + out);
        return 0;
    }

    private static ServedMap map(Scenario market) {
        try {
            return new ServedMap(market);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage(), e);
        }
    }

    private Seller seller(Scenario market) {
        Evaluation training = new Evaluation(market, HeldOut.ruleTraining(played.seed()));
        return Main.rules(spec)
                .seller(what == null ? "constant=1" : what.rule(), training, HeldOut.RULE_TRAINING_EPISODES);
    }

    private void write(Scenario scenario, Seller seller, int episodes, OutputStream stream, ProgressBar bar)
            throws IOException {
        CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        csv.writeRecord(header(scenario.stations()));
        List<String> row = new ArrayList<>();
        SimulatedRounds rounds = new SimulatedRounds(scenario);
        new Evaluation(rounds, HeldOut.simulation(played.seed()))
                .run(seller, 0, episodes, (episode, index, source, round) -> {
                    row.clear();
                    row.add(String.valueOf(episode));
                    row.add(String.valueOf(index));
                    appendRound(row, rounds.market(), round);
                    csv.writeRecord(row);
                    if (served != null) {
                        served.onRound(episode, index, source, round);
                    }
                    if (index == scenario.roundsPerEpisode() - 1) {
                        bar.report(episode + 1L, "");
                    }
                });
        csv.flush();
    }

    private List<String> header(Stations stations) {
        int groundStations = stations.most();
        List<String> header = new ArrayList<>(List.of("episode", "round", "estimate", "contract", "uavValue"));
        for (int n = 1; n <= groundStations; n++) {
            header.add("bid" + n);
        }
        for (int n = 1; n <= groundStations && stations.vary(); n++) {
            header.add("invited" + n);
        }
        header.addAll(MarketColumns.names(groundStations));
        if (what != null) {
            header.addAll(List.of("rho", "winner", "price"));
        }
        return header;
    }

    private void appendRound(List<String> row, Market slot, HindsightRound hindsight) {
        Round round = hindsight.round();
        add(row, round.estimate());
        add(row, round.contract());
        row.add(reveal == Reveal.ALL || round.uavServes() ? Decimal.shortest(hindsight.uavValue()) : "");
        for (int n = 1; n <= slot.groundStations(); n++) {
            row.add(n <= slot.stations() ? Decimal.shortest(round.bids()[n - 1]) : "");
        }
        for (int n = 1; n <= slot.groundStations() && slot.scenario().stations().vary(); n++) {
            row.add(n <= slot.stations() ? "1" : "0");
        }
        MarketColumns.append(row, slot);
        if (what != null) {
            row.add(Double.isNaN(round.rho()) ? "" : Decimal.shortest(round.rho()));
            row.add(String.valueOf(round.winner()));
            add(row, round.price());
        }
    }

    private static void add(List<String> row, double value) {
        row.add(Decimal.shortest(value));
    }
}
