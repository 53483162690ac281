package dmsb.auction.online;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.auction.Auctioneer;
import dmsb.auction.OwnJvm;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

/** Memory is bounded: many more rounds than anything remembers, in a small heap. What an agent of networks takes is tested there. */
class OnlineMemoryTest {
    private static final int ROUNDS = 60_000;

    @Test
    void sixtyThousandRoundsFitIntoAHeapOfThirtyTwoMegabytes() throws Exception {
        assertEquals(
                "rounds " + ROUNDS + ", failure Optional.empty, published at least once true, remembered 16384",
                OwnJvm.run(OnlineMemoryTest.class, "-Xmx32m"));
    }

    /**
     * Plays and prints what has become of the rounds. Of those that the UAV serves one in ten is never revealed.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Scenario scenario = Scenario.preset("paper");
        LinearAgent agent = new LinearAgent(scenario, 16_384);
        ModelRule rule = new ModelRule(LearnedModel.of(scenario, agent.snapshot()));
        OnlineLearning learning = new OnlineLearning(rule, agent, Runnable::run, OnlineSettings.standard(100));
        Auctioneer market = Auctioneer.trained(rule, learning);
        RandomStream random = SeedTree.of(1).stream();
        long unrevealed = 0;
        for (int t = 0; t < ROUNDS; t++) {
            market.announce(60 + 80 * random.nextDouble(), 40);
            Settlement settlement =
                    market.clear(50 + 50 * random.nextDouble(), 90 * random.nextDouble(), 60 * random.nextDouble());
            if (settlement.uavServes() && t % 10 != 0) {
                settlement.reveal(50 + 60 * random.nextDouble());
            } else if (settlement.uavServes()) {
                unrevealed++;
            }
        }
        learning.close();
        OnlineStatus status = learning.status();
        System.out.println("rounds " + (status.rounds() + status.awaiting()) + ", failure " + status.failure()
                + ", published at least once " + (status.published() > 0 && status.awaiting() == unrevealed)
                + ", remembered " + agent.memory().size());
    }
}
