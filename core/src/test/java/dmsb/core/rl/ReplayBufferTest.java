package dmsb.core.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {
    /** Transition number i: observation i, next observation i + 0.5, reward i, action i mod 3. */
    private static ReplayBuffer filled(int capacity, int count, boolean all, int episodeLength, boolean terminates) {
        ReplayBuffer memory = new ReplayBuffer(capacity, 1, 3, all);
        Step step = new Step(1, 3);
        for (int i = 0; i < count; i++) {
            for (int a = 0; a < 3; a++) {
                step.rewards()[a] = a == i % 3 ? i : 1000 + a;
            }
            step.observation()[0] = i + 0.5f;
            boolean end = i % episodeLength == episodeLength - 1;
            step.set(i, end && terminates, end && !terminates);
            memory.add(new float[] {i}, i % 3, step);
        }
        return memory;
    }

    @Test
    void keepsTheLastTransitionsAndSamplesAllOfThemEvenly() {
        ReplayBuffer memory = filled(10, 25, false, 100, false);
        assertEquals(10, memory.size());
        Minibatch batch = new Minibatch(memory, 10_000);
        memory.sample(SeedTree.of(1).stream(), 1, 0.5, batch);
        int[] counts = new int[25];
        for (int i = 0; i < batch.size(); i++) {
            int number = (int) batch.observations()[i];
            counts[number]++;
            assertEquals(number + 0.5f, batch.nextObservations()[i]);
            assertEquals(number, batch.returns()[i]);
            assertEquals(number % 3, batch.actions()[i]);
            assertEquals(0.5f, batch.bootstraps()[i]);
        }
        for (int number = 0; number < 25; number++) {
            // 1000 expected, standard deviation 30; five of them fail by chance with probability 6e-6.
            assertEquals(number < 15 ? 0 : 1000, counts[number], number < 15 ? 0 : 150);
        }
    }

    @Test
    void nStepReturnsStopAtTheEndOfAnEpisodeAndOfTheMemory() {
        for (boolean terminates : new boolean[] {true, false}) {
            ReplayBuffer memory = filled(10, 25, true, 4, terminates);
            Minibatch batch = new Minibatch(memory, 500);
            memory.sample(SeedTree.of(2).stream(), 3, 0.5, batch);
            for (int i = 0; i < batch.size(); i++) {
                int first = (int) batch.observations()[i];
                double sum = 0;
                double factor = 1;
                int last = first;
                for (int n = 0; n < 3; n++) {
                    last = first + n;
                    sum += factor * last;
                    factor *= 0.5;
                    if (last % 4 == 3 || last == 24) {
                        break;
                    }
                }
                assertEquals(sum, batch.returns()[i], "from " + first);
                assertEquals(last + 0.5f, batch.nextObservations()[i]);
                assertEquals(terminates && last % 4 == 3 ? 0 : factor, batch.bootstraps()[i]);
                assertEquals(first, batch.rewards()[3 * i + first % 3]);
                assertEquals(1000 + (first + 1) % 3, batch.rewards()[3 * i + (first + 1) % 3]);
            }
        }
    }

    @Test
    void theNextStatesOfOtherActionsStayWithTheirTransitions() {
        ReplayBuffer memory = new ReplayBuffer(10, 1, 3, true, true);
        for (int i = 0; i < 25; i++) {
            Step step = new Step(1, 3, true);
            step.otherObservation()[0] = 100 + i;
            step.setOther(i % 4, 1 + i, 2 + i);
            memory.add(new float[] {i}, i % 3, step);
        }
        Minibatch batch = new Minibatch(memory, 100);
        memory.sample(SeedTree.of(1).stream(), 1, 0.5, batch);
        for (int row = 0; row < batch.size(); row++) {
            int number = (int) batch.observations()[row];
            assertEquals(100 + number, batch.other().observations()[row]);
            assertEquals(number % 4, batch.other().splits()[row]);
            assertEquals(1 + number, batch.other().scales()[row]);
            assertEquals(2 + number, batch.other().otherScales()[row]);
        }
        Throwable error =
                assertThrows(IllegalArgumentException.class, () -> memory.add(new float[1], 0, new Step(1, 3)));
        assertEquals("other observation: expected 1 elements, got 0", String.valueOf(error.getMessage()));
    }

    @Test
    void aTransitionTakesTheBytesThatAreStated() throws IllegalAccessException {
        for (int kept = 0; kept < 3; kept++) {
            boolean all = kept > 0;
            boolean others = kept > 1;
            ReplayBuffer memory = new ReplayBuffer(1_000, 42, 20, all, others);
            Step step = new Step(42, 20, others);
            for (int i = 0; i < 1_500; i++) {
                memory.add(new float[42], i % 20, step);
            }
            long bytes = 0;
            for (Field field : ReplayBuffer.class.getDeclaredFields()) {
                if (field.getType().isArray() && !field.isSynthetic()) {
                    field.setAccessible(true);
                    Object array = field.get(memory);
                    int each = array instanceof byte[] ? Byte.BYTES : Float.BYTES; // the others are of floats and ints
                    bytes += (long) each * Array.getLength(array);
                }
            }
            assertEquals(1_000L * (all ? 421 : 345) + (others ? 1_000L * 4 * (42 + 3) : 0), bytes);
        }
    }

    @Test
    void refusesWrongUse() {
        ReplayBuffer memory = new ReplayBuffer(10, 1, 3, false);
        Minibatch batch = new Minibatch(memory, 2);
        RandomStream random = SeedTree.of(1).stream();
        assertThrows(IllegalStateException.class, () -> memory.sample(random, 1, 0, batch));
        Throwable error = assertThrows(IllegalArgumentException.class, () -> new ReplayBuffer(0, 1, 1, false));
        assertTrue(String.valueOf(error.getMessage()).startsWith("capacity"));
    }
}
