package dmsb.experiments.dense;

import java.util.List;

/**
 * One run of a trial.
 *
 * @param stage the part of the trial
 * @param market the name of the market
 * @param method the name of the method
 * @param proposals among how many proposals critics choose, 1 for none
 * @param seed the training's
 * @param candidate which of the method's settings, from 0
 */
record TrialRun(TrialStage stage, String market, String method, int proposals, int seed, int candidate) {
    /** What tells one run from another, as columns of its file. */
    static final List<String> COLUMNS = List.of("stage", "market", "method", "proposals", "seed", "candidate");

    /** The values of these columns. */
    List<String> fields() {
        return List.of(
                stage.toString(),
                market,
                method,
                String.valueOf(proposals),
                String.valueOf(seed),
                String.valueOf(candidate));
    }

    /**
     * The name of its file, without an ending; a candidate is chosen once, so only the tuning tells them apart. A market and a
     * method may run into one another here: "a-b" and "c", "a" and "b-c". {@link TrialPlan#parse} refuses a plan with both.
     */
    String fileName() {
        String name = stage + "-" + market + "-" + method + "-" + proposals + "-" + seed;
        return stage == TrialStage.TUNING ? name + "-" + candidate : name;
    }
}
