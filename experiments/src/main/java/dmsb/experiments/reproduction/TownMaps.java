package dmsb.experiments.reproduction;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.figure.NumberText;
import dmsb.experiments.inspection.ServedMap;
import dmsb.experiments.report.Block;
import dmsb.experiments.report.Figure;
import dmsb.experiments.report.Paragraph;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.results.StudyRun;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.LogSplit;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.TownFiles;
import dmsb.experiments.sweep.LearnerRun;
import dmsb.experiments.sweep.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the maps of an experiment in towns, one for each of its markets that is a town: where tasks were served and by whom.
 * The first held-out episodes of a recorded run are played again. A town's files are not in the folder of a sweep, so they
 * have to be where they were; otherwise a paragraph says why there is no map.
 */
final class TownMaps {
    /** Enough to cover the streets, few enough to tell the dots apart. */
    private static final int MOST_EPISODES = 10;

    /** With the names of the two bounds that no auctioneer reaches: first best, and first best on the grid. */
    private static final String BOUND = Methods.FIRST_BEST;

    private final ExperimentResult experiment;
    private final String asked;

    /**
     * The maps of an experiment.
     *
     * @param experiment what was found
     * @param asked the method whose tasks are shown; empty for the best one of each market
     */
    TownMaps(ExperimentResult experiment, String asked) {
        this.experiment = experiment;
        this.asked = asked;
    }

    /** A figure or a paragraph for every town in which a run was made, in the order of the markets. */
    List<Block> blocks() {
        List<Block> maps = new ArrayList<>();
        for (MarketCell cell : experiment.cells()) {
            List<MethodResult> inTown = experiment.in(cell).stream()
                    .filter(outcome -> configurationHasTown(outcome.runs().get(0)))
                    .toList();
            shown(inTown).ifPresent(outcome -> maps.add(block(outcome)));
        }
        return maps;
    }

    private static boolean configurationHasTown(StudyRun run) {
        ConfigSection configuration = run.manifest().configuration();
        return configuration.has(TownFiles.KEY) && !configuration.has(LogSplit.KEY); // a log says nothing of places
    }

    /** The method that was asked for, or the one with the largest fraction of first best. */
    private Optional<MethodResult> shown(List<MethodResult> outcomes) {
        return outcomes.stream()
                .filter(outcome -> asked.isEmpty()
                        ? !outcome.method().startsWith(BOUND)
                        : outcome.method().equals(asked))
                .filter(outcome -> !Double.isNaN(outcome.firstBestFraction().estimate()))
                .max(Comparator.comparingDouble(
                        outcome -> outcome.firstBestFraction().estimate()));
    }

    private Block block(MethodResult outcome) {
        StudyRun recorded = outcome.runs().get(0);
        String where = experiment.name() + Text.inMarket(outcome.cell());
        try {
            Run run = Run.of(recorded.manifest().configuration());
            Seller seller = run.seller(recorded.folder(), Rules.BUILT_IN);
            ServedMap map = new ServedMap(run.scenario());
            int episodes = Math.min(MOST_EPISODES, run.evaluation().episodes());
            new Evaluation(run.scenario(), HeldOut.episodes(run.evaluation().seed())).run(seller, 0, episodes, map);
            return new Figure(map.chart("Who served where, " + where), caption(outcome, run, episodes, map));
        } catch (UsageException e) {
            return new Paragraph("There is no map of " + where + ": " + e.getMessage());
        }
    }

    private String caption(MethodResult outcome, Run run, int episodes, ServedMap map) {
        String seed = run instanceof LearnerRun learner
                ? ", training seed " + learner.training().seed()
                : "";
        String which = Methods.title(outcome.method())
                + seed
                + (asked.isEmpty() ? ", the method with the largest fraction of first best" : "");
        return "Streets, sites and the places of tasks under " + which + ". Shown: " + map.tasks() + " of held-out "
                + (episodes == 1 ? "episode 0" : "episodes 0 to " + (episodes - 1)) + " of evaluation seed "
                + run.evaluation().seed() + ", "
                + NumberText.fixed(run.scenario().roundsPerEpisode(), 0)
                + " rounds each. The way of the UAV is that of episode 0. Squares of sites grow with the tasks that they served.";
    }
}
