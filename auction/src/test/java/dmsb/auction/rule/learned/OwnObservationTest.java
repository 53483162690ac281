package dmsb.auction.rule.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.BatchEvaluation;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.observation.Observation;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.auction.rule.observation.OwnObservation;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.setting.Named;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A model whose policy observes something else than the project's vector. */
class OwnObservationTest {
    private static final Scenario MARKET = Scenario.preset("paper").with(Scenario.ROUNDS_PER_EPISODE, 40);

    /** Decides by the first number alone. */
    private record ByFirst(int observationSize) implements PolicySnapshot {
        @Override
        public int actionCount() {
            return MARKET.actions();
        }

        @Override
        public boolean draws() {
            return false;
        }

        @Override
        public Policy open() {
            return (observation, random) ->
                    Math.max(0, Math.min(actionCount() - 1, (int) (observation[0] * actionCount())));
        }
    }

    private static Named<Observation> observing(String name, ToDoubleFunction<Announcement> number) {
        return Named.of(name, () -> new Observation() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public void encode(Announcement announcement, float[] target) {
                target[0] = (float) number.applyAsDouble(announcement);
            }
        });
    }

    private static Named<Observation> relativeEstimate() {
        return observing("ratio", announcement -> announcement.estimate() / (announcement.estimate() + 100));
    }

    private static LearnedModel model(Optional<ModelFilter> filter, int size) {
        return LearnedModel.of(MARKET, filter, Optional.of(relativeEstimate()), new ByFirst(size));
    }

    @Test
    void itDecidesAloneInABatchAndInTrainingAlike() {
        LearnedModel model = model(Optional.empty(), 1);
        SeedTree seeds = SeedTree.of(4);
        double[] alone =
                new Evaluation(MARKET, seeds).run(Sellers.of(model.rule()), 5).of(Metric.RHO);
        double[] together =
                new BatchEvaluation(MARKET, seeds).run(model.open(), 0, 5).of(Metric.RHO);
        double[] trained = new BatchEvaluation(
                        () -> new SimulatedRounds(MARKET),
                        seeds,
                        LearnedModel.encoder(MARKET, Optional.empty(), model.observation()))
                .run(model.policy().open(), 0, 5)
                .of(Metric.RHO);
        for (int e = 0; e < alone.length; e++) {
            assertEquals(alone[e], together[e]);
            assertEquals(alone[e], trained[e]);
            assertTrue(alone[e] > 1, "it does decide by the estimate");
        }
    }

    @Test
    void forecastsComeBehindIt() {
        ModelFilter filter = Sellers.fittedFilter(new Evaluation(MARKET, SeedTree.of(1)), 10);
        int forecasts = LearnedModel.encoder(MARKET, Optional.of(filter)).size()
                - LearnedModel.encoder(MARKET, Optional.empty()).size();
        assertTrue(forecasts > 0);
        LearnedModel model = model(Optional.of(filter), 1 + forecasts);
        double withForecasts = new Evaluation(MARKET, SeedTree.of(4))
                .run(Sellers.of(model.rule()), 3)
                .mean(Metric.RHO);
        double without = new Evaluation(MARKET, SeedTree.of(4))
                .run(Sellers.of(model(Optional.empty(), 1).rule()), 3)
                .mean(Metric.RHO);
        assertEquals(without, withForecasts, "the policy looks at the first number alone");
    }

    @Test
    void theForecastsBehindItAreThoseBehindTheProjectsVector() {
        ModelFilter filter = Sellers.fittedFilter(new Evaluation(MARKET, SeedTree.of(1)), 10);
        OwnObservation own =
                (OwnObservation) LearnedModel.encoder(MARKET, Optional.of(filter), Optional.of(relativeEstimate()));
        ObservationEncoder usual = (ObservationEncoder) LearnedModel.encoder(MARKET, Optional.of(filter));
        float[] mine = new float[own.size()];
        float[] theirs = new float[usual.size()];
        int[] forecasts = {0};
        PostedRule comparing = announcement -> {
            own.encode(announcement, mine);
            usual.encode(announcement, theirs);
            assertEquals(usual.isEnough(), own.isEnough());
            assertEquals(usual.level(), own.level());
            assertEquals(usual.uavOptimism(), own.uavOptimism());
            assertFalse(own.isLook());
            for (int i = 1; i < mine.length; i++) {
                assertEquals(theirs[theirs.length - mine.length + i], mine[i]);
                forecasts[0] += mine[i] == 0 ? 0 : 1;
            }
            return 2;
        };
        new Evaluation(MARKET, SeedTree.of(4)).run(Sellers.of(comparing), 2);
        assertTrue(forecasts[0] > 100, forecasts[0] + " forecasts");
    }

    @Test
    void itsFileNamesItAndIsReadWithItOnly() {
        LearnedModel model = model(Optional.empty(), 1);
        assertEquals("ratio", model.toFile().metadata().get("observationClass"));
        LearnedModel read = LearnedModel.of(model.toFile(), model.policy(), model.observation());
        assertEquals(model.id(), read.id());
        String refusal = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> LearnedModel.of(model.toFile(), model.policy()))
                        .getMessage());
        assertEquals(
                "model key 'observationClass': expected an observation that this program has, none, got ratio",
                refusal);
        assertThrows(
                IllegalArgumentException.class,
                () -> LearnedModel.of(
                        model.toFile(), model.policy(), Optional.of(observing("other", announcement -> 0))));
        assertNotEquals(
                model.id(),
                LearnedModel.of(
                                MARKET,
                                Optional.empty(),
                                Optional.of(observing("other", announcement -> 0)),
                                new ByFirst(1))
                        .id());
    }

    @Test
    void withTheBidsInSightItIsRefused() {
        Scenario current = MARKET.with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);
        String refusal = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> LearnedModel.encoder(current, Optional.empty(), Optional.of(relativeEstimate())))
                .getMessage());
        assertTrue(refusal.startsWith("observation: expected past-bids beside an observation of one's own"), refusal);
    }

    @Test
    void aNumberThatIsNotFiniteIsRefusedWhereItArises() {
        LearnedModel broken = LearnedModel.of(
                MARKET, Optional.empty(), Optional.of(observing("broken", announcement -> Double.NaN)), new ByFirst(1));
        String message = String.valueOf(assertThrows(
                        IllegalStateException.class,
                        () -> new Evaluation(MARKET, SeedTree.of(4)).run(Sellers.of(broken.rule()), 1))
                .getMessage());
        assertTrue(message.startsWith("observation: expected finite numbers, got NaN at index 0"), message);
    }
}
