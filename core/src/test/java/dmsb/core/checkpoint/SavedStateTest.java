package dmsb.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.math.NonFiniteException;
import dmsb.core.rl.ReplayBuffer;
import dmsb.core.rl.Step;
import org.junit.jupiter.api.Test;

class SavedStateTest {
    /** A learner: one weight, and a memory of what it was shown. */
    private static final class Learner implements Checkpointed {
        private final float[] weights = new float[1];
        private final ReplayBuffer memory = new ReplayBuffer(10, 1, 1, false);

        void learn(int times) {
            Step step = new Step(1, 1);
            for (int i = 0; i < times; i++) {
                weights[0]++;
                memory.add(new float[] {i}, 0, step);
            }
        }

        @Override
        public void save(StateWriter state) {
            state.put("weights", weights);
            state.put("memory", memory);
        }

        @Override
        public void restore(StateReader state) {
            weights[0] = state.floats("weights", 1)[0];
            state.restore("memory", memory);
        }
    }

    private final Learner learner = new Learner();

    @Test
    void whatIsLearnedGoesBackAndWhatWasSeenStays() {
        learner.learn(3);
        SavedState saved = SavedState.of(learner);
        learner.learn(4);
        saved.restoreTo(learner);
        assertEquals(3, learner.weights[0]);
        assertEquals(7, learner.memory.size());
        learner.learn(1);
        saved.restoreTo(learner);
        assertEquals(3, learner.weights[0], "as often as one likes");
    }

    @Test
    void itsBytesAreReadBack() {
        learner.learn(3);
        SavedState saved = SavedState.of(learner);
        Learner other = new Learner();
        SavedState.parse(saved.toBytes()).restoreTo(other);
        assertEquals(3, other.weights[0]);
        assertEquals(0, other.memory.size());
        assertArrayEquals(saved.toBytes(), SavedState.parse(saved.toBytes()).toBytes());
        assertThrows(IllegalArgumentException.class, () -> SavedState.parse(new byte[] {1, 2, 3}));
    }

    @Test
    void aSeriesThatWasNotSavedIsRefusedByName() {
        SavedState saved = SavedState.of(learner);
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> saved.restoreTo(new Checkpointed() {
                            @Override
                            public void save(StateWriter state) {}

                            @Override
                            public void restore(StateReader state) {
                                state.restoreSeries("rows", (from, to, block) -> {});
                            }
                        }))
                .getMessage());
        assertEquals("series rows: expected a state with series, got one without", message);
    }

    @Test
    void aStateThatIsBeyondRepairIsNotKept() {
        learner.weights[0] = Float.NaN;
        assertTrue(String.valueOf(assertThrows(NonFiniteException.class, () -> SavedState.of(learner))
                        .getMessage())
                .startsWith("weights[0]"));
    }
}
