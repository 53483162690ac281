package dmsb.experiments.sweep;

import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which held-out episodes a run is measured on; see {@link dmsb.experiments.run.HeldOut}.
 *
 * @param episodes how many, at least 1
 * @param seed their seed
 */
public record HeldOutEpisodes(int episodes, long seed) {
    private static final String EPISODES = "episodes";
    private static final String SEED = "evaluationSeed";

    /**
     * Checks the number.
     *
     * @throws UsageException if it is not positive
     */
    public HeldOutEpisodes {
        if (episodes < 1) {
            throw new UsageException(EPISODES + ": expected at least 1, got " + episodes);
        }
    }

    /** Reads the keys {@code episodes} and {@code evaluationSeed}. */
    static HeldOutEpisodes of(ConfigSection configuration) {
        return new HeldOutEpisodes(configuration.count(EPISODES), configuration.wholeNumber(SEED));
    }

    /**
     * The same of a market that has so many episodes, of which all are taken if key {@code episodes} is left out.
     *
     * @throws UsageException if more are asked for
     */
    static HeldOutEpisodes of(ConfigSection configuration, int available) {
        int episodes = configuration.count(EPISODES, available);
        if (episodes > available) {
            throw configuration.refusal(EPISODES, "at most the " + available + " of the held-out rows");
        }
        return new HeldOutEpisodes(episodes, configuration.wholeNumber(SEED));
    }

    void putInto(Map<String, Object> map) {
        map.put(EPISODES, episodes);
        map.put(SEED, seed);
    }

    static List<String> withKeys(List<String> others) {
        List<String> keys = new ArrayList<>(others);
        keys.add(EPISODES);
        keys.add(SEED);
        return keys;
    }
}
