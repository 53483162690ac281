package dmsb.experiments.report;

/**
 * What made a report. No time and no machine: the same content gives the same file.
 *
 * @param version the version of the program, blank if unknown
 * @param command the command line, blank if unknown
 */
public record Provenance(String version, String command) {
    /** Nothing known. */
    public static final Provenance UNKNOWN = new Provenance("", "");
}
