package dmsb.experiments.cli;

import dmsb.auction.market.Scenario;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.OwnParts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options by which a command takes a reward and an observation of the user's own. */
final class OwnPartsOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--reward",
            paramLabel = "class=NAME",
            defaultValue = "",
            description = "what is learned for, by the name of a class in --classpath (default: the surplus)")
    private String reward = "";

    @Option(
            names = "--observation",
            paramLabel = "class=NAME",
            defaultValue = "",
            description =
                    "what is observed before the bids, by the name of a class in --classpath (default: what the scenario says)")
    private String observation = "";

    /** Refuses any, for slots of several tasks. */
    void requireNone() {
        require("--reward", reward);
        require("--observation", observation);
    }

    private static void require(String option, String given) {
        if (!given.isEmpty()) {
            throw new UsageException(option + ": expected none with slots of several tasks, got " + given);
        }
    }

    /** The parts on a market. */
    OwnParts on(Scenario market) {
        return OwnParts.of(reward, observation, market, Main.own(command));
    }
}
