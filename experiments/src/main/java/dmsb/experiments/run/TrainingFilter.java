package dmsb.experiments.run;

import dmsb.auction.environment.Rounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.log.RecordedRounds;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.filter.TooFewRoundsException;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.ForecastSource;
import dmsb.nn.agent.LearnerConfig;
import java.util.Optional;

/**
 * The filter whose forecasts a training observes, fitted before it begins.
 *
 * @param model the filter; empty if the training observes no forecasts
 * @param missing why there is none although the settings want one; empty otherwise
 */
record TrainingFilter(Optional<ModelFilter> model, Optional<String> missing) {
    private static final int EPISODES = 150;
    private static final int ROUNDS = 15_000;

    /** A belief takes this many times as many: its weight is chosen by what it earns, which varies more than what is fitted. */
    private static final int BELIEF = 2;

    /** For more numbers of stations than these there are no more episodes: neighbours lend theirs. */
    private static final int MOST_NUMBERS = 10;

    /**
     * The filter of a run: fitted on {@value #EPISODES} episodes, or as many as have {@value #ROUNDS} rounds if those are
     * fewer, and a belief on {@value #BELIEF} times as many. They are drawn from the training's seed, beside those that the
     * learner plays; of a log, they are its first ones. It is a function of market and seed. It does not depend on the number
     * of steps, so a run that is extended has the same one.
     *
     * @param run the run
     * @param seeds the training's branch of its seed
     */
    static TrainingFilter of(TrainingRun run, SeedTree seeds) {
        ForecastSource source = source(run.learner());
        if (source == ForecastSource.NONE) {
            return new TrainingFilter(Optional.empty(), Optional.empty());
        }
        Rounds rounds = run.rounds();
        int kappa = run.scenario().roundsPerEpisode();
        int numbers = Math.min(MOST_NUMBERS, run.scenario().stations().count()); // each has moments of its own
        int times = source == ForecastSource.BELIEF ? BELIEF : numbers;
        int episodes = (int) Math.min((long) times * EPISODES, ((long) times * ROUNDS - 1) / kappa + 1);
        if (run.scenario().groundStations() == 1) {
            episodes = 1; // however many there are, there is no second bid to learn from
        }
        if (rounds instanceof RecordedRounds recorded) {
            episodes = Math.min(episodes, recorded.episodes());
        }
        Evaluation training = new Evaluation(rounds, seeds);
        return run.scenario().observation().isOthersPast()
                ? ofOthers(training, episodes)
                : fitted(source, run.learner().plans(), training, episodes);
    }

    /** What forecasts are made by; an agent of the user's own may not know of any. */
    static ForecastSource source(LearnerConfig learner) {
        return learner.schema().keys().contains(LearnerConfig.FORECASTS)
                ? learner.get(LearnerConfig.FORECASTS)
                : ForecastSource.NONE;
    }

    /** The filter of the others' past, without which there is nothing to observe. */
    private static TrainingFilter ofOthers(Evaluation episodes, int count) {
        try {
            return new TrainingFilter(Optional.of(Sellers.fittedOthersModel(episodes, count)), Optional.empty());
        } catch (TooFewRoundsException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * What is fitted on so many episodes. Nothing where they have too few rounds to fit it on: one bidder, or a log without
     * v_0. A learner that plans is to learn what a look is worth, so nothing is added for it to its rewards.
     */
    static TrainingFilter fitted(ForecastSource source, boolean planning, Evaluation episodes, int count) {
        try {
            return new TrainingFilter(model(source, planning, episodes, count), Optional.empty());
        } catch (TooFewRoundsException e) {
            return new TrainingFilter(
                    Optional.empty(),
                    Optional.of(LearnerConfig.FORECASTS.name() + ": none, as no filter could be fitted: "
                            + e.getMessage()));
        }
    }

    private static Optional<ModelFilter> model(
            ForecastSource source, boolean planning, Evaluation episodes, int count) {
        return switch (source) {
            case NONE -> Optional.empty();
            case FILTER -> Optional.of(Sellers.fittedFilter(episodes, count));
            case BELIEF ->
                Optional.of(
                        planning
                                ? BeliefModel.of(Sellers.fittedBelief(episodes, count), 0)
                                : Sellers.fittedBeliefModel(episodes, count));
        };
    }

    /** The hash of its file, or {@code none}. */
    String id() {
        return model.map(ModelFilter::id).orElse("none");
    }
}
