package dmsb.experiments.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.DenseHouse;
import dmsb.auction.dense.DenseMarket;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.Slot;
import dmsb.auction.dense.SlotAnnouncement;
import dmsb.auction.dense.SlotAuctioneer;
import dmsb.auction.dense.SlotSettlement;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.environment.AuctionHouse;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.auction.round.UavContract;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.agent.SetPolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of slots as files: they read back, and sell in an embedding program as they were measured. */
class DenseModelsTest {
    private static final SeedTree SEEDS = SeedTree.of(53);
    private static final int SLOTS = 30;

    @TempDir
    private static Path folder = Path.of("");

    private static VectorModel trained(Scenario scenario, SetActorConfig.Head head) {
        LinearFilterModel filter =
                Sellers.fittedFilter(new Evaluation(Intersection.of(scenario).market(), SEEDS.child("fit")), 40);
        SetActorConfig settings = SetActorConfig.standard()
                .with(SetActorConfig.HEAD, head)
                .with(LearnerConfig.HIDDEN, 16)
                .with(LearnerConfig.FIRST_UPDATE, 60);
        DenseTraining training = new DenseTraining(scenario, 1, filter, settings, SEEDS.child("learned"));
        training.play(200);
        return training.model(Map.of("steps", "200", "seed", "53"));
    }

    private static Scenario scenario(String preset, int tasks) {
        Scenario named = Scenario.preset(preset);
        return named.with(DenseSettings.TASKS, tasks)
                .with(Scenario.ROUNDS_PER_EPISODE, SLOTS)
                .with(
                        DenseSettings.UAV_TASKS_PER_EPISODE,
                        named.get(DenseSettings.UAV_TASKS_PER_EPISODE) == 0 ? 0 : SLOTS);
    }

    /** Equal factors, equal winners, equal surplus: the evaluation and the program run the same code from the same file. */
    @ParameterizedTest
    @CsvSource({
        "dense, 4, SOFTMAX",
        "dense, 1, SOFTMAX",
        "city, 8, DIFFUSION",
        "battery, 4, SOFTMAX",
        "city, 5, AUTOREGRESSIVE"
    })
    void aModelSellsAsItWasMeasured(String preset, int tasks, SetActorConfig.Head head) {
        Scenario scenario = scenario(preset, tasks);
        Path file = folder.resolve(preset + tasks + ".safetensors");
        DenseModels.write(trained(scenario, head), file);
        VectorModel model = DenseModels.read(file);
        Intersection intersection = model.intersection();

        VectorRule measured = model.rule(intersection);
        DenseHouse house = new DenseHouse(intersection);
        house.reset(SEEDS);
        measured.reset(SEEDS.stream());
        Program program = new Program(model);
        double surplus = 0.0;
        double sold = 0.0;
        for (int t = SLOTS; t > 0; t--) {
            house.award(measured, t);
            surplus += house.surplus();
            SlotSettlement settlement = program.hold(t);
            for (int m = 0; m < tasks; m++) {
                assertEquals(
                        house.slot().view(0, m).rho(), settlement.tasks().get(m).rho());
                assertEquals(house.slot().server(m), settlement.tasks().get(m).server());
            }
            sold += program.surplus(settlement);
            house.settle();
            measured.observe(house.slot());
            house.next();
            program.next();
        }
        assertEquals(surplus, sold);
        assertTrue(surplus > 0.0);
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        Path file = folder.resolve("battery.safetensors");
        VectorModel model = trained(scenario("battery", 4), SetActorConfig.Head.DIFFUSION);
        DenseModels.write(model, file);
        VectorModel read = DenseModels.read(file);
        assertEquals(model.id(), read.id());
        assertEquals(model.toFile(), read.toFile());
        assertEquals("53", read.toFile().metadata().get("training.seed"));
        assertTrue(read.toFile()
                .metadata()
                .getOrDefault(VectorModel.UNIT_PRICES_KEY, "")
                .matches("\\[[1-9][0-9.]+]"));
        Intersection more = Intersection.of(scenario("battery", 9));
        assertEquals(
                new DenseEvaluation(more, SEEDS).run(model.rule(more), 2).fraction(),
                new DenseEvaluation(more, SEEDS).run(read.rule(more), 2).fraction(),
                "for another number of tasks too");
        Intersection two = Intersection.of(Scenario.preset("city"));
        assertThrows(IllegalArgumentException.class, () -> read.rule(two));
        Path text = folder.resolve("text.safetensors");
        Files.writeString(text, "none");
        assertThrows(UsageException.class, () -> DenseModels.read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "unitPrices; [1, 2]; unitPrices: expected 1 elements, got 2",
                "unitPrices; [-1]; unitPrices[0]: expected ",
                "unitPrices; 1; model key 'unitPrices': expected a list of numbers",
                "unitPrices; [x]; model key 'unitPrices': expected a list of numbers",
                "scenario.uavs; 2; model key 'ownObservations': expected ",
                "scenario.tasks; 65; model key 'scenario.tasks': expected "
            })
    void aFileThatDoesNotFitIsRefusedByItsKey(String key, String value, String message) {
        VectorModel model = trained(scenario("dense", 2), SetActorConfig.Head.SOFTMAX);
        Map<String, String> metadata = new TreeMap<>(model.toFile().metadata());
        metadata.put(key, value);
        TensorFile changed = ModelMetadata.file(model.toFile().tensors(), metadata);
        String got = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> VectorModel.of(changed, SetPolicyFile.read(changed)))
                        .getMessage());
        assertTrue(got.startsWith(message), got);
    }

    /** An embedding program in the simulated market; the warm-up is sold at rho = 1 by another program that it takes over. */
    private static final class Program {
        private final Intersection intersection;
        private final DenseMarket market;
        private final UavContract[][] contracts;
        private SlotAuctioneer auctioneer;

        Program(VectorModel model) {
            intersection = model.intersection();
            market = new DenseMarket(intersection);
            market.reset(SEEDS);
            contracts = new UavContract[intersection.uavs()][intersection.tasks()];
            for (UavContract[] own : contracts) {
                Arrays.setAll(own, m -> new UavContract());
            }
            auctioneer = new SlotAuctioneer(intersection, new WarmUp(model.rule(intersection)));
            for (int u = 0; u < contracts.length; u++) {
                auctioneer.charge(u, Intersection.UNLIMITED);
            }
            for (int t = AuctionHouse.warmUp(intersection.market()); t > 0; t--) {
                hold(t);
                next();
            }
            SlotAuctioneer trained = SlotAuctioneer.trained(model, SEEDS.stream());
            SavedState.of(auctioneer).restoreTo(trained);
            auctioneer = trained;
            for (int u = 0; u < contracts.length; u++) {
                auctioneer.charge(u, intersection.uavTasksPerEpisode());
            }
        }

        SlotSettlement hold(int slotsLeft) {
            int tasks = intersection.tasks();
            auctioneer.begin(tasks);
            SealedBids[] bids = new SealedBids[tasks];
            for (int m = 0; m < tasks; m++) {
                Market task = market.task(m);
                bids[m] = new SealedBids(task.groundStations());
                double highest = 0.0;
                for (int n = 1; n <= task.groundStations(); n++) {
                    bids[m].bid(n, task.value(n));
                    highest = Math.max(highest, task.value(n));
                }
                for (int u = 0; u < contracts.length; u++) {
                    auctioneer.announce(u, m, task.uavEstimate(u), contracts[u][m].value());
                    contracts[u][m].add(task.uavEstimate(u), highest);
                }
            }
            auctioneer.post(slotsLeft);
            SlotSettlement settlement = auctioneer.clear(bids);
            for (int m = 0; m < tasks; m++) {
                int uav = settlement.tasks().get(m).uav();
                if (uav >= 0) {
                    auctioneer.reveal(m, market.task(m).uavValue(uav));
                }
            }
            return settlement;
        }

        /** What is served, in the order and the arithmetic of the simulator. */
        double surplus(SlotSettlement settlement) {
            double sum = 0.0;
            for (int m = 0; m < intersection.tasks(); m++) {
                SlotSettlement.TaskOutcome outcome = settlement.tasks().get(m);
                Market task = market.task(m);
                if (outcome.server() > 0) {
                    sum += task.value(outcome.server());
                } else if (outcome.uav() >= 0) {
                    sum += RoundTerms.of(intersection.market()).zeta()
                            * task.uavValue(outcome.uav())
                            * intersection.weights().weight(outcome.place());
                }
            }
            return sum;
        }

        void next() {
            auctioneer.close();
            market.advance();
        }
    }

    /** Sells at rho = 1 and keeps the state of another rule. */
    private record WarmUp(VectorRule rule) implements VectorRule {
        @Override
        public void reset(RandomStream random) {}

        @Override
        public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
            Arrays.fill(rhos, 1.0);
        }

        @Override
        public void observe(Slot slot) {}

        @Override
        public void save(StateWriter state) {
            rule.reset(SEEDS.stream());
            rule.save(state);
        }

        @Override
        public void restore(StateReader state) {
            rule.restore(state);
        }
    }
}
