package dmsb.experiments.reproduction;

import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.sweep.StudyRow;
import java.util.Set;

/** The experiments of the paper's studies by name: a study that has one of them gets its figures and its claims. */
final class PaperStudy {
    /** Fig. 3: all methods on the paper's market, trained long. */
    static final String CONVERGENCE = "convergence";

    /** Figs. 4, 5(b), 6(b): the number of ground base stations. */
    static final String SELLERS = "sellers";

    /** Figs. 5(a), 6(a). */
    static final String BANDWIDTH = "bandwidth";

    /** Figs. 5(c), 6(c), 6(d). */
    static final String TASK_SIZE = "task-size";

    /** The sellers again, one pool of bandwidth split over all. */
    static final String SHARED_SPECTRUM = "shared-spectrum";

    /** The market whose UAV has old news. */
    static final String STALE = "stale";

    /** The market in which the winner is slower tomorrow. */
    static final String LOAD = "load";

    /** Past bids against current bids, over how slowly the market moves. */
    static final String PERSISTENCE = "persistence";

    /** Past bids against current bids, over the age of the UAV's news. */
    static final String LAG = "lag";

    /** Past bids against current bids, over the noise of the UAV's news. */
    static final String NOISE = "noise";

    /** The key whose values are the numbers of ground base stations. */
    static final String SELLERS_KEY = "groundStations";

    private static final Set<String> EXPERIMENTS =
            Set.of(CONVERGENCE, SELLERS, BANDWIDTH, TASK_SIZE, SHARED_SPECTRUM, STALE, LOAD, PERSISTENCE, LAG, NOISE);

    private PaperStudy() {}

    /** Whether figures and claims know an experiment. */
    static boolean knows(String experiment) {
        return EXPERIMENTS.contains(experiment);
    }

    /** Whether a study is about the paper: it asks for one of the experiments at least. */
    static boolean isAskedFor(StudyResults results) {
        return results.experiments().stream().map(ExperimentResult::name).anyMatch(PaperStudy::knows)
                || results.missing().keySet().stream().map(StudyRow::experiment).anyMatch(PaperStudy::knows);
    }
}
