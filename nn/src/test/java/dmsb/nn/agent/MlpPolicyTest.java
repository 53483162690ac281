package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Observations that are decided on together, against each alone. */
class MlpPolicyTest {
    private static final int INPUTS = 7;

    private static RandomStream[] streams(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> SeedTree.of(9).child(row).stream())
                .toArray(RandomStream[]::new);
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "true, 300", "false, 1", "false, 2", "false, 77", "false, 600"})
    void rowsTogetherAreDecidedAsEachAlone(boolean sample, int rows) {
        Kernels kernels = Kernels.create();
        Mlp network = new Mlp("body", kernels, INPUTS, 24, 24, 20);
        network.initialise(SeedTree.of(1).stream());
        MlpPolicy policy = sample ? MlpPolicy.sampling(network, kernels) : MlpPolicy.greedy(network, kernels);
        float[] observations = new float[rows * INPUTS];
        RandomStream random = SeedTree.of(2).stream();
        random.fillGaussian(observations, observations.length);
        int[] together = new int[rows];
        policy.act(rows, observations, streams(rows), together);
        RandomStream[] alone = streams(rows);
        int distinct = 0;
        for (int row = 0; row < rows; row++) {
            float[] one = new float[INPUTS];
            System.arraycopy(observations, row * INPUTS, one, 0, INPUTS);
            assertEquals(policy.act(one, alone[row]), together[row], "row " + row);
            distinct += together[row] != together[0] ? 1 : 0;
        }
        assertTrue(rows < 3 || distinct > 0, "rows differ");
        assertThrows(
                IllegalArgumentException.class,
                () -> policy.act(rows, new float[rows * INPUTS - 1], streams(rows), together));
    }
}
