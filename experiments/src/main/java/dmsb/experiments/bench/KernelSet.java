package dmsb.experiments.bench;

import java.util.List;
import java.util.Locale;

/** Which kernels a measured JVM is started with. */
public enum KernelSet {
    /** Those on jdk.incubator.vector, as the launcher starts them. */
    VECTOR,
    /** Those in plain Java, as an embedding program without the module gets them. */
    PLAIN;

    /** The flags of a JVM that runs them. */
    List<String> flags() {
        return this == VECTOR ? List.of("--add-modules", "jdk.incubator.vector") : List.of("-Ddmsb.kernels=plain");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
