package dmsb.experiments.cli;

import dmsb.auction.dense.VectorModel;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.experiments.clearing.SlotPricing;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which {@code dmsb clear} takes a log of slots of several tasks. */
final class SlotLogOptions {
    @Option(
            names = "--scenario",
            paramLabel = "S",
            description =
                    "of slots: dense, city, battery or a YAML file (default: the one that a model was trained on)")
    private @Nullable String source;

    @Mixin
    private final SetOption settings = new SetOption();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of slots: what a rule draws from, the seed of the simulated episodes (default: 1)")
    private @Nullable Long seed;

    /** Whether an option is given that only logs of slots take. */
    boolean isGiven() {
        return source != null || seed != null || !settings.changes().isEmpty();
    }

    /** The files that are read besides the bids. */
    List<Path> filesRead(@Nullable Path model) {
        List<Path> files = new ArrayList<>();
        if (model != null) {
            files.add(model);
        }
        if (source != null && !Presets.INTERSECTIONS.names().contains(source)) {
            files.add(Path.of(source));
        }
        return files;
    }

    /**
     * What the factors are, by one of factors, a model and a rule.
     *
     * @throws UsageException if there is no scenario, or it does not go with the factors or the rule
     */
    SlotPricing pricing(@Nullable GivenRhos rhos, @Nullable Path file, @Nullable String rule) {
        long drawn = seed == null ? 1 : seed;
        if (file != null) {
            VectorModel model = DenseModels.read(file);
            Scenario scenario =
                    source == null ? Presets.INTERSECTIONS.with(model.scenario(), settings.changes()) : asked();
            return new SlotPricing.ByModel(scenario, drawn, model, "--model " + file);
        }
        Scenario scenario = asked();
        return rule == null
                ? new SlotPricing.ByFactors(
                        scenario, drawn, Objects.requireNonNull(rhos).ofTasks(scenario.get(DenseSettings.TASKS)))
                : new SlotPricing.ByRule(scenario, drawn, rule);
    }

    private Scenario asked() {
        if (source == null) {
            throw new UsageException("--scenario: expected one, such as dense, for a log of slots, got none");
        }
        return Presets.INTERSECTIONS.load(source, settings.changes());
    }
}
