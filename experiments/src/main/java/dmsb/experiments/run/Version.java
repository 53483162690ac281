package dmsb.experiments.run;

/** The versions that a result depends on. */
public final class Version {
    private Version() {}

    /**
     * The version of this code.
     *
     * @return the version of the jar, or {@code development} outside one
     */
    public static String code() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * The JVM that runs.
     *
     * @return vendor, version and platform
     */
    public static String jvm() {
        return System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
