package dmsb.experiments.cli;

import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Yaml;
import dmsb.nn.agent.DiffusionSac;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb learner}: the learners' presets, as YAML. */
@Command(
        name = "learner",
        mixinStandardHelpOptions = true,
        description =
                "Shows the presets of the learners' settings, as YAML that can be edited and passed back as a file.",
        subcommands = {LearnerCommand.ListLearners.class, LearnerCommand.ShowLearner.class})
final class LearnerCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "learner: expected 'list' or 'show NAME'");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the agents, each with the names of its presets.")
    static final class ListLearners implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        public void run() {
            for (String agent : Learners.agents()) {
                spec.commandLine()
                        .getOut()
                        .println(agent + ": "
                                + String.join(", ", Learners.of(agent).names()));
            }
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "Prints a learner's settings as YAML: every key with its value. docs/learners.md says what they are.")
    static final class ShowLearner implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "NAME", description = "a preset or a YAML file")
        private String name = "";

        @Option(
                names = "--agent",
                paramLabel = "A",
                defaultValue = DiffusionSac.ID,
                completionCandidates = TrainCommand.AgentNames.class,
                description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
        private String agent = DiffusionSac.ID;

        @Mixin
        private final SetOption settings = new SetOption();

        @Override
        public void run() {
            spec.commandLine()
                    .getOut()
                    .print(Yaml.print(Learners.of(agent)
                            .load(name, settings.changes())
                            .values()
                            .toPlain()));
            spec.commandLine().getOut().flush();
        }
    }
}
