package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.online.OnlineLearning;
import dmsb.auction.online.OnlineSettings;
import dmsb.auction.online.OnlineStatus;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.Inference;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.PolicyFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an embedding program: a model's file, an auctioneer, and learning that goes on. */
class EmbeddingTest {
    private static final Scenario SCENARIO = Scenario.preset("paper");
    private static final DiffusionSacConfig LEARNER = DiffusionSacConfig.standard()
            .with(LearnerConfig.HIDDEN, 32)
            .with(LearnerConfig.BATCH, 64)
            .with(LearnerConfig.FIRST_UPDATE, 200)
            .with(LearnerConfig.STEPS_PER_UPDATE, 4)
            .with(LearnerConfig.REPLAY_CAPACITY, 20_000);
    private static final double SCALE = 116;

    /** One market on one thread: rounds of the simulator, cleared by an auctioneer. */
    private static double surplus(Supplier<Auctioneer> auctioneers, SeedTree seeds, int episodes) {
        Market market = new Market(SCENARIO);
        double[] bids = new double[3];
        double[] conditions = new double[ConditionLayout.count(3)];
        double sum = 0;
        for (int episode = 0; episode < episodes; episode++) {
            market.reset(seeds.child(episode));
            Auctioneer auctioneer = auctioneers.get();
            for (int round = 0; round < 100; round++) {
                market.conditions(conditions);
                market.bids(bids);
                Settlement settlement =
                        auctioneer.announce(conditions, market.estimate(), 0).clear(bids);
                if (settlement.uavServes()) {
                    settlement.reveal(market.value(0));
                }
                sum += market.value(settlement.winner());
                market.advance();
            }
        }
        return sum / (100.0 * episodes);
    }

    @Test
    void learningFromItsOwnOutcomesAnUntrainedModelBecomesBetter(@TempDir Path folder) throws Exception {
        DiffusionSac untrained = new DiffusionSac(LEARNER, new AuctionEnvironment(SCENARIO, SCALE), SeedTree.of(1));
        Path path = folder.resolve("model.safetensors");
        Model.of(SCENARIO, Optional.empty(), LEARNER, SCALE, Map.of(), untrained)
                .toFile()
                .write(path);

        TensorFile file = TensorFile.read(path);
        LearnedModel model = LearnedModel.of(file, PolicyFile.read(file, Inference.noiseless()));
        ModelRule rule = new ModelRule(model);
        DiffusionSac agent = new DiffusionSac(LEARNER, model.policy().observationSize(), 20, SeedTree.of(2));
        agent.load(file);
        agent.deployAs(Inference.noiseless());
        OnlineLearning learning =
                new OnlineLearning(rule, agent, Runnable::run, new OnlineSettings(SCALE, 64, 500, 5, 500, 0.0, 500));

        SeedTree heldOut = SeedTree.of(3);
        double before = surplus(() -> Auctioneer.trained(model), heldOut, 20);
        surplus(() -> Auctioneer.trained(rule, learning), SeedTree.of(4), 60);
        double after = surplus(() -> Auctioneer.trained(rule.model()), heldOut, 20);

        OnlineStatus status = learning.status();
        assertEquals(6000, status.rounds());
        assertEquals(4800, status.learned());
        assertEquals(12, status.published() + status.refusedWorse());
        assertTrue(status.failure().isEmpty(), status.toString());
        assertTrue(status.published() > 0, status.toString());
        assertTrue(after > 1.05 * before, before + " to " + after + ", " + status);
    }
}
