package dmsb.experiments.sweep;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.market.Scenario;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.LogSplit;
import dmsb.experiments.run.TrainingRun;
import java.util.Optional;

/**
 * Where the rounds of a run come from: simulated rounds of a scenario, or the rows of a log.
 *
 * @param scenario the scenario; on a log it says what is observed and which factors may be set
 * @param log the log; empty to simulate
 */
record RunMarket(Scenario scenario, Optional<LogSplit> log) {
    /** The evaluation on held-out episodes. */
    HeldOut heldOut(HeldOutEpisodes evaluation) {
        return log.map(rows -> rows.evaluation(scenario, evaluation.seed(), evaluation.episodes()))
                .orElseGet(() -> new HeldOut(scenario, evaluation.seed(), evaluation.episodes()));
    }

    /** The table of an evaluation. */
    EpisodeTable table(EpisodeMeans means) {
        return log.isPresent() ? EpisodeTable.ofLog(means) : EpisodeTable.of(means);
    }

    /** A training that was described on the scenario, on these rounds. */
    TrainingRun training(TrainingRun described) {
        return log.map(rows -> described.on(rows.training(scenario))).orElse(described);
    }

    /** New rounds of those that are learned from, on which learning curves are measured. */
    Rounds curveRounds() {
        return log.<Rounds>map(rows -> rows.training(scenario).rounds(scenario))
                .orElseGet(() -> new SimulatedRounds(scenario));
    }
}
