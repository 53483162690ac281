package dmsb.auction.online;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.rl.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnlineLearningTest {
    private static final Scenario SCENARIO = Scenario.preset("paper");
    private static final int SIZE = new ObservationEncoder(SCENARIO).size();
    private static final ActionGrid GRID = ActionGrid.of(SCENARIO);

    /** Always the same action. */
    private record Always(int action, int observationSize) implements PolicySnapshot {
        Always(int action) {
            this(action, SIZE);
        }

        @Override
        public int actionCount() {
            return GRID.size();
        }

        @Override
        public Policy open() {
            return (observation, random) -> action;
        }
    }

    /** An agent that is told what it has learned. */
    private static final class Told implements SnapshotAgent {
        private int answer;
        private boolean finite = true;
        private boolean fails;
        private final List<Integer> actions = new ArrayList<>();
        private final List<double[]> rewards = new ArrayList<>();

        @Override
        public PolicySnapshot snapshot() {
            if (!finite) {
                throw new IllegalStateException("snapshot: NaN");
            }
            return new Always(answer);
        }

        @Override
        public void learn(float[] observation, int action, Step step) {
            if (fails) {
                throw new IllegalStateException("out of luck");
            }
            actions.add(action);
            rewards.add(step.rewards().clone());
        }

        @Override
        public long updates() {
            return 0;
        }

        @Override
        public int act(float[] observation, RandomStream random) {
            return 0;
        }
    }

    private final Told agent = new Told();
    private final ModelRule rule = new ModelRule(LearnedModel.of(SCENARIO, new Always(0)));

    private PolicySnapshot policy() {
        return ((LearnedModel) rule.model()).policy();
    }

    private static OnlineSettings settings(int queue) {
        return new OnlineSettings(100, queue, 10, 5, 50, 0.0, 100);
    }

    /** The ground base stations are worth 90 and 85, the UAV 120: any rho of at least 90 / 85 is right. */
    private static void play(Auctioneer auctioneer, int rounds) {
        auctioneer.announce(120, 50);
        for (int i = 0; i < rounds; i++) {
            clear(auctioneer, 120, 90, 85, 10);
        }
    }

    private static Settlement clear(Auctioneer auctioneer, double uavValue, double... bids) {
        Settlement settlement = auctioneer.clear(bids);
        if (settlement.uavServes()) {
            settlement.reveal(uavValue);
        }
        return settlement;
    }

    private Auctioneer market(OnlineLearning learning) {
        return Auctioneer.trained(rule, learning);
    }

    @Test
    void roundsBeforeTheFirstForecastAreWatchedAndNotLearnedFrom() {
        Optional<ModelFilter> filter = Optional.of(Sellers.fittedFilter(new Evaluation(SCENARIO, SeedTree.of(3)), 20));
        int size = LearnedModel.encoder(SCENARIO, filter).size();
        ModelRule forecasting = new ModelRule(LearnedModel.of(SCENARIO, filter, new Always(0, size)));
        OnlineLearning learning = new OnlineLearning(forecasting, agent, Runnable::run, settings(10));
        play(Auctioneer.trained(forecasting, learning), 9);
        OnlineStatus status = learning.status();
        assertEquals(9, status.rounds());
        assertEquals(SCENARIO.history(), status.watched());
        assertEquals(9 - SCENARIO.history(), status.learned() + status.heldOut());
        assertEquals(status.learned(), agent.actions.size());
    }

    @Test
    void learnsTheRewardsOfAllActionsAndKeepsSomeRoundsAside() {
        OnlineLearning learning = new OnlineLearning(rule, agent, Runnable::run, settings(10));
        play(market(learning), 9);
        assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0), agent.actions, "one in five is held out");
        assertEquals(0.9, agent.rewards.get(0)[0]);
        assertEquals(0.9, agent.rewards.get(0)[1] * 0.75, 1e-12, "where the UAV serves, its estimate");
        OnlineStatus status = learning.status();
        assertEquals(9, status.rounds());
        assertEquals(8, status.learned());
        assertEquals(0.75, status.surplusShare(), 1e-12);
        assertEquals(0.0, status.uavShare());
        assertTrue(Double.isNaN(status.calibration()));
    }

    @Test
    void aBetterCandidateIsPublishedAndAWorseOneIsNot() {
        OnlineLearning learning = new OnlineLearning(rule, agent, Runnable::run, settings(10));
        Auctioneer auctioneer = market(learning);
        agent.answer = 1;
        play(auctioneer, 10);
        assertEquals(new Always(1), policy());
        agent.answer = 0;
        play(auctioneer, 10);
        assertEquals(new Always(1), policy());
        OnlineStatus status = learning.status();
        assertEquals(1, status.published());
        assertEquals(1, status.refusedWorse());
        play(auctioneer, 2000);
        assertEquals(1.0, learning.status().surplusShare(), 1e-6);
        assertEquals(1.0, learning.status().uavShare(), 1e-6);
        assertEquals(1.0, learning.status().calibration(), 1e-6);
        auctioneer.announce(60, 50); // the market has become worse than the model knew it
        for (int i = 0; i < 2000; i++) {
            clear(auctioneer, 60, 50, 49, 10);
        }
        assertEquals(0.5, learning.status().calibration(), 1e-6);
    }

    @Test
    void weightsThatAreNotFiniteAreNotPublished() {
        OnlineLearning learning = new OnlineLearning(rule, agent, Runnable::run, settings(10));
        agent.finite = false;
        play(market(learning), 30);
        assertEquals(3, learning.status().refusedNotFinite());
        assertEquals(1, rule.published().publication());
    }

    @Test
    void frozenItOnlyWatches() {
        OnlineLearning learning = new OnlineLearning(rule, agent, Runnable::run, settings(10));
        Auctioneer auctioneer = market(learning);
        learning.freeze();
        agent.answer = 1;
        play(auctioneer, 100);
        assertEquals(100, learning.status().rounds());
        assertEquals(0, learning.status().learned());
        assertTrue(learning.status().frozen());
        assertEquals(1, rule.published().publication());
        learning.unfreeze();
        play(auctioneer, 100);
        assertEquals(80, learning.status().learned());
        assertTrue(rule.published().publication() > 1);
    }

    @Test
    void anAgentThatFailsDoesNotStopTheAuctions() {
        OnlineLearning learning = new OnlineLearning(rule, agent, Runnable::run, settings(10));
        agent.fails = true;
        play(market(learning), 100);
        assertEquals(100, learning.status().rounds());
        assertTrue(learning.status().frozen());
        assertEquals("out of luck", learning.status().failure().orElseThrow().getMessage());
        assertEquals(1, learning.status().failed());
        assertEquals(99, learning.status().watched());
        assertEquals(0, learning.status().dropped());
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsDroppedAndCounted() {
        List<Runnable> tasks = new ArrayList<>();
        OnlineLearning learning = new OnlineLearning(rule, agent, tasks::add, settings(7));
        play(market(learning), 20);
        assertEquals(1, tasks.size(), "one task at a time");
        assertEquals(13, learning.status().dropped());
        tasks.get(0).run();
        assertEquals(7, learning.status().rounds());
    }

    @Test
    void anExecutorThatRefusesIsTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        Executor busyFirst = task -> {
            if (calls.getAndIncrement() == 0) {
                throw new RejectedExecutionException("busy");
            }
            task.run();
        };
        OnlineLearning learning = new OnlineLearning(rule, agent, busyFirst, settings(7));
        play(market(learning), 2);
        assertEquals(2, learning.status().rounds());
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        assertEquals(
                "queue: expected a whole number from 1 to 1048576, got 0",
                assertThrows(IllegalArgumentException.class, () -> settings(0)).getMessage());
    }

    /** Eight markets on eight threads, learning on a ninth that publishes all the time. */
    @Test
    void underManyThreadsNoOutcomeIsLostOrDoubledAndEveryRhoIsThatOfAPublishedModel() throws Exception {
        int threads = 8;
        int rounds = 3000;
        Set<Integer> offered = ConcurrentHashMap.newKeySet();
        offered.add(0);
        SnapshotAgent restless = new SnapshotAgent() {
            private int count;

            @Override
            public PolicySnapshot snapshot() {
                int action = 1 + count++ % 3; // 10^(1/20) and more: as good as one another on these bids
                offered.add(action);
                return new Always(action);
            }

            @Override
            public void learn(float[] observation, int action, Step step) {}

            @Override
            public long updates() {
                return 0;
            }

            @Override
            public int act(float[] observation, RandomStream random) {
                return 0;
            }
        };
        ExecutorService learner = Executors.newSingleThreadExecutor();
        ExecutorService markets = Executors.newFixedThreadPool(threads);
        OnlineLearning learning = new OnlineLearning(rule, restless, learner, settings(64));
        ConcurrentLinkedQueue<Double> rhos = new ConcurrentLinkedQueue<>();
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int seed = i;
            tasks.add(() -> {
                RandomStream random = SeedTree.of(seed).stream();
                Auctioneer auctioneer = market(learning);
                long cleared = 0;
                for (int round = 0; round < rounds; round++) {
                    auctioneer.announce(120, random.nextDouble());
                    Settlement settlement = clear(auctioneer, 120, 90, 85, random.nextDouble());
                    rhos.add(settlement.rho());
                    boolean groundShouldWin = settlement.rho() == 1.0;
                    assertEquals(groundShouldWin ? 1 : 0, settlement.winner());
                    cleared++;
                }
                return cleared;
            });
        }
        long cleared = 0;
        try {
            for (Future<Long> future : markets.invokeAll(tasks)) {
                cleared += future.get();
            }
        } finally {
            markets.shutdown();
            learner.shutdown();
            assertTrue(learner.awaitTermination(60, TimeUnit.SECONDS));
        }
        assertEquals((long) threads * rounds, cleared);
        assertEquals(cleared, rhos.size());
        OnlineStatus status = learning.status();
        assertEquals(cleared, status.rounds() + status.dropped());
        assertEquals(status.published() + 1, rule.published().publication());
        assertTrue(status.published() > 0);
        for (double rho : Set.copyOf(rhos)) {
            assertTrue(offered.contains(GRID.nearest(rho)), "rho " + rho);
            assertEquals(GRID.rho(GRID.nearest(rho)), rho);
        }
    }
}
