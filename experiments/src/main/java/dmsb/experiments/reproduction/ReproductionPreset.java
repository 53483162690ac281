package dmsb.experiments.reproduction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The studies that reproduce the paper and find the learners' settings, which are resources of this package. */
public final class ReproductionPreset {
    private ReproductionPreset() {}

    /**
     * A study as YAML.
     *
     * @param name {@code quick}, {@code paper}, {@code tuning} or {@code ablation}
     * @return its text
     * @throws IllegalArgumentException if there is no study of that name
     */
    public static String yaml(String name) {
        try (InputStream in = ReproductionPreset.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("preset: expected quick, paper, tuning or ablation, got " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
