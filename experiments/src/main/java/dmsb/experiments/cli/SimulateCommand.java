package dmsb.experiments.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dmsb.auction.environment.HindsightRound;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Market;
import dmsb.auction.market.ProviderState;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.round.Round;
import dmsb.auction.rule.PricingModel;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.inspection.ServedMap;
import dmsb.experiments.run.HeldOut;
import dmsb.nn.agent.Inference;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
                    + " the latter with --model."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final List<String> PROVIDER_COLUMNS = List.of(
            "latencySeconds",
            "accuracy",
            "uplinkHz",
            "downlinkHz",
            "gpuBitPerSecond",
            "cpuBitPerSecond",
            "powerWatts",
            "gain");

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
        PricingModel model = what == null ? null : what.pricing(Inference.standard(), Main.own(spec));
        Scenario market = scenario.scenarioFor(model);
        int episodes = played.count();
        Seller seller = model == null ? seller(market) : Sellers.of(HeldOut.deployed(model, market));
        List<Path> read = what == null
                ? scenario.files()
                : Stream.concat(scenario.files().stream(), what.files().stream())
                        .toList();
        OutputFolder.requireFor("--out", out, read);
        if (map != null) {
            served = map(market);
            OutputFolder.requireFor(
                    "--map", map, Stream.concat(read.stream(), Stream.of(out)).toList());
        }
        try (ProgressBar bar = new ProgressBar(spec, "simulating", episodes, "episodes")) {
            AtomicFile.write(out, stream -> write(market, seller, episodes, stream, bar));
        }
        if (map != null && served != null) {
            AtomicFile.write(
                    map, served.chart("Who served where: " + served.tasks()).svgFile());
        }
        spec.commandLine().getOut().println((long) episodes * market.roundsPerEpisode() + " rounds in " + out);
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
        header.addAll(List.of("taskBits", "userPowerWatts", "noiseWatts"));
        for (int n = 0; n <= groundStations; n++) {
            for (String column : PROVIDER_COLUMNS) {
                header.add(column + n);
            }
        }
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
        add(row, slot.taskBits());
        add(row, slot.userPowerWatts());
        add(row, slot.provider(0).uplinkNoiseWatts());
        for (int n = 0; n <= slot.groundStations(); n++) {
            if (n > slot.stations()) {
                row.addAll(Collections.nCopies(PROVIDER_COLUMNS.size(), ""));
                continue;
            }
            ProviderState provider = slot.provider(n);
            add(row, slot.latency(n));
            add(row, slot.accuracy(n));
            add(row, provider.uplinkHz());
            add(row, provider.downlinkHz());
            add(row, provider.gpuBitPerSecond());
            add(row, provider.cpuBitPerSecond());
            add(row, provider.powerWatts());
            add(row, provider.gain());
        }
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
