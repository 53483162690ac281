package dmsb.experiments.cli;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.audit.DynamicAudit;
import dmsb.experiments.audit.TruthfulnessPrice;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb price}: what truthfulness over time costs, and what its absence does. */
@Command(
        name = "price",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Audits rules and models over time, side by side: with obedient stations, with one that games, and with"
                        + " stations that spoil by bidding 0 where they would lose.",
        footer = {
            "",
            "WHAT are rules ('dmsb describe rules'), model files, or class=NAME with --classpath. A model is audited on the market that"
                    + " it was trained for, with what --set changes. Where groundStations is a range, each number is audited by itself. The"
                    + " first of a number is the one of which most survives. What a station gains is a lower bound: the best strategy that was found. 'dmsb audit --dynamic' tells each of them in full."
        })
final class PriceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "WHAT", description = "rules and model files")
    private List<String> what = List.of();

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Mixin
    private final EpisodeOptions played = new EpisodeOptions(30);

    @Option(
            names = "--learn",
            paramLabel = "ROUNDS",
            defaultValue = "0",
            description =
                    "also a best response by DQN that learns for so many rounds (default: ${DEFAULT-VALUE}, none)")
    private int learn;

    @Option(names = "--out", paramLabel = "DIR", description = "also writes price.csv and price.svg into this folder")
    private @Nullable Path out;

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (learn < 0) {
            throw new UsageException("--learn: expected at least 0, got " + learn);
        }
        DynamicAudit.Budget budget = new DynamicAudit.Budget(played.count(), false, learn);
        List<WayOfSelling> sold = what.stream()
                .map(text -> WayOfSelling.of("WHAT", text, Main.own(spec)))
                .toList();
        List<Scenario> markets =
                sold.stream().map(one -> scenario.scenarioFor(one.model())).toList();
        if (out != null) {
            OutputFolder.require(out);
        }
        List<TruthfulnessPrice.Audited> rows = new ArrayList<>();
        int count =
                markets.stream().mapToInt(market -> market.stations().count()).sum();
        try (ProgressBar bar = new ProgressBar(spec, "auditing", count, "audits")) {
            for (int i = 0; i < sold.size(); i++) {
                for (Scenario market : Stations.each(markets.get(i))) {
                    rows.add(audited(sold.get(i), market, budget));
                    bar.report(rows.size(), sold.get(i).text());
                }
            }
        }
        TruthfulnessPrice price = new TruthfulnessPrice(rows);
        if (out != null) {
            AtomicFile.write(out.resolve("price.csv"), price.csv().getBytes(StandardCharsets.UTF_8));
            AtomicFile.write(out.resolve("price.svg"), price.chart().svgFile());
        }
        tell(price, markets.get(0));
        return 0;
    }

    private TruthfulnessPrice.Audited audited(WayOfSelling one, Scenario market, DynamicAudit.Budget budget) {
        WayOfSelling.ProvedSeller audited =
                WayOfSelling.audited(one.text(), one.model(), Main.rules(spec), market, played.seed());
        return new TruthfulnessPrice.Audited(
                one.text(),
                market.groundStations(),
                DynamicAudit.of(audited.seller(), audited.proofClass(), market, budget, played.seed()));
    }

    private void tell(TruthfulnessPrice price, Scenario market) {
        PrintWriter text = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>(price.toMap());
            map.put("seed", played.seed());
            map.put("scenario", market.values().toPlain());
            text.println(Json.print(map));
            return;
        }
        text.println("fraction of first best, and the gain of one station that games");
        text.println(line("", "N", "obedient", "gamed", "1 spoils", "all spoil", "gain"));
        for (TruthfulnessPrice.Audited row : price.rows()) {
            text.println(line(
                    row.name(),
                    row.groundStations(),
                    fraction(row.audit().obedient().estimate()),
                    fraction(row.audit().gamed().estimate()),
                    fraction(row.spoiledByOne().estimate()),
                    fraction(row.spoiledByAll().estimate()),
                    Double.isFinite(row.gain()) ? Decimal.fixed(100 * row.gain(), 1) + " %" : "from 0"));
        }
        price.rows().stream()
                .flatMap(row -> row.audit().whereTheoremAFails().stream())
                .distinct()
                .forEach(text::println);
        text.println(Told.of(market));
    }

    private static String line(Object... columns) {
        return String.format(Locale.ROOT, "%-26s %4s %9s %9s %9s %9s %9s", columns);
    }

    private static String fraction(double value) {
        return Decimal.fixed(value, 3);
    }
}
