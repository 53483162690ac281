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
     * The version of this code and the {@linkplain Fingerprint fingerprint} of the classes that compute: what the bytes of a
     * result depend on.
     *
     * @return for example {@code 0.1.0+5f0c3a91b2d4}
     */
    public static String build() {
        return Build.NAME;
    }

    /** Read when first asked for. */
    private static final class Build {
        static final String NAME = code() + "+" + Fingerprint.here();
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
