package dmsb.experiments.bench;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Measurements written down for tests; the numbers are round ones, so that what follows from them can be computed by hand. */
final class Recorded {
    private Recorded() {}

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(Recorded.class.getResource("/bench/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Measurements measurements(String name) {
        return Measurements.read(file(name));
    }
}
