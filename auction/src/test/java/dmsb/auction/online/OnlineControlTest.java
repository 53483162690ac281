package dmsb.auction.online;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.PricedBy;
import dmsb.auction.round.RoundFollower;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.rl.Step;
import dmsb.core.tensorfile.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Freezing, rolling back, ending, and everything that can go wrong. */
class OnlineControlTest {
    private static final Scenario SCENARIO = Scenario.preset("paper");
    private static final int SIZE = new ObservationEncoder(SCENARIO).size();

    /** Always the same action; the learner's age tells models apart. */
    private record Always(int action, long age) implements PolicySnapshot {
        @Override
        public int observationSize() {
            return SIZE;
        }

        @Override
        public int actionCount() {
            return SCENARIO.actions();
        }

        @Override
        public Map<String, Tensor> tensors() {
            return Map.of("age", Tensor.of(new float[] {action, age}, 2));
        }

        @Override
        public Policy open() {
            return (observation, random) -> action;
        }
    }

    /** An agent whose only weight is how many rounds it has learned from. */
    private static final class Counting implements SnapshotAgent, Checkpointed {
        private long age;
        private boolean finite = true;
        private Runnable whileLearning = () -> {};
        private Runnable whileCompared = () -> {};
        private Runnable whileSaved = () -> {};
        private final List<double[]> rewards = new ArrayList<>();

        @Override
        public PolicySnapshot snapshot() {
            if (!finite) {
                throw new IllegalStateException("snapshot: NaN");
            }
            whileCompared.run();
            return new Always(1, age);
        }

        @Override
        public void learn(float[] observation, int action, Step step) {
            whileLearning.run();
            rewards.add(step.rewards().clone());
            age++;
        }

        @Override
        public long updates() {
            return age;
        }

        @Override
        public int act(float[] observation, RandomStream random) {
            return 1;
        }

        @Override
        public void save(StateWriter state) {
            whileSaved.run();
            state.put("age", age);
        }

        @Override
        public void restore(StateReader state) {
            age = state.wholeNumber("age");
            finite = true;
        }
    }

    private final Counting agent = new Counting();
    private final ModelRule rule = new ModelRule(LearnedModel.of(SCENARIO, new Always(1, -1)));

    private OnlineLearning learning(Executor executor, int queue) {
        return new OnlineLearning(rule, agent, executor, new OnlineSettings(100, queue, 10, 5, 50, 0.0, 100));
    }

    private Auctioneer market(OnlineLearning learning) {
        return Auctioneer.trained(rule, learning).announce(120, 50);
    }

    /** Rounds that a ground base station wins. */
    private static void play(Auctioneer market, int rounds) {
        for (int i = 0; i < rounds; i++) {
            assertEquals(1, market.clear(90, 10, 5).winner());
        }
    }

    private long publishedAge() {
        return ((Always) ((LearnedModel) rule.model()).policy()).age();
    }

    @Test
    void freezingStopsAPublicationThatIsUnderWay() {
        OnlineLearning learning = learning(Runnable::run, 10);
        Auctioneer market = market(learning);
        agent.whileCompared = learning::freeze;
        play(market, 10);
        assertEquals(1, rule.published().publication());
        assertEquals(1, learning.status().withheld());
        assertEquals(0, learning.status().published());
        learning.unfreeze();
        agent.whileCompared = () -> {
            learning.freeze();
            learning.unfreeze();
        };
        play(market, 10);
        assertEquals(1, rule.published().publication(), "it was frozen in between");
        assertEquals(2, learning.status().withheld());
        agent.whileCompared = () -> {};
        play(market, 10);
        assertEquals(2, rule.published().publication());
    }

    @Test
    void rollingBackStopsAPublicationThatIsUnderWay() {
        OnlineLearning learning = learning(Runnable::run, 10);
        agent.whileCompared = learning::rollback;
        play(market(learning), 10);
        assertEquals(1, rule.published().publication());
        assertEquals(1, learning.status().withheld());
        assertEquals(0, agent.age, "the learner is that of the model that prices");
    }

    @Test
    void rollingBackReturnsToTheModelBeforeAndToItsLearner() {
        OnlineLearning learning = learning(Runnable::run, 10);
        Auctioneer market = market(learning);
        play(market, 10);
        assertEquals(8, publishedAge());
        String good = rule.published().model();
        play(market, 10);
        assertEquals(16, publishedAge());
        play(market, 4);
        assertEquals(20, agent.age);

        PricedBy pricedBy = learning.rollback();
        assertEquals(new PricedBy(good, 4), pricedBy);
        assertEquals(pricedBy, learning.status().pricedBy());
        assertEquals(8, agent.age);
        assertEquals(pricedBy, market.post().pricedBy());
        play(market, 9);
        assertEquals(8 + 7, agent.age, "learning goes on from there");
        assertEquals(8, publishedAge(), "ten rounds after the rollback, not before");
        play(market, 1);
        assertEquals(16, publishedAge());
        assertEquals(1, learning.status().rollbacks());
    }

    @Test
    void withoutAnEarlierModelTheLearnerOfThePresentOneComesBack() {
        OnlineLearning learning = learning(Runnable::run, 10);
        Auctioneer market = market(learning);
        play(market, 7);
        assertEquals(6, agent.age);
        assertEquals(1, learning.rollback().publication(), "the model stays");
        assertEquals(0, agent.age);
        play(market, 10);
        play(market, 10);
        learning.rollback();
        long publication = rule.published().publication();
        assertEquals(publication, learning.rollback().publication(), "only the last model but one is kept");
        assertEquals(8, publishedAge());
    }

    @Test
    void rollingBackIsDoneByTheTaskThatLearnsBeforeTheNextRound() {
        List<Runnable> tasks = new ArrayList<>();
        OnlineLearning learning = learning(tasks::add, 100);
        Auctioneer market = market(learning);
        play(market, 10);
        tasks.remove(0).run();
        play(market, 10);
        learning.rollback();
        assertEquals(1, tasks.size());
        assertEquals(8, agent.age, "no other thread touches the agent");
        assertEquals(-1, publishedAge(), "but the model has gone back at once");
        tasks.remove(0).run();
        assertEquals(8, agent.age, "back at 0, and eight of the ten rounds that waited");
    }

    @Test
    void closingWorksOffWhatWaitsAndCountsWhatComesLater() {
        List<Runnable> tasks = new ArrayList<>();
        OnlineLearning learning = learning(tasks::add, 100);
        Auctioneer market = market(learning);
        play(market, 7);
        assertEquals(7, learning.status().waiting());
        learning.close();
        OnlineStatus status = learning.status();
        assertEquals(7, status.rounds());
        assertEquals(6, status.learned());
        assertEquals(1, status.heldOut());
        assertEquals(0, status.waiting());
        assertTrue(status.closed());
        play(market, 3);
        tasks.remove(0).run();
        assertEquals(List.of(), tasks, "nothing is handed to the executor any more");
        assertEquals(3, learning.status().dropped());
        assertEquals(7, learning.status().rounds());
        assertEquals(6, agent.age);
        learning.close();
    }

    @Test
    void closingFromWithinTheLearningEndsIt() {
        OnlineLearning learning = learning(Runnable::run, 100);
        agent.whileLearning = learning::close;
        Auctioneer market = market(learning);
        play(market, 3);
        assertEquals(1, learning.status().rounds());
        assertEquals(2, learning.status().dropped());
    }

    @Test
    void aRoundOfAnEndedLearningIsCountedWhenItIsRevealed() {
        OnlineLearning learning = learning(Runnable::run, 100);
        Auctioneer market = market(learning);
        Settlement served = market.clear(50, 49, 10);
        assertTrue(served.uavServes());
        learning.close();
        served.reveal(100);
        assertEquals(0, learning.status().awaiting());
        assertEquals(1, learning.status().dropped());
    }

    /** Eight markets on eight threads; after a while one of them ends the learning. */
    @Test
    void whenClosedAmongManyThreadsEveryRoundIsTakenInOrDropped() throws Exception {
        int threads = 8;
        int rounds = 2000;
        ExecutorService learner = Executors.newSingleThreadExecutor();
        ExecutorService markets = Executors.newFixedThreadPool(threads);
        OnlineLearning learning = learning(learner, 64);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            tasks.add(() -> {
                Auctioneer market = market(learning);
                play(market, rounds / 2);
                if (number == 0) {
                    learning.close();
                }
                play(market, rounds / 2);
                return true;
            });
        }
        try {
            for (Future<Boolean> future : markets.invokeAll(tasks)) {
                assertTrue(future.get());
            }
        } finally {
            markets.shutdown();
            learner.shutdown();
            assertTrue(learner.awaitTermination(60, TimeUnit.SECONDS));
        }
        OnlineStatus status = learning.status();
        assertEquals((long) threads * rounds, status.rounds() + status.dropped());
        assertEquals(status.rounds(), status.learned() + status.heldOut());
        assertEquals(status.learned(), agent.age);
        assertEquals(0, status.waiting());
    }

    /** The listener as a market would be that measures a condition wrongly. */
    private static AuctionListener spoiled(AuctionListener listener, float condition) {
        return (announcement, posted) -> {
            double right = announcement.conditions()[0];
            announcement.conditions()[0] = condition;
            RoundFollower follower = listener.onPosted(announcement, posted);
            announcement.conditions()[0] = right;
            return follower;
        };
    }

    @Test
    void aNumberThatIsNotFiniteCostsOneRoundAndIsCounted() {
        OnlineLearning learning = learning(Runnable::run, 10);
        for (float condition : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            play(Auctioneer.trained(rule, spoiled(learning, condition)).announce(120, 50), 1);
        }
        assertEquals(2, learning.status().notFinite());
        Auctioneer market = market(learning);
        market.clear(50, 49, 10).reveal(1e300); // as a float it is infinite
        assertEquals(3, learning.status().notFinite());
        market.clear(1e300, 1, 1);
        assertEquals(4, learning.status().notFinite());
        play(market, 10);
        OnlineStatus status = learning.status();
        assertEquals(14, status.rounds());
        assertEquals(14, status.learned() + status.heldOut() + status.notFinite());
        assertEquals(1.0, status.surplusShare() * 120 / 90, 0.4, "the averages have not seen it");
        assertTrue(Double.isFinite(status.surplusShare()) && Double.isFinite(status.uavShare()));
        assertEquals(1, status.published());
        assertFalse(status.frozen());
        for (double[] rewards : agent.rewards) {
            for (double reward : rewards) {
                assertTrue(Float.isFinite((float) reward));
            }
        }
    }

    @Test
    void weightsThatAreNotFiniteGoBackToThoseOfThePublishedModel() {
        OnlineLearning learning = learning(Runnable::run, 10);
        Auctioneer market = market(learning);
        play(market, 10);
        agent.finite = false;
        play(market, 10);
        assertEquals(1, learning.status().refusedNotFinite());
        assertEquals(8, agent.age);
        play(market, 10);
        assertEquals(2, learning.status().published(), "learning has not ended");
    }

    static List<Throwable> everythingThatIsThrown() {
        return List.of(
                new IllegalStateException("out of luck", new IllegalArgumentException("the cause")),
                new OutOfMemoryError("no room"),
                new StackOverflowError(),
                new AssertionError("never"));
    }

    private static void sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @ParameterizedTest
    @MethodSource("everythingThatIsThrown")
    void whatTheAgentThrowsStandsInTheStatusAndReachesNobodyElse(Throwable thrown) {
        OnlineLearning learning = learning(Runnable::run, 10);
        Auctioneer market = market(learning);
        play(market, 10);
        agent.whileLearning = () -> {
            agent.age = 1000; // in the middle of an update
            sneak(thrown);
        };
        play(market, 5);
        OnlineStatus status = learning.status();
        assertSame(thrown, status.failure().orElseThrow());
        assertTrue(status.frozen());
        assertEquals(1, status.failed());
        assertEquals(4, status.watched());
        assertEquals(15, status.rounds());
        agent.whileLearning = () -> {};
        learning.unfreeze();
        assertTrue(learning.status().failure().isEmpty());
        assertEquals(8, agent.age, "the learner of the published model");
        play(market, 5);
        assertFalse(learning.status().frozen());
        assertEquals(12, agent.age);
    }

    @ParameterizedTest
    @MethodSource("everythingThatIsThrown")
    void whatAComparisonThrowsStandsInTheStatusToo(Throwable thrown) {
        OnlineLearning learning = learning(Runnable::run, 10);
        boolean refused = thrown instanceof IllegalStateException; // that is how weights are said not to be finite
        agent.whileCompared = () -> sneak(thrown);
        play(market(learning), 12);
        assertEquals(refused ? 1 : 0, learning.status().refusedNotFinite());
        assertSame(refused ? null : thrown, learning.status().failure().orElse(null));
        assertEquals(12, learning.status().rounds());
    }

    static List<Throwable> executors() {
        return List.of(
                new RejectedExecutionException("shut down"), new OutOfMemoryError("unable to create native thread"));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatTheExecutorThrowsIsShownUntilItAcceptsAgain(Throwable thrown) {
        boolean[] broken = {true};
        OnlineLearning learning = learning(
                task -> {
                    if (broken[0]) {
                        sneak(thrown);
                    }
                    task.run();
                },
                5);
        Auctioneer market = market(learning);
        play(market, 7);
        assertSame(thrown, learning.status().failure().orElseThrow());
        assertFalse(learning.status().frozen(), "nothing has happened to the learner");
        assertEquals(5, learning.status().waiting());
        assertEquals(2, learning.status().dropped());
        broken[0] = false;
        play(market, 1);
        assertTrue(learning.status().failure().isEmpty());
        assertEquals(5, learning.status().rounds());
        assertEquals(3, learning.status().dropped());
    }

    @Test
    void aLearningThatCannotObserveDoesNotStopThePost() {
        OnlineLearning learning = learning(Runnable::run, 5);
        Auctioneer market =
                new Auctioneer(announcement -> 1.5, RoundTerms.of(3), learning); // without conditions: another market
        market.announce(120, 50).clear(90, 10, 5);
        assertTrue(String.valueOf(learning.status().failure()).contains("conditions: expected 22 elements, got 0"));
        assertEquals(1, learning.status().dropped());
    }

    @Test
    void aRoundThatTheUavServedIsLearnedFromWhenItsValueIsRevealed() {
        OnlineLearning learning = learning(Runnable::run, 10);
        Auctioneer market = market(learning);
        List<Settlement> served = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            served.add(market.clear(50, 49, 10));
        }
        assertEquals(3, learning.status().awaiting());
        assertEquals(0, learning.status().rounds());
        served.get(1).reveal(80);
        assertEquals(2, learning.status().awaiting());
        assertEquals(1, learning.status().learned());
        assertEquals(0.5, agent.rewards.get(0)[0], "the highest bid");
        assertEquals(0.8, agent.rewards.get(0)[1], "v_0, not the estimate of 120");
        assertEquals(1.0, learning.status().surplusShare());
        assertEquals(1.0, learning.status().uavShare());
    }

    @Test
    void whereValuesAreNeverRevealedTheDeclaredEstimateTeachesAtOnce() {
        Scenario never = SCENARIO.with(Scenario.REVEAL, Reveal.NEVER).with(Scenario.UAV_BARGAINING_POWER, 0.5);
        ModelRule blind = new ModelRule(LearnedModel.of(never, new Always(1, -1)));
        OnlineLearning learning =
                new OnlineLearning(blind, agent, Runnable::run, new OnlineSettings(100, 10, 10, 5, 50, 0, 100));
        Settlement settlement =
                Auctioneer.trained(blind, learning).announce(120, 50).clear(50, 49, 10);
        assertEquals(0, learning.status().awaiting());
        assertEquals(1, learning.status().learned());
        assertEquals(0.6, agent.rewards.get(0)[1], "zeta vhat_0");
        settlement.reveal(80);
        assertEquals(1, learning.status().rounds(), "once");
    }

    /** A market that settles while the learning is saved does not wait; what it has offered is worked off afterwards. */
    @Test
    void savingKeepsNoMarketWaiting() {
        OnlineLearning learning = learning(Runnable::run, 10);
        Auctioneer market = market(learning);
        Thread[] other = new Thread[1];
        agent.whileSaved = () -> {
            agent.whileSaved = () -> {};
            other[0] = new Thread(() -> play(market, 3));
            other[0].start();
            try {
                other[0].join(); // for ever, if it waited for the end of saving
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertEquals(3, learning.status().waiting());
        };
        SavedState.of(learning);
        assertEquals(3, learning.status().rounds());
    }

    @Test
    void everySettlementTellsModelAndPublication() {
        OnlineLearning learning = learning(Runnable::run, 10);
        Auctioneer market = market(learning);
        String first = rule.model().id();
        for (int i = 0; i < 10; i++) {
            assertEquals(new PricedBy(first, 1), market.clear(90, 10, 5).pricedBy());
        }
        String second = rule.model().id();
        assertEquals(new PricedBy(second, 2), market.clear(90, 10, 5).pricedBy());
        assertFalse(first.equals(second));
    }
}
