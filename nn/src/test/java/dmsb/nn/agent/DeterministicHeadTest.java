package dmsb.nn.agent;

import static dmsb.nn.layer.GradientCheck.check;
import static dmsb.nn.layer.GradientCheck.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One continuous action, rounded to a grid. */
class DeterministicHeadTest {
    private static final Kernels KERNELS = Kernels.create();
    private static final int ACTIONS = 5;

    /** A head without weights but a bias, with x = 4 / (1 + e^-u). */
    private static SetHead.HeadPass at(double x, double noise) {
        Mlp body = new Mlp("body", KERNELS, 1, 1);
        body.parameters().get(1).value().data[0] = (float) Math.log(x / (4 - x));
        SetHead.HeadPass pass = new DeterministicHead(body, ACTIONS, noise).newPass(1, true);
        pass.run(new FMatrixRMaj(1, 1));
        return pass;
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.75, 0.25, 0, 0, 0", "2.5, 0, 0, 0.5, 0.5, 0", "3.9, 0, 0, 0, 0.1, 0.9", "2, 0, 0, 1, 0, 0"})
    void thePolicyIsARandomRoundingOfThePlace(double x, float p0, float p1, float p2, float p3, float p4) {
        SoftPolicy policy = new SoftPolicy(1, ACTIONS, KERNELS);
        policy.set(at(x, 0).run(new FMatrixRMaj(1, 1)));
        float[] expected = {p0, p1, p2, p3, p4};
        for (int a = 0; a < ACTIONS; a++) {
            assertEquals(
                    expected[a], policy.probabilities().data[a], 3e-6, "action " + a); // the least probability is 1e-6
        }
    }

    @Test
    void noiseMovesThePlaceUntilItIsSilenced() {
        SetHead.HeadPass pass = at(2.3, 0.4);
        float before = pass.run(new FMatrixRMaj(1, 1)).data[2];
        pass.drawNoise(SeedTree.of(1).stream(), 0, 1);
        assertNotEquals(before, pass.run(new FMatrixRMaj(1, 1)).data[2]);
        pass.silence();
        assertEquals(before, pass.run(new FMatrixRMaj(1, 1)).data[2]);
    }

    /** Where noise has moved the place beyond the grid it has no slope. */
    @Test
    void beyondTheGridTheNearestActionIsSureAndNothingMoves() {
        Mlp body = new Mlp("body", KERNELS, 1, 1);
        SetHead.HeadPass pass = new DeterministicHead(body, ACTIONS, 1e3).newPass(1, true);
        pass.drawNoise(SeedTree.of(2).stream(), 0, 1);
        float[] logits = pass.run(new FMatrixRMaj(1, 1)).data;
        assertEquals(0f, Math.max(logits[0], logits[4]));
        pass.logitGradient().data[0] = 1f;
        pass.logitGradient().data[4] = -1f;
        pass.backward(new FMatrixRMaj(1, 1), new FMatrixRMaj(1, 1));
        assertEquals(0f, body.parameters().get(1).gradient().data[0]);
    }

    /** The loss of a policy by action values is their interpolation at x: its slope is what moves a deterministic actor. */
    @Test
    void theGradientIsThatOfTheInterpolatedActionValues() {
        SetActorConfig settings = SetActorConfig.standard()
                .with(SetActorConfig.HEAD, SetActorConfig.Head.DETERMINISTIC)
                .with(LearnerConfig.HIDDEN, 6);
        SetActor actor = new SetActor(new SetActorShape(settings, 3, 2, ACTIONS), KERNELS);
        actor.initialise(SeedTree.of(3).stream());
        float[] values = random("values", 4, ACTIONS).data;
        SetPass pass = new SetPass(actor, 4, true);
        pass.sets().add(4, random("own", 4, 3).data, 0, random("shared", 1, 2).data, 0);
        SoftPolicy policy = new SoftPolicy(4, ACTIONS, KERNELS);
        policy.set(pass.run(new int[4]));
        policy.improve(values, 0.0, pass.logitGradient().data);
        pass.backward();
        for (Parameter parameter : actor.parameters()) {
            check(parameter.name(), parameter.value(), parameter.gradient(), () -> {
                policy.set(pass.run(new int[4]));
                double sum = 0.0;
                for (int j = 0; j < values.length; j++) {
                    sum -= policy.probabilities().data[j] * values[j] / 4.0;
                }
                return sum;
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"DETERMINISTIC, EXECUTED, REWARDS, critics", "AUTOREGRESSIVE, EXECUTED, CRITICS, rewards"})
    void whatDoesNotGoTogetherIsRefused(
            SetActorConfig.Head head, Feedback feedback, Objective objective, String expected) {
        SetActorConfig settings = SetActorConfig.standard().with(LearnerConfig.FEEDBACK, feedback);
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> settings.with(LearnerConfig.OBJECTIVE, objective).with(SetActorConfig.HEAD, head))
                .getMessage());
        assertTrue(message.contains("objective") && message.contains("expected " + expected), message);
    }
}
