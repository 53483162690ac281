package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.PricedBy;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelRuleTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 2000;
    private static final Scenario SCENARIO = Scenario.preset("paper");
    private static final int STATIONS = SCENARIO.groundStations();

    private static LearnedModel model(int salt) {
        return LearnedModel.of(SCENARIO, HashingPolicy.of(SCENARIO, salt));
    }

    private static Announcement market() {
        return PastRounds.announcement(STATIONS, ConditionLayout.count(STATIONS), SCENARIO.history());
    }

    private static void play(RandomStream random, Announcement market, double[] bids) {
        Arrays.setAll(market.conditions(), i -> random.nextDouble());
        market.declare(100 * random.nextDouble(), 50);
        Arrays.setAll(bids, i -> 100 * random.nextDouble());
    }

    /** All that one market saw, played by one thread: the rounds in order. */
    private static List<String> market(ModelRule rule, int number) {
        RandomStream random = SeedTree.of(number).stream();
        Announcement drawn = market();
        Auctioneer auctioneer = Auctioneer.trained(rule, AuctionListener.NONE);
        double[] bids = new double[STATIONS];
        List<String> settlements = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            play(random, drawn, bids);
            settlements.add(auctioneer
                    .announce(drawn.conditions(), drawn.estimate(), drawn.contract())
                    .clear(bids)
                    .toString());
        }
        return settlements;
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Draws an action from the stream: with one shared stream, threads would move each other's decisions. */
    private record Drawing(int observationSize, int actionCount) implements PolicySnapshot {
        @Override
        public Policy open() {
            return (observation, random) -> random.nextInt(actionCount);
        }
    }

    @Test
    void marketsOnManyThreadsComeOutAsOneAfterTheOther() throws Exception {
        HashingPolicy shape = HashingPolicy.of(SCENARIO, 0);
        for (PolicySnapshot policy : List.of(shape, new Drawing(shape.observationSize(), shape.actionCount()))) {
            ModelRule rule = new ModelRule(LearnedModel.of(SCENARIO, policy));
            List<Callable<List<String>>> markets = new ArrayList<>();
            List<List<String>> expected = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                markets.add(() -> market(rule, number));
                expected.add(market(new ModelRule(LearnedModel.of(SCENARIO, policy)), number));
            }
            assertEquals(expected, inParallel(markets));
        }
    }

    @Test
    void whileModelsAreSwappedEveryDecisionIsThatOfOneOfThem() throws Exception {
        int models = 40;
        ModelRule rule = new ModelRule(model(0));
        AtomicInteger playing = new AtomicInteger(THREADS - 1);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 1; i < THREADS; i++) {
            int number = i;
            tasks.add(() -> {
                try {
                    return mixedDecisions(rule, number, models);
                } finally {
                    playing.decrementAndGet();
                }
            });
        }
        tasks.add(() -> {
            int published = 0;
            while (published < models - 1 || playing.get() > 0) {
                published++;
                rule.publish(model(published % models));
            }
            assertEquals(published + 1L, rule.published().publication());
            return 0;
        });
        assertEquals(0, inParallel(tasks).stream().mapToInt(Integer::intValue).sum());
    }

    /** Prices batches; all of one batch must be one model's decisions. */
    private static int mixedDecisions(ModelRule rule, int seed, int models) {
        RandomStream random = SeedTree.of(seed).stream();
        Announcement[] batch = new Announcement[16];
        double[] rhos = new double[batch.length];
        double[] expected = new double[batch.length];
        Arrays.setAll(batch, i -> market());
        List<ModelRule> fixed = new ArrayList<>();
        for (int salt = 0; salt < models; salt++) {
            fixed.add(new ModelRule(model(salt)));
        }
        int mixed = 0;
        for (int round = 0; round < 300; round++) {
            for (Announcement market : batch) {
                play(random, market, new double[STATIONS]);
            }
            rule.rhos(batch, batch.length, rhos);
            boolean found = false;
            for (ModelRule candidate : fixed) {
                candidate.rhos(batch, batch.length, expected);
                found |= Arrays.equals(rhos, expected);
            }
            mixed += found ? 0 : 1;
        }
        return mixed;
    }

    @Test
    void aModelThatCannotTakeTheOthersPlaceIsRefused() {
        ModelRule rule = new ModelRule(model(0));
        Scenario nine = SCENARIO.with(Scenario.GROUND_STATIONS, 9);
        Scenario sighted = SCENARIO.with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);
        assertEquals(
                "model: expected one for groundStations 3, got one for groundStations 9",
                refusal(() -> rule.publish(LearnedModel.of(nine, HashingPolicy.of(nine, 1)))));
        assertEquals(
                "model: expected one for observation past-bids, got one for observation current-bids",
                refusal(() -> rule.publish(LearnedModel.of(sighted, HashingPolicy.of(sighted, 1)))));
        assertTrue(refusal(() -> new ModelRule(LearnedModel.of(sighted, HashingPolicy.of(sighted, 1))))
                .contains("cannot be posted before them"));
        assertTrue(refusal(() -> Auctioneer.trained(LearnedModel.of(sighted, HashingPolicy.of(sighted, 1))))
                .contains("cannot be posted before them"));
        assertEquals(1, rule.published().publication());
        assertEquals(
                "groundStations: expected 3, got 9",
                refusal(() -> rule.rho(PastRounds.announcement(9, ConditionLayout.count(3), SCENARIO.history()))));
    }

    private static String refusal(Runnable use) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, use::run).getMessage());
    }

    @Test
    void decisionsAndBatchesAllocateNothing() {
        ModelRule rule = new ModelRule(model(0));
        Announcement[] markets = {market(), market(), market(), market()};
        double[] rhos = new double[markets.length];
        // The default batch of a policy allocates one observation a call; nothing else may.
        long bytes = bytes(() -> {
            rule.rho(markets[0]);
            rule.rhos(markets, markets.length, rhos);
        });
        assertTrue(bytes <= 4L * HashingPolicy.of(SCENARIO, 0).observationSize() + 24, "bytes: " + bytes);
    }

    @Test
    void theRowsOfAFixedRhoAllocateNothingButRoomForTheTwoHighestBids() {
        for (int auctions : new int[] {1, 1000}) {
            double[] bids = new double[auctions * STATIONS];
            Arrays.setAll(bids, i -> 1.0 + i);
            double[] contracts = new double[auctions];
            int[] winners = new int[auctions];
            double[] prices = new double[auctions];
            long bytes =
                    bytes(() -> ModifiedSecondBid.clear(auctions, STATIONS, bids, 1.5, contracts, winners, prices));
            assertTrue(bytes <= 32, bytes + " bytes for " + auctions);
        }
    }

    private static long bytes(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 200; i++) {
            work.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 200; i++) {
            work.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / 200;
    }

    @Test
    void anAuctioneerOfAModelKeepsTheTermsOfItsScenarioAndTellsItsId() {
        LearnedModel model = model(3);
        Auctioneer market = Auctioneer.trained(model);
        assertEquals(RoundTerms.of(SCENARIO), market.terms());
        Settlement settlement = market.announce(0, 0).clear(new double[STATIONS]);
        assertEquals(new PricedBy(model.id(), 1), settlement.pricedBy());
        assertEquals(model.open().rho(market()), settlement.rho());
        assertEquals(STATIONS, model.groundStations());
    }

    @Test
    void oneDecisionIsThatOfTheModelPublishedLast() {
        ModelRule rule = new ModelRule(model(0));
        RandomStream random = SeedTree.of(4).stream();
        Announcement market = market();
        for (int salt = 0; salt < 20; salt++) {
            rule.publish(model(salt));
            play(random, market, new double[STATIONS]);
            assertEquals(model(salt).open().rho(market), rule.rho(market));
        }
    }

    @Test
    void aModelOfAnotherHistoryOrGridCannotTakeTheOthersPlace() {
        ModelRule rule = new ModelRule(model(0));
        Scenario longer = SCENARIO.with(Scenario.HISTORY, 5);
        Scenario finer = SCENARIO.with(Scenario.ACTIONS, 40);
        assertEquals(
                "model: expected one for history 3, got one for history 5",
                refusal(() -> rule.publish(LearnedModel.of(longer, HashingPolicy.of(longer, 1)))));
        assertEquals(
                "model: expected one for actions 20, got one for actions 40",
                refusal(() -> rule.publish(LearnedModel.of(finer, HashingPolicy.of(finer, 1)))));
    }

    /** A model that counts the rules opened from it, each of which asks the shared rule again, {@code depth} times in all. */
    private static final class Nested implements PricingModel {
        private final LearnedModel model = model(1);
        private ModelRule shared = new ModelRule(model);
        private int opened;
        private int depth;

        @Override
        public Scenario scenario() {
            return model.scenario();
        }

        @Override
        public String id() {
            return model.id();
        }

        @Override
        public PostedRule open() {
            opened++;
            return announcement -> --depth > 0 ? shared.rho(announcement) : 1.5;
        }

        /** So many decisions under way at once, without threads; returns how many rules they opened. */
        int openedBy(int decisions) {
            int before = opened;
            depth = decisions;
            assertEquals(1.5, shared.rho(market()));
            return opened - before;
        }
    }

    @Test
    void rulesAreGivenBackAndUsedAgainAndAsManyAreOpenedOnPublication() {
        Nested model = new Nested();
        model.shared = new ModelRule(model);
        assertEquals(1, model.opened, "one when the model is published");
        assertEquals(0, model.openedBy(1));
        assertEquals(4, model.openedBy(5), "one was there");
        assertEquals(0, model.openedBy(5), "five were given back");
        int before = model.opened;
        model.shared.publish(model);
        assertEquals(5, model.opened - before, "as many as the model before has in use");
        assertEquals(0, model.openedBy(5), "no caller waits for one");
        assertEquals(95, model.openedBy(100));
        assertEquals(36, model.openedBy(100), "64 are kept");
    }
}
