package dmsb.experiments.dense;

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
    /** The name of its file, without an ending; a candidate is chosen once, so only the tuning tells them apart. */
    String fileName() {
        String name = stage + "-" + market + "-" + method + "-" + proposals + "-" + seed;
        return stage == TrialStage.TUNING ? name + "-" + candidate : name;
    }
}
