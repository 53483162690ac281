package dmsb.experiments.run;

import java.util.List;

/**
 * How much of the paper's experiments a reproduction runs.
 *
 * @param name its name
 * @param scenario the market's preset
 * @param groundStations the numbers of ground base stations, one market each
 * @param seeds the number of trainings for each market
 * @param steps the rounds of a training
 * @param evaluations the points of a learning curve
 * @param curveEpisodes the episodes of each point
 * @param episodes the held-out episodes of every comparison
 */
public record ReproductionPreset(
        String name,
        String scenario,
        List<Integer> groundStations,
        int seeds,
        long steps,
        int evaluations,
        int curveEpisodes,
        int episodes) {
    /** Copies the list. */
    public ReproductionPreset {
        groundStations = List.copyOf(groundStations);
    }

    /**
     * Minutes on two cores: the smallest and the largest market of the paper, three seeds each.
     *
     * @return the preset {@code quick}
     */
    public static ReproductionPreset quick() {
        return new ReproductionPreset("quick", "paper", List.of(3, 9), 3, 40_000, 20, 20, 300);
    }
}
