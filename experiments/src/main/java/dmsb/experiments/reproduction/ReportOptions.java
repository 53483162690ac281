package dmsb.experiments.reproduction;

/**
 * What a reader of a study's page may choose.
 *
 * @param baseline the method that the others are compared with; empty for the first rule of an experiment
 * @param measure what the figures and comparisons of experiments that are not the paper's are about
 */
public record ReportOptions(String baseline, Measure measure) {
    /** Surplus, against the first rule. */
    public static final ReportOptions STANDARD = new ReportOptions("", Measure.SURPLUS);
}
