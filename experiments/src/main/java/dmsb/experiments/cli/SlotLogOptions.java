package dmsb.experiments.cli;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.Scenario;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.SlotClearing;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.dense.DenseRules;
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
     * The clearing of a log of slots, by one of factors, a model and a rule.
     *
     * @throws UsageException if there is no scenario, or it does not go with the factors, the model or the rule
     */
    SlotClearing clearing(@Nullable GivenRhos rhos, @Nullable Path file, @Nullable String rule, ClearingFormat format) {
        long drawn = seed == null ? 1 : seed;
        if (file != null) {
            VectorModel model = DenseModels.read(file);
            Scenario scenario =
                    source == null ? Presets.INTERSECTIONS.with(model.scenario(), settings.changes()) : asked();
            Intersection shape = Intersection.of(scenario);
            return new SlotClearing(
                    shape, DenseModels.rule(model, shape, "--model " + file), DenseRules.heldOut(drawn), format);
        }
        Scenario scenario = asked();
        Intersection shape = Intersection.of(scenario);
        VectorRule pricing = rule == null
                ? fixed(Objects.requireNonNull(rhos).ofTasks(shape.tasks()))
                : DenseRules.standard(scenario, rule);
        return new SlotClearing(shape, pricing, DenseRules.heldOut(drawn), format);
    }

    private Scenario asked() {
        if (source == null) {
            throw new UsageException("--scenario: expected one, such as dense, for a log of slots, got none");
        }
        return Presets.INTERSECTIONS.load(source, settings.changes());
    }

    private static VectorRule fixed(double[] rhos) {
        return (announcement, factors, unitPrices) -> System.arraycopy(rhos, 0, factors, 0, announcement.tasks());
    }
}
