package dmsb.experiments.cli;

import dmsb.auction.dense.VectorModel;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PricingModel;
import dmsb.experiments.config.Presets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options by which a command takes a scenario. */
final class ScenarioOptions {
    private static final String DEFAULT = "paper";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--scenario",
            paramLabel = "S",
            description = "a preset (see 'dmsb scenario list') or a YAML file (default: the one that a model was"
                    + " trained on, or paper)")
    private @Nullable String source;

    @Mixin
    private final SetOption settings = new SetOption();

    /** The scenario, single settings replaced. */
    Scenario scenario() {
        return scenario(settings.changes());
    }

    /** The scenario with the given settings replaced, in place of those of the command line. */
    Scenario scenario(Map<String, Object> changes) {
        return Main.own(command).scenarios(changes).load(source == null ? DEFAULT : source, changes);
    }

    /** The scenario with the given settings replaced, which may have several tasks and UAVs. */
    Scenario any(Map<String, Object> changes) {
        return Main.own(command).allScenarios(changes).load(source == null ? DEFAULT : source, changes);
    }

    /** The same, or that of a model if no scenario was asked for and there is a model. */
    Scenario anyFor(@Nullable VectorModel model) {
        return model == null || source != null
                ? any(changes())
                : Main.own(command).allScenarios(changes()).with(model.scenario(), changes());
    }

    /** Whether the scenario that was asked for has several tasks or UAVs; false if it was not asked for. */
    boolean hasSeveralTasks() {
        Map<String, Object> changes = changes();
        boolean asked = source != null || DenseSettings.keys().stream().anyMatch(changes::containsKey);
        return asked && !DenseSettings.isOne(any(changes));
    }

    /** The scenario that was asked for, or that of a model if none was and there is a model, single settings replaced. */
    Scenario scenarioFor(@Nullable PricingModel model) {
        return model == null || source != null
                ? scenario()
                : Main.own(command).scenarios(changes()).with(model.scenario(), changes());
    }

    /** The single settings of the command line, by key. */
    Map<String, Object> changes() {
        return settings.changes();
    }

    /** The file that a scenario is read from, none for a preset. */
    List<Path> files() {
        return source == null || Presets.SCENARIOS.names().contains(source) ? List.of() : List.of(Path.of(source));
    }
}
