package dmsb.experiments.bench.suite;

import dmsb.nn.layer.Parameter;
import java.util.List;
import java.util.Map;

/**
 * The numbers of weights of a learner, which its cost is stated in.
 *
 * @param actor those of the actor, |theta|
 * @param critic those of one critic
 */
public record WeightCounts(long actor, long critic) {
    /**
     * The numbers of weights of the learner that is measured.
     *
     * @param observations the length of an observation
     * @param hidden the width of the hidden layers
     * @return the numbers
     */
    public static WeightCounts of(int observations, int hidden) {
        Map<String, List<Parameter>> networks =
                BenchLearners.fresh(observations, Map.of("hidden", hidden)).networks();
        return new WeightCounts(
                count(networks.getOrDefault("actor", List.of())), count(networks.getOrDefault("critic1", List.of())));
    }

    private static long count(List<Parameter> parameters) {
        return parameters.stream()
                .mapToLong(parameter -> parameter.value().getNumElements())
                .sum();
    }
}
