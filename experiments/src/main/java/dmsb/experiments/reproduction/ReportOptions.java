package dmsb.experiments.reproduction;

/**
 * What a reader of a study's page may choose.
 *
 * @param baseline the method that the others are compared with; empty for the first rule of an experiment
 * @param measure what the figures and comparisons of experiments that are not the paper's are about
 * @param mapped the method whose tasks the maps of towns show; empty for the best of each market
 */
public record ReportOptions(String baseline, Measure measure, String mapped) {
    /** Surplus, against the first rule; maps of the best method. */
    public static final ReportOptions STANDARD = new ReportOptions("", Measure.SURPLUS, "");
}
