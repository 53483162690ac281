package dmsb.experiments.run;

import java.util.List;

/**
 * What a reproduction found on one market.
 *
 * @param groundStations the number of ground base stations
 * @param curves the learner's learning curve for every seed
 * @param contenders all that were compared, the learner first
 */
public record MarketResult(int groundStations, List<List<TrainingRun.Point>> curves, List<Contender> contenders) {
    /** The learner's name among the contenders. */
    public static final String LEARNER = "dmsb";

    /** Copies the lists. */
    public MarketResult {
        curves = curves.stream().map(List::copyOf).toList();
        contenders = List.copyOf(contenders);
    }

    /**
     * The contender of a name.
     *
     * @param name a rule's name or {@link #LEARNER}
     * @return the contender
     * @throws IllegalArgumentException if there is none of that name
     */
    public Contender contender(String name) {
        return contenders.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("contender: expected one of the comparison, got " + name));
    }

    /**
     * The learner.
     *
     * @return the contender that was trained
     */
    public Contender learner() {
        return contender(LEARNER);
    }
}
