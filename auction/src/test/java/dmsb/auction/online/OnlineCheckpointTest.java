package dmsb.auction.online;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Posted;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market and its learning, saved and restored, go on with the same bytes. */
class OnlineCheckpointTest {
    private static final Scenario SCENARIO =
            Scenario.preset("paper").with(Scenario.REVEAL_LAG, 2).with(Scenario.UAV_BARGAINING_POWER, 0.8);
    private static final int CAPACITY = 300;

    @TempDir
    private Path folder;

    /** A market with its learning, all of whose randomness comes from the number of the round. */
    private static final class World implements Checkpointed {
        private final LinearAgent agent = new LinearAgent(SCENARIO, CAPACITY);
        private final ModelRule rule = new ModelRule(LearnedModel.of(SCENARIO, agent.snapshot()));
        private final OnlineLearning learning =
                new OnlineLearning(rule, agent, Runnable::run, new OnlineSettings(100, 64, 50, 5, 40, 0.0, 100));
        private final Auctioneer market = Auctioneer.trained(rule, learning);
        private final List<String> told = new ArrayList<>();

        /** Plays rounds; of three that are posted one is settled two rounds later, and values are revealed late or never. */
        void play(int from, int to) {
            for (int t = from; t < to; t++) {
                RandomStream random = SeedTree.of(11).child(t).stream();
                double[] conditions =
                        random.doubles(market.terms().conditionCount()).toArray();
                market.announce(conditions, 60 + 80 * random.nextDouble(), 40);
                Posted posted = market.post("round " + t);
                for (Posted open : market.open()) {
                    if (open.number() % 3 != 0 || open.number() <= posted.number() - 2) {
                        tell(open.clear(
                                50 + 50 * random.nextDouble(), 90 * random.nextDouble(), 60 * random.nextDouble()));
                    }
                }
                for (Settlement served : market.awaiting()) {
                    if (served.number() % 4 != 0 && served.number() <= posted.number() - 3) {
                        served.reveal(50 + 60 * random.nextDouble());
                    }
                }
                if (t == 170 || t == 470) {
                    learning.rollback();
                }
            }
        }

        private void tell(Settlement settlement) {
            told.add(settlement + " " + settlement.pricedBy());
        }

        @Override
        public void save(StateWriter state) {
            state.put("learning", learning);
            state.put("market", market);
        }

        @Override
        public void restore(StateReader state) {
            state.restore("learning", learning);
            state.restore("market", market);
        }
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                files.put(String.valueOf(path.getFileName()), Files.readAllBytes(path));
            }
        }
        return files;
    }

    @Test
    void aRunThatIsSavedAndRestoredComesOutAsOneThatIsNot() throws Exception {
        int half = 401;
        World straight = new World();
        straight.play(0, 2 * half);
        assertTrue(straight.learning.status().published() > 2, () -> String.valueOf(straight.learning.status()));

        World first = new World();
        first.play(0, half);
        Path between = folder.resolve("between");
        new CheckpointFolder(between).write(1, first);
        assertTrue(first.market.open().size() > 0, "a round is open");
        assertTrue(first.market.awaiting().size() > 0, "a value is to be revealed");
        assertTrue(first.learning.status().published() > 0);

        World second = new World();
        second.restore(new CheckpointFolder(between).read().orElseThrow().state());
        assertEquals(first.rule.published(), second.rule.published());
        assertEquals(
                first.learning.status().awaiting(), second.learning.status().awaiting());
        second.play(half, 2 * half);

        List<String> told = new ArrayList<>(first.told);
        told.addAll(second.told);
        assertEquals(straight.told, told);
        assertEquals(straight.rule.published(), second.rule.published());
        OnlineStatus expected = straight.learning.status();
        OnlineStatus got = second.learning.status();
        assertEquals(expected.rounds(), got.rounds());
        assertEquals(expected.surplusShare(), got.surplusShare());
        assertEquals(expected.calibration(), got.calibration());
        assertArrayEquals(
                SavedState.of(straight).toBytes(), SavedState.of(second).toBytes());
        new CheckpointFolder(folder.resolve("straight")).write(2, straight);
        new CheckpointFolder(folder.resolve("second")).write(2, second);
        Map<String, byte[]> one = files(folder.resolve("straight"));
        Map<String, byte[]> other = files(folder.resolve("second"));
        assertEquals(one.keySet(), other.keySet());
        one.forEach((name, bytes) -> assertArrayEquals(bytes, other.get(name), name));
    }

    @Test
    void aRollbackAfterARestartGoesToTheModelOfBefore() throws Exception {
        World first = new World();
        first.play(0, 400);
        World second = new World();
        new CheckpointFolder(folder).write(1, first);
        second.restore(new CheckpointFolder(folder).read().orElseThrow().state());
        assertEquals(first.learning.rollback(), second.learning.rollback());
        first.play(400, 500);
        second.play(400, 500);
        assertArrayEquals(SavedState.of(first).toBytes(), SavedState.of(second).toBytes());
    }

    @Test
    void rollingBackKeepsTheReplayMemoryWhichIsBounded() {
        World world = new World();
        world.play(0, 160);
        int remembered = world.agent.memory().size();
        byte[] before = SavedState.of(world.agent).toBytes();
        world.learning.rollback();
        assertEquals(remembered, world.agent.memory().size());
        assertTrue(before.length == SavedState.of(world.agent).toBytes().length);
        world.play(160, 1500);
        assertEquals(CAPACITY, world.agent.memory().size());
    }

    @Test
    void learningFindsASurplusThatTheFirstModelHadNot() {
        World world = new World();
        world.play(0, 3000);
        assertTrue(world.learning.status().surplusShare() > 0.85, () -> String.valueOf(world.learning.status()));
    }
}
