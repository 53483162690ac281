package dmsb.nn.layer;

import static dmsb.nn.layer.GradientCheck.check;
import static dmsb.nn.layer.GradientCheck.dot;
import static dmsb.nn.layer.GradientCheck.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import dmsb.nn.kernel.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class LayerGradientTest {
    private static final int BATCH = 5;

    private final Kernels kernels = Kernels.create();

    @Test
    void denseGradientsMatchFiniteDifferences() {
        Dense dense = new Dense("d", 7, 3, kernels);
        dense.initialise(SeedTree.of(1).stream());
        FMatrixRMaj x = random("x", BATCH, 7);
        FMatrixRMaj dy = random("dy", BATCH, 3);
        FMatrixRMaj y = new FMatrixRMaj(BATCH, 3);
        FMatrixRMaj dx = new FMatrixRMaj(BATCH, 7);
        dense.accumulateWeightGradient(x, 0, dy);
        dense.accumulateBiasGradient(dy);
        dense.accumulateInputGradient(dy, 0, dx);
        for (Parameter parameter : dense.parameters()) {
            check(parameter.name(), parameter.value(), parameter.gradient(), () -> denseLoss(dense, x, y, dy));
        }
        check("input", x, dx, () -> denseLoss(dense, x, y, dy));
    }

    private static double denseLoss(Dense dense, FMatrixRMaj x, FMatrixRMaj y, FMatrixRMaj dy) {
        dense.forward(x, y);
        return dot(y, dy);
    }

    @Test
    void denseAppliesPartsOfItsInputAsTheWhole() {
        Dense dense = new Dense("d", 7, 3, kernels);
        dense.initialise(SeedTree.of(1).stream());
        FMatrixRMaj x = random("x", BATCH, 7);
        FMatrixRMaj whole = new FMatrixRMaj(BATCH, 3);
        dense.forward(x, whole);
        FMatrixRMaj front = new FMatrixRMaj(BATCH, 4);
        FMatrixRMaj back = new FMatrixRMaj(BATCH, 3);
        for (int i = 0; i < BATCH; i++) {
            System.arraycopy(x.data, i * 7, front.data, i * 4, 4);
            System.arraycopy(x.data, i * 7 + 4, back.data, i * 3, 3);
        }
        FMatrixRMaj parts = new FMatrixRMaj(BATCH, 3);
        dense.forward(front, 0, parts);
        dense.accumulate(back, 4, parts);
        assertArrayEquals(whole.data, parts.data);
    }

    @Test
    void activationGradientsMatchFiniteDifferences() {
        FMatrixRMaj point = random("point", BATCH, 6);
        FMatrixRMaj dy = random("dy", BATCH, 6);
        Mish mish = new Mish(kernels);
        FMatrixRMaj slope = new FMatrixRMaj(BATCH, 6);
        FMatrixRMaj dx = dy.copy();
        mish.forward(point.copy(), slope);
        mish.backward(slope, dx);
        check("mish", point, dx, () -> {
            FMatrixRMaj y = point.copy();
            mish.forward(y);
            return dot(y, dy);
        });
        Tanh tanh = new Tanh(2.5, kernels);
        FMatrixRMaj output = point.copy();
        tanh.forward(output);
        FMatrixRMaj dTanh = dy.copy();
        tanh.backward(output, dTanh);
        check("tanh", point, dTanh, () -> {
            FMatrixRMaj y = point.copy();
            tanh.forward(y);
            return dot(y, dy);
        });
    }

    @Test
    void mlpGradientsMatchFiniteDifferences() {
        Mlp mlp = new Mlp("m", kernels, 6, 9, 8, 4);
        mlp.initialise(SeedTree.of(2).stream());
        FMatrixRMaj x = random("x", BATCH, 6);
        FMatrixRMaj dy = random("dy", BATCH, 4);
        Mlp.Pass pass = new Mlp.Pass(mlp, BATCH, true);
        mlp.forward(x, pass);
        pass.outputGradient().setTo(dy);
        mlp.backward(x, pass);
        Mlp.Pass forwardOnly = new Mlp.Pass(mlp, BATCH, false);
        for (Parameter parameter : mlp.parameters()) {
            assertTrue(dot(parameter.gradient(), parameter.gradient()) > 0, parameter.name());
            check(
                    parameter.name(),
                    parameter.value(),
                    parameter.gradient(),
                    () -> dot(mlp.forward(x, forwardOnly), dy));
        }
    }

    @Test
    void shapesAreRefusedByName() {
        Dense dense = new Dense("d", 7, 3, kernels);
        Throwable error = assertThrows(
                IllegalArgumentException.class, () -> dense.forward(new FMatrixRMaj(2, 6), new FMatrixRMaj(2, 3)));
        assertTrue(String.valueOf(error.getMessage()).contains("x: expected 2 x 7, got 2 x 6"), error.getMessage());
    }
}
