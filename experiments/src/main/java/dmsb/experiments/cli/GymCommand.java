package dmsb.experiments.cli;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.environment.Reward;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.setting.Named;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.gym.EnvironmentPipe;
import dmsb.experiments.run.OwnParts;
import dmsb.experiments.run.RewardScale;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb gym}: environments for another program, over standard input and output. */
@Command(
        name = "gym",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves environments of a market over standard input and output, for Gymnasium in Python.",
        footer = {
            "",
            "It is started by examples/gymnasium/dmsb_gym.py, a Gymnasium environment in one file; docs/gymnasium.md has the frames for"
                    + " other programs.",
            "",
            "The observations and rewards are those of 'dmsb train' without forecasts; episode E of a seed is that of 'dmsb simulate'."
        })
final class GymCommand implements Callable<Integer> {
    private static final int MOST_ENVIRONMENTS = 4096;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Mixin
    private final OwnPartsOptions own = new OwnPartsOptions();

    @Option(
            names = "--environments",
            paramLabel = "K",
            defaultValue = "1",
            description = "environments side by side (default: ${DEFAULT-VALUE})")
    private int environments;

    @Option(
            names = "--scale-seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "rewards are divided as in a training with this seed (default: ${DEFAULT-VALUE})")
    private long scaleSeed;

    @Override
    public Integer call() throws IOException {
        if (environments < 1 || environments > MOST_ENVIRONMENTS) {
            throw new UsageException("--environments: expected 1 to " + MOST_ENVIRONMENTS + ", got " + environments);
        }
        Scenario market = scenario.scenario();
        if (market.observation().isOthersPast()) {
            throw new UsageException(
                    "scenario key 'observation': expected past-bids or current-bids, got " + market.observation());
        }
        OwnParts parts = own.on(market);
        double scale = RewardScale.of(new SimulatedRounds(market), scaleSeed);
        List<AuctionEnvironment> served = new ArrayList<>();
        for (int i = 0; i < environments; i++) {
            served.add(new AuctionEnvironment(
                    new SimulatedRounds(market),
                    scale,
                    LearnedModel.encoder(market, Optional.empty(), parts.observation()),
                    parts.reward().map(Named::make).orElse(Reward.SURPLUS)));
        }
        float bound = parts.observation().isPresent() ? Float.POSITIVE_INFINITY : (float) ObservationEncoder.CLIP;
        StandardOutput out = (StandardOutput) spec.commandLine().getOut();
        new EnvironmentPipe(served, bound).serve(new BufferedInputStream(System.in), out::write);
        return 0;
    }
}
