package dmsb.experiments.cli;

import dmsb.experiments.config.Presets;
import dmsb.experiments.config.Yaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb scenario}: the presets, as YAML. */
@Command(
        name = "scenario",
        mixinStandardHelpOptions = true,
        description = "Shows the presets, as YAML that can be edited and passed back as a file.",
        subcommands = {ScenarioCommand.ListPresets.class, ScenarioCommand.Show.class})
final class ScenarioCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "scenario: expected 'list' or 'show NAME'");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the names of the presets.")
    static final class ListPresets implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        public void run() {
            Presets.INTERSECTIONS.names().forEach(spec.commandLine().getOut()::println);
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints a scenario as YAML: every key with its value. docs/scenarios.md says what they are.")
    static final class Show implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "NAME", description = "a preset or a YAML file")
        private String name = "";

        @Mixin
        private final SetOption settings = new SetOption();

        @Override
        public void run() {
            spec.commandLine()
                    .getOut()
                    .print(Yaml.print(Presets.INTERSECTIONS
                            .load(name, settings.changes())
                            .values()
                            .toPlain()));
            spec.commandLine().getOut().flush();
        }
    }
}
