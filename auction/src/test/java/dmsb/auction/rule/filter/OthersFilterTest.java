package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.LooksPast;
import dmsb.auction.round.OthersPast;
import dmsb.auction.rule.StrictRuleWithLooks;
import dmsb.auction.rule.observation.OthersEncoder;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A filter of one round of two stations, whose features tell nothing; what a look shows is expected to have the log 5. */
class OthersFilterTest {
    private static final double UAV_VARIANCE = 0.25;

    private final Announcement announcement = Pasts.announcement(2, 1, 1);

    private static Scenario scenario(ObservationMode mode) {
        return Pasts.scenario(2, 1).with(Scenario.OBSERVATION, mode);
    }

    private static OthersFilter filter(double lookVariance) {
        return new OthersFilter(
                Pasts.scenario(2, 1),
                GaussianLaw.independent(new double[6], 1, 1, 1, 1, 1, UAV_VARIANCE)
                        .moments(),
                GaussianLaw.independent(new double[] {0, 0, 0, 5}, 1, 1, 1, lookVariance)
                        .moments());
    }

    private static OthersFilterModel model(ObservationMode mode) {
        return OthersFilterModel.of(scenario(mode), filter(1), new LookThreshold(0.75, 2));
    }

    /** A coin of exactly the share is no look, so that of 2^53 equally likely coins the share of them is. */
    @Test
    void aBlindLookIsACoinBelowTheShare() {
        LooksPast past = new LooksPast(announcement);
        RandomStream coins = SeedTree.of(1).stream();
        for (int i = 0; i < 20; i++) {
            RandomStream same = SeedTree.of(1).stream();
            same.restore(coins.save());
            double coin = coins.nextDouble();
            for (double share : new double[] {0, coin, Math.nextUp(coin), 1}) {
                RandomStream again = SeedTree.of(1).stream();
                again.restore(same.save());
                assertEquals(share > coin, filter(1).withBlindLooks(share).isLook(past, again));
            }
        }
        assertThrows(IllegalArgumentException.class, () -> filter(1).withBlindLooks(1.5));
    }

    /** All forecasts are the mean; a value that never moves is its own quantile, and exceeds none. */
    @Test
    void aChosenLookIsWhereTheForecastExceedsTheQuantile() {
        Pasts.record(announcement.history(), 1, 1, 1, 2);
        LooksPast past = new LooksPast(announcement);
        assertTrue(filter(1).chosenLooks(new LookThreshold(0.4, 0)).test(past));
        assertFalse(filter(1).chosenLooks(new LookThreshold(0.6, 0)).test(past));
        assertTrue(filter(1).chosenLooks(new LookThreshold(0.6, 1)).test(past), "optimistic");
        assertFalse(filter(0).chosenLooks(new LookThreshold(0.4, 0)).test(past));
        assertFalse(filter(1).chosenLooks(LookThreshold.NEVER).test(past));
        LookThreshold never = new LookThreshold(1, 1e6);
        assertFalse(filter(1).chosenLooks(never).test(past), "however optimistic: a UAV declares itself into no look");
        assertTrue(filter(1).chosenLooks(new LookThreshold(0, 0)).test(past), "always");
        StrictRuleWithLooks rule = filter(1).withChosenLooks(new LookThreshold(0.4, 0));
        assertTrue(rule.isLook(past, SeedTree.of(1).stream()));
        StrictRuleWithLooks other = filter(1).withChosenLooks(new LookThreshold(0.6, 0));
        assertFalse(other.isLook(past, SeedTree.of(1).stream()));
    }

    /** A policy that learns takes the UAV's value times e^s where serving shows it. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OTHERS.*")
    void aPolicyObservesOptimisticForecastsWhereServingShowsTheUavsValue(ObservationMode mode) {
        OthersEncoder encoder = model(mode).viewEncoder();
        encoder.encode(new OthersPast(announcement, 1), new float[encoder.size()]);
        boolean shows = mode == ObservationMode.OTHERS_PAST_REVEALS;
        assertEquals(shows ? StrictMath.exp(UAV_VARIANCE) : 1, encoder.uavOptimism(), 1e-12);
    }

    @Test
    void aModelLooksByItsThresholdAndKeepsItInItsFile() throws Exception {
        OthersFilterModel model = model(ObservationMode.OTHERS_PAST_LOOKS);
        OthersFilterModel read =
                OthersFilterModel.of(TensorFile.parse(model.toFile().toBytes()));
        Pasts.record(announcement.history(), 1, 1, 1, 2);
        for (OthersFilterModel one : new OthersFilterModel[] {model, read}) {
            assertEquals(new LookThreshold(0.75, 2), one.lookThreshold());
            Predicate<LooksPast> looks = one.looks();
            assertTrue(looks.test(new LooksPast(announcement)), "5 + 2 > 5 + 0.67");
        }
        assertEquals(model.id(), read.id());
    }

    @Test
    void aFileOfAnotherAgentIsNoFilter() {
        TensorFile file = model(ObservationMode.OTHERS_PAST).toFile();
        assertTrue(OthersFilterModel.isIn(file));
        Map<String, String> entries = new TreeMap<>(file.metadata());
        entries.put(ModelMetadata.AGENT_KEY, "other");
        assertFalse(OthersFilterModel.isIn(ModelMetadata.file(file.tensors(), entries)));
    }
}
