package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.kernel.Kernels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffusionPolicyTest {
    private static final int STATES = 7;
    private static final int ACTIONS = 11;
    private static final SeedTree SEEDS = SeedTree.of(8);

    private static DiffusionPolicy policy(int chains) {
        Kernels kernels = Kernels.create();
        Denoiser actor = new Denoiser(ACTIONS, STATES, 24, 4, 2, kernels);
        actor.initialise(SEEDS.child("actor").stream());
        NoiseSchedule schedule = NoiseSchedule.of(NoiseSchedule.Family.VARIANCE_PRESERVING, 4);
        return chains == 0
                ? DiffusionPolicy.sampling(actor, schedule, STATES, kernels)
                : DiffusionPolicy.meanOf(chains, actor, schedule, STATES, kernels);
    }

    private static float[] observations(int rows) {
        float[] observations = new float[rows * STATES];
        SEEDS.child("observations").stream().fillGaussian(observations, observations.length);
        return observations;
    }

    private static RandomStream[] streams(int rows) {
        RandomStream[] streams = new RandomStream[rows];
        Arrays.setAll(streams, row -> SEEDS.child("row").child(row).stream());
        return streams;
    }

    /** Rows of one pass, of several passes of falling size, and more than go through together; the plain loop is the oracle. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "0, 13", "0, 300", "1, 7", "3, 5", "16, 1", "16, 37", "300, 3"})
    void actionsOfABatchAreThoseOfItsRowsOneByOne(int chains, int rows) {
        RandomStream[] together = streams(rows);
        RandomStream[] oneByOne = streams(rows);
        int[] actions = new int[rows];
        int[] expected = new int[rows];
        policy(chains).act(rows, observations(rows), together, actions);
        DiffusionPolicy single = policy(chains);
        Policy loop = (observation, random) -> single.act(observation, random); // has the default batch
        loop.act(rows, observations(rows), oneByOne, expected);
        assertArrayEquals(expected, actions);
        for (int row = 0; row < rows; row++) {
            assertTrue(oneByOne[row].samePosition(together[row]), "position of stream " + row);
        }
        assertTrue(rows < 13 || Arrays.stream(actions).distinct().count() > 1, "all actions equal");
    }

    @Test
    void rowsBeyondTheNumberAskedForAreLeftAlone() {
        RandomStream[] streams = streams(8);
        int[] actions = new int[8];
        Arrays.fill(actions, -1);
        policy(2).act(3, observations(8), streams, actions);
        assertArrayEquals(new int[] {-1, -1, -1, -1, -1}, Arrays.copyOfRange(actions, 3, 8));
        assertTrue(streams[3].samePosition(streams(8)[3]));
    }

    @Test
    void tooLittleRoomIsRefused() {
        DiffusionPolicy policy = policy(0);
        assertThrows(IllegalArgumentException.class, () -> policy.act(2, new float[STATES], streams(2), new int[2]));
        assertThrows(IllegalArgumentException.class, () -> policy.act(2, observations(2), streams(1), new int[2]));
        assertThrows(IllegalArgumentException.class, () -> policy.act(2, observations(2), streams(2), new int[1]));
    }
}
