package dmsb.core.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static final SeedTree SEEDS = SeedTree.of(3);

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
}
