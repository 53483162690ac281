package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelFilterTest {
    private static final Scenario TWO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 6);

    /** Moments of independent numbers. */
    private static Moments moments(int size) {
        double[] covariances = new double[size * size];
        for (int i = 0; i < size; i++) {
            covariances[i * size + i] = 1;
        }
        return new Moments(new double[size], covariances);
    }

    private static ModelFilter[] filters() {
        Scenario others = TWO.with(Scenario.OBSERVATION, ObservationMode.OTHERS_PAST);
        int size = new OthersFeatures(others).size() + LinearFilterFit.TARGETS;
        Moments looks = moments(LookForecast.size(OthersFeatures.rounds(others)));
        int features = new LinearFilter(TWO, 2).size();
        return new ModelFilter[] {
            OthersFilterModel.of(others, new OthersFilter(others, moments(size), looks), LookThreshold.NEVER),
            BeliefModel.of(new Belief(TWO, PathLaw.moments(TWO)), 1),
            new LinearFilterModel(TWO, 2, 0, List.of(moments(features + LinearFilterFit.TARGETS)), Map.of())
        };
    }

    @Test
    void aPolicysFilterIsFoundOfWhicheverKindItIs() {
        for (ModelFilter filter : filters()) {
            Map<String, Tensor> tensors = new TreeMap<>(Map.of("weights", Tensor.of(new float[3], 3)));
            Map<String, String> entries = new TreeMap<>(filter.scenario().toMetadata());
            entries.put(ModelMetadata.AGENT_KEY, "policy");
            entries.put(ModelMetadata.ACTIONS_KEY, "1");
            assertTrue(ModelFilter.within(ModelMetadata.file(tensors, entries)).isEmpty());
            filter.addTo(tensors, entries);
            TensorFile file = ModelMetadata.file(tensors, entries);
            ModelFilter found = ModelFilter.within(file).orElseThrow();
            assertEquals(filter.getClass(), found.getClass());
            assertEquals(filter.id(), found.id());
        }
    }
}
