package dmsb.experiments.cli;

import dmsb.experiments.config.UsageException;
import picocli.CommandLine.Option;

/** The options by which a command takes a number of episodes and their seed. */
final class EpisodeOptions {
    @Option(names = "--episodes", paramLabel = "E", description = "how many episodes (default: ${DEFAULT-VALUE})")
    private int episodes;

    @Option(names = "--seed", paramLabel = "N", description = "the seed of the episodes (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    /** Options of which the first may be left out. */
    EpisodeOptions(int standard) {
        episodes = standard;
    }

    /**
     * How many episodes.
     *
     * @throws UsageException if not at least 1
     */
    int count() {
        if (episodes < 1) {
            throw new UsageException("--episodes: expected at least 1, got " + episodes);
        }
        return episodes;
    }

    /** The seed of the episodes. */
    long seed() {
        return seed;
    }
}
