package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rule of a filter and its file. */
class LinearFilterRuleTest {
    private static final Scenario TWO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 2);
    private static final int FEATURES = 9;
    private static final int SIZE = FEATURES + LinearFilterFit.TARGETS;
    private static final double RIDGE = 1e-6;

    private final ActionGrid grid = new ActionGrid(TWO.actions());
    private final Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), 2);
    private final RandomStream random = SeedTree.of(5).stream();

    /** Logs that follow the features, each in its own way. */
    private Moments moments() {
        SecondMoments moments = new SecondMoments(SIZE);
        for (int i = 0; i < 300; i++) {
            double[] sample = new double[SIZE];
            for (int j = 0; j < SIZE; j++) {
                sample[j] = 0.3 * random.nextGaussian();
            }
            sample[FEATURES] += 1 + sample[0] + 0.5 * sample[3];
            sample[FEATURES + 1] += sample[1] - 0.5 * sample[4];
            sample[FEATURES + 2] += 1 + sample[2] + 0.7 * sample[4] + sample[8];
            moments.add(sample);
        }
        return moments.moments();
    }

    private LinearFilterModel model() {
        return new LinearFilterModel(TWO, 2, 0, List.of(moments()), Map.of());
    }

    @Test
    void itPostsTheFactorOfTheGridWithTheLargestExpectedSurplusGivenWhatIsKnown() {
        Moments moments = moments();
        PostedRule rule = new LinearFilterModel(TWO, 2, 0, List.of(moments), Map.of()).open();
        LinearFilter filter = new LinearFilter(TWO, 2);
        int[] targets = {FEATURES, FEATURES + 1, FEATURES + 2};
        SurplusForecast forecast = new SurplusForecast(0);
        double[] features = new double[FEATURES];
        double[] means = new double[LinearFilterFit.TARGETS];
        BidHistory history = announcement.history();
        Set<Double> posted = new HashSet<>();
        for (int t = 0; t < 200; t++) {
            double uavValue = t % 3 == 0 ? Double.NaN : amount();
            PastRounds.uav(history, amount(), uavValue, amount(), amount());
            announcement.declare(amount(), 0);
            if (history.size() < 2) {
                continue;
            }
            Moments.Prediction prediction =
                    moments.rounded().predict(filter.present(filter.revealed(history)), targets, RIDGE);
            filter.read(announcement, features);
            prediction.means(features, means);
            forecast.set(means, prediction.covariance());
            int best = 0;
            for (int a = 1; a < grid.size(); a++) {
                best = forecast.at(StrictMath.log(grid.rho(a))) > forecast.at(StrictMath.log(grid.rho(best)))
                        ? a
                        : best;
            }
            double rho = rule.rho(announcement);
            assertEquals(grid.rho(best), rho);
            posted.add(rho);
        }
        assertTrue(posted.size() > 5, "factors: " + posted);
    }

    private double amount() {
        return StrictMath.exp(random.nextGaussian());
    }

    /** The UAV is worth more than the highest bid, which is 0.3 above the second: every factor from e^0.3 on does. */
    @Test
    void ofSeveralFactorsThatAreAsGoodItPostsTheSmallest() {
        double[] means = new double[SIZE];
        means[FEATURES] = 0.3;
        means[FEATURES + 2] = 1;
        PostedRule rule =
                new LinearFilterModel(TWO, 2, 0, List.of(new Moments(means, new double[SIZE * SIZE])), Map.of()).open();
        PastRounds.uav(announcement.history(), 1, 1, 1, 2);
        PastRounds.uav(announcement.history(), 1, 1, 1, 2);
        assertEquals(grid.rho(3), rule.rho(announcement));
    }

    @Test
    void severalRoundsArePricedAsEachByItselfAndToldToBeTheModels() {
        LinearFilterModel model = model();
        PostedRule rule = model.open();
        PastRounds.uav(announcement.history(), 1, 1, 1, 2);
        PastRounds.ground(announcement.history(), 1, 3, 2);
        announcement.declare(5, 0);
        Announcement empty = PastRounds.announcement(2, ConditionLayout.count(2), 2);
        double[] rhos = new double[2];
        assertEquals(new PricedBy(model.id(), 0), rule.rhos(new Announcement[] {announcement, empty}, 2, rhos));
        assertArrayEquals(new double[] {rule.rho(announcement), 1}, rhos);
    }

    @Test
    void notesOnTheFitAreKeptInTheFileAndChangeItsIdAlone() throws Exception {
        LinearFilterModel plain = model();
        LinearFilterModel noted = plain.withTraining(Map.of("seed", "7"));
        assertEquals(TWO, noted.scenario());
        assertEquals(plain.toFile().tensors(), noted.toFile().tensors());
        assertNotEquals(plain.id(), noted.id());
        assertEquals(ModelMetadata.of(noted.toFile()).id(), noted.id());
        assertEquals("7", noted.toFile().metadata().get("training.seed"));
        LinearFilterModel read =
                LinearFilterModel.of(TensorFile.parse(noted.toFile().toBytes()));
        assertEquals(noted.toFile(), read.toFile());
    }

    @Test
    void optimismIsKeptInTheFileWithTheNotesOnTheFit() throws Exception {
        LinearFilterModel bold = model().withTraining(Map.of("seed", "7")).withOptimism(1.5);
        assertEquals(1.5, bold.optimism());
        LinearFilterModel read =
                LinearFilterModel.of(TensorFile.parse(bold.toFile().toBytes()));
        assertEquals(1.5, read.optimism());
        assertEquals(bold.id(), read.id());
        assertEquals("7", read.toFile().metadata().get("training.seed"));
        assertThrows(IllegalArgumentException.class, () -> bold.withOptimism(10.5));
    }

    @Test
    void aFileOfAnotherAgentIsNoFilter() {
        Map<String, String> entries = new TreeMap<>(model().toFile().metadata());
        entries.put(ModelMetadata.AGENT_KEY, "other");
        TensorFile file = ModelMetadata.file(Map.of(), entries);
        assertFalse(LinearFilterModel.isIn(file));
        assertEquals("model key 'agent': expected linear-filter, got other", refusal(file));
    }

    @Test
    void aTensorThatIsMissingOrOfAnotherShapeOrNotFiniteIsRefusedByName() {
        TensorFile whole = model().toFile();
        Map<String, Tensor> tensors = new TreeMap<>(whole.tensors());
        tensors.remove("filter.mean");
        assertEquals(
                "model tensor filter.mean: expected shape [12], got none",
                refusal(ModelMetadata.file(tensors, whole.metadata())));
        Tensor shorter = Tensor.of(new float[11], 11);
        tensors.put("filter.mean", shorter);
        assertEquals(
                "model tensor filter.mean: expected shape [12], got " + shorter,
                refusal(ModelMetadata.file(tensors, whole.metadata())));
        float[] numbers = new float[12];
        numbers[3] = Float.NaN;
        tensors.put("filter.mean", Tensor.of(numbers, 12));
        assertEquals(
                "model tensor filter.mean: expected finite numbers, got NaN",
                refusal(ModelMetadata.file(tensors, whole.metadata())));
    }

    private static String refusal(TensorFile file) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> LinearFilterModel.of(file))
                .getMessage());
    }
}
