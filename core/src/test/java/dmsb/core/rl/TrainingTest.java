package dmsb.core.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.math.NonFiniteException;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    private static final SeedTree SEEDS = SeedTree.of(3);

    @TempDir
    private Path folder;

    /** Three steps an episode; an observation is the episode's first draw, and what has been done in it so far. */
    private static final class Tally implements Environment {
        private float mark;
        private int sum;
        private int left;

        @Override
        public int observationSize() {
            return 2;
        }

        @Override
        public int actionCount() {
            return 5;
        }

        @Override
        public boolean actionsMoveState() {
            return true;
        }

        @Override
        public void reset(SeedTree episode, float[] observation) {
            mark = (float) episode.stream().nextDouble();
            sum = 0;
            left = 3;
            write(observation);
        }

        @Override
        public void step(int action, Step step) {
            sum += action;
            left--;
            step.set(action, false, left == 0);
            write(step.observation());
        }

        private void write(float[] observation) {
            observation[0] = mark;
            observation[1] = sum;
        }
    }

    /** Acts at random and remembers all that it is shown. */
    private static final class Diary implements Agent {
        private final List<String> lines = new ArrayList<>();
        private final List<Float> marks = new ArrayList<>();

        @Override
        public int act(float[] observation, RandomStream random) {
            return random.nextInt(5);
        }

        @Override
        public void learn(float[] observation, int action, Step step) {
            marks.add(observation[0]);
            lines.add(observation[0] + " " + observation[1] + " " + action + " " + step.observation()[1] + " "
                    + step.done());
        }

        @Override
        public long updates() {
            return 0;
        }
    }

    private static Diary play(int environments, int... pieces) {
        List<Environment> list = new ArrayList<>();
        for (int i = 0; i < environments; i++) {
            list.add(new Tally());
        }
        Diary diary = new Diary();
        Training training = new Training(list, diary, SEEDS);
        for (int piece : pieces) {
            training.run(piece);
        }
        assertEquals(diary.lines.size(), training.steps());
        return diary;
    }

    @Test
    void oneEnvironmentPlaysEpisodeAfterEpisodeFromTheNamedBranches() {
        Diary diary = play(1, 7);
        RandomStream exploration = SEEDS.child("exploration").stream();
        int sum = 0;
        for (int t = 0; t < 7; t++) {
            float mark = (float) SEEDS.child("episode").child(t / 3).stream().nextDouble();
            sum = t % 3 == 0 ? 0 : sum;
            int action = exploration.nextInt(5);
            String before = mark + " " + (float) sum + " " + action;
            sum += action;
            assertEquals(before + " " + (float) sum + " " + (t % 3 == 2), diary.lines.get(t));
        }
    }

    @Test
    void severalEnvironmentsShareTheEpisodesAmongThem() {
        Diary diary = play(4, 24);
        for (int t = 0; t < 24; t++) {
            int episode = t / 12 * 4 + t % 4;
            assertEquals((float) SEEDS.child("episode").child(episode).stream().nextDouble(), diary.marks.get(t));
        }
    }

    @Test
    void piecesAddUpWhereverTheyAreCut() {
        for (int environments : new int[] {1, 2, 5}) {
            assertEquals(play(environments, 23).lines, play(environments, 1, 4, 8, 0, 10).lines);
        }
        assertNotEquals(play(1, 23).lines, play(2, 23).lines);
    }

    @Test
    void noEnvironmentIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Training(List.of(), new Diary(), SEEDS));
    }

    /** Of three environments, stopped within a turn and within episodes. */
    @Test
    void aTrainingGoesOnFromACheckpointWhereverItIsTaken() throws IOException {
        for (int before = 0; before < 25; before++) {
            Diary diary = new Diary();
            Training training = new Training(List.of(new Tally(), new Tally(), new Tally()), diary, SEEDS);
            training.run(before);
            CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("after" + before));
            checkpoints.write(before, training);
            int seen = diary.lines.size();
            training.run(20);

            Diary rest = new Diary();
            Training restored = new Training(List.of(new Tally(), new Tally(), new Tally()), rest, SEEDS);
            restored.restore(checkpoints.read().orElseThrow().state());
            assertEquals(before, restored.steps());
            restored.run(20);
            assertEquals(diary.lines.subList(seen, diary.lines.size()), rest.lines, "after " + before + " steps");
        }
    }

    @Test
    void aCheckpointBeforeTheStartIsRefused() throws IOException {
        CheckpointFolder checkpoints = new CheckpointFolder(folder);
        checkpoints.write(0, new Checkpointed() {
            @Override
            public void save(StateWriter state) {
                state.put("steps", -1L);
            }

            @Override
            public void restore(StateReader state) {
                throw new UnsupportedOperationException();
            }
        });
        Training training = new Training(new Tally(), new Diary(), SEEDS);
        StateReader state = checkpoints.read().orElseThrow().state();
        assertEquals(
                "steps: expected a whole number from 0, got -1",
                assertThrows(IllegalArgumentException.class, () -> training.restore(state))
                        .getMessage());
    }

    @Test
    void anotherEnvironmentIsNoticed() throws IOException {
        Training training = new Training(new Tally(), new Diary(), SEEDS);
        training.run(5);
        CheckpointFolder checkpoints = new CheckpointFolder(folder);
        checkpoints.write(5, training);
        Training other = new Training(new Tally(), new Diary(), SEEDS.child("other"));
        StateReader state = checkpoints.read().orElseThrow().state();
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> other.restore(state))
                .getMessage());
        assertEquals(
                "episode 1: expected to observe after 2 steps what was observed before, got something else:"
                        + " it is another environment",
                message);
    }

    @Test
    void aRewardThatIsNotFiniteIsNotLearnedFrom() {
        for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            Diary diary = new Diary();
            Training training = new Training(new SoonBad(bad), diary, SEEDS);
            String message = String.valueOf(assertThrows(NonFiniteException.class, () -> training.run(10))
                    .getMessage());
            assertEquals("step 8, reward of action 3: expected a finite number, got " + bad, message);
            assertEquals(7, training.steps());
            assertEquals(7, diary.lines.size());
        }
    }

    /** The eighth step would have brought a bad reward, had action 3 been taken. */
    private static final class SoonBad implements Environment {
        private final Tally tally = new Tally();
        private final double bad;
        private int steps;

        SoonBad(double bad) {
            this.bad = bad;
        }

        @Override
        public int observationSize() {
            return tally.observationSize();
        }

        @Override
        public int actionCount() {
            return tally.actionCount();
        }

        @Override
        public boolean actionsMoveState() {
            return true;
        }

        @Override
        public void reset(SeedTree episode, float[] observation) {
            tally.reset(episode, observation);
        }

        @Override
        public void step(int action, Step step) {
            tally.step(action, step);
            step.rewards()[3] = ++steps == 8 ? bad : 0;
        }
    }
}
