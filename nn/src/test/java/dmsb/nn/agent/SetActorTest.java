package dmsb.nn.agent;

import static dmsb.nn.layer.GradientCheck.check;
import static dmsb.nn.layer.GradientCheck.dot;
import static dmsb.nn.layer.GradientCheck.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;
import dmsb.core.rl.SetPolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One network for all elements of a set: its gradient, what it does not depend on, and that it learns to act together. */
class SetActorTest {
    private static final int OWN = 3;
    private static final int SHARED = 2;
    private static final int ACTIONS = 4;
    private static final int[] SIZES = {2, 1, 3};
    private static final int ROWS = 8; // two more than are used
    private static final int[] TAKEN = {1, 3, 0, 2, 2, 0, 0, 0};

    private static SetActorShape shape(SetActorConfig.Head head) {
        SetActorConfig settings = SetActorConfig.standard()
                .with(SetActorConfig.HEAD, head)
                .with(LearnerConfig.HIDDEN, 6)
                .with(LearnerConfig.BATCH, ROWS)
                .with(DiffusionSacConfig.EVALUATION_CHAINS, 3);
        return new SetActorShape(settings, OWN, SHARED, ACTIONS);
    }

    private static SetActor actor(SetActorConfig.Head head) {
        SetActor actor = new SetActor(shape(head), Kernels.create());
        actor.initialise(SeedTree.of(3).stream());
        return actor;
    }

    private static SetPass pass(SetActor actor, boolean withGradient) {
        SetPass pass = new SetPass(actor, ROWS, withGradient);
        pass.drawNoise(SeedTree.of(4).stream(), 0, ROWS);
        float[] own = random("own", ROWS, OWN).data;
        float[] shared = random("shared", SIZES.length, SHARED).data;
        int first = 0;
        for (int set = 0; set < SIZES.length; set++) {
            assertEquals(first, pass.sets().add(SIZES[set], own, first * OWN, shared, set * SHARED));
            first += SIZES[set];
        }
        return pass;
    }

    /** The logits of a deterministic head have a pole at every action; DeterministicHeadTest checks what it is for. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
    void gradientThroughHeadAndMeanMatchesFiniteDifferences(SetActorConfig.Head head) {
        SetActor actor = actor(head);
        FMatrixRMaj weights = random("weights", ROWS, ACTIONS);
        for (int i = 6 * ACTIONS; i < weights.data.length; i++) {
            weights.data[i] = 0f; // rows that take no part
        }
        SetPass pass = pass(actor, true);
        pass.run(TAKEN);
        pass.logitGradient().setTo(weights);
        pass.backward();
        SetPass forwardOnly = pass(actor, false);
        for (Parameter parameter : actor.parameters()) {
            check(
                    head + " " + parameter.name(),
                    parameter.value(),
                    parameter.gradient(),
                    () -> dot(forwardOnly.run(TAKEN), weights));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSetIsIndependentOfTheOthersOfItsBatch(SetActorConfig.Head head) {
        SetActor actor = actor(head);
        float[] together = pass(actor, false).run(TAKEN).data.clone();
        SetPass alone = new SetPass(actor, ROWS, false);
        alone.drawNoise(SeedTree.of(4).stream(), 0, ROWS);
        alone.sets().add(SIZES[0], random("own", ROWS, OWN).data, 0, random("shared", SIZES.length, SHARED).data, 0);
        float[] first = alone.run(TAKEN).data;
        for (int i = 0; i < SIZES[0] * ACTIONS; i++) {
            assertEquals(together[i], first[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void roomIsCheckedAndWeightsTravel(SetActorConfig.Head head) {
        SetPolicyGradient one = new SetPolicyGradient(shape(head), SeedTree.of(1), Kernels.create());
        assertThrows(IllegalArgumentException.class, () -> one.add(ROWS + 1, new float[99], 0, new float[9], 0));
        assertThrows(IllegalArgumentException.class, () -> one.add(0, new float[99], 0, new float[9], 0));
        TensorFile file = file(one.snapshot(), Map.of());
        SetPolicySnapshot read = SetPolicyFile.read(file);
        assertEquals(one.snapshot().tensors(), read.tensors());
        assertEquals(file, file(read, Map.of()));
        float[] own = random("own", 5, OWN).data;
        float[] shared = random("shared", 1, SHARED).data;
        assertArrayEquals(choices(one.snapshot().open(5), own, shared, 5), choices(read.open(5), own, shared, 5));
        assertThrows(
                IllegalArgumentException.class,
                () -> read.open(4).act(5, own, shared, SeedTree.of(0).stream(), new int[5]));
    }

    /** The file of a policy, some of its entries replaced. */
    private static TensorFile file(SetPolicySnapshot policy, Map<String, String> changes) {
        Map<String, String> metadata = new TreeMap<>(policy.metadata());
        metadata.put(ModelMetadata.OWN_OBSERVATIONS_KEY, String.valueOf(policy.ownSize()));
        metadata.put(ModelMetadata.SHARED_OBSERVATIONS_KEY, String.valueOf(policy.sharedSize()));
        metadata.put(ModelMetadata.ACTIONS_KEY, String.valueOf(policy.actionCount()));
        metadata.putAll(changes);
        return ModelMetadata.file(policy.tensors(), metadata);
    }

    /** A file of some kilobytes must not make room for gigabytes. */
    @ParameterizedTest
    @CsvSource({
        "agent, sac, model key 'agent': expected set-actor",
        "learner.head, sigmoid, model key 'learner.head': expected one of softmax",
        "ownObservations, 0, model key 'ownObservations': expected a whole number from 1",
        "sharedObservations, 3, model: expected tensor actor.body1.weight",
        "learner.hidden, 16384, model: expected at least ",
        "ownObservations, 2000000000, model: expected at least ",
        "actions, 2000000000, model: expected at least ",
    })
    void aFileThatDoesNotFitIsRefusedByWhatDoesNot(String key, String value, String message) {
        SetPolicySnapshot policy =
                new SetPolicyGradient(shape(SetActorConfig.Head.SOFTMAX), SeedTree.of(1), Kernels.create()).snapshot();
        TensorFile changed = file(policy, Map.of(key, value));
        String got = String.valueOf(assertThrows(IllegalArgumentException.class, () -> SetPolicyFile.read(changed))
                .getMessage());
        assertTrue(got.startsWith(message), got);
    }

    private static int[] choices(SetPolicy policy, float[] own, float[] shared, int elements) {
        int[] actions = new int[elements];
        policy.act(elements, own, shared, SeedTree.of(5).stream(), actions);
        return actions;
    }

    /**
     * Only the element with the largest feature is to take action 1, the others action 0: no element can know it alone. Sets
     * have one to four elements. Chance has each element right half of the time.
     */
    @ParameterizedTest
    @EnumSource
    void learnsWhatAnElementCannotKnowAlone(SetActorConfig.Head head) {
        SetActorConfig settings = SetActorConfig.standard()
                .with(SetActorConfig.HEAD, head)
                .with(SetActorConfig.EXPLORATION, 0.3)
                .with(LearnerConfig.HIDDEN, 16)
                .with(LearnerConfig.BATCH, 128)
                .with(LearnerConfig.LEARNING_RATE, 5e-3)
                .with(LearnerConfig.SOFT_UPDATE, 0.02)
                .with(LearnerConfig.ENTROPY, 0.0);
        SetPolicyGradient learner =
                new SetPolicyGradient(new SetActorShape(settings, 1, 1, 2), SeedTree.of(6), Kernels.create());
        RandomStream random = SeedTree.of(7).stream();
        float[] own = new float[4];
        int[] actions = new int[128];
        int[] right = new int[128];
        for (int update = 0; update < 600; update++) {
            learner.clear();
            int rows = 0;
            while (rows <= 124) {
                int elements = 1 + random.nextInt(4);
                int largest = draw(own, elements, random);
                for (int i = 0; i < elements; i++) {
                    right[rows + i] = i == largest ? 1 : 0;
                }
                rows = elements + learner.add(elements, own, 0, new float[1], 0);
            }
            learner.draw(actions);
            for (int i = 0; i < rows; i++) {
                learner.rewards()[2 * i] = right[i] == 0 ? 1 : 0;
                learner.rewards()[2 * i + 1] = right[i];
            }
            learner.improve();
        }
        SetPolicy policy = learner.snapshot().open(4);
        int correct = 0;
        int all = 0;
        for (int trial = 0; trial < 500; trial++) {
            int elements = 1 + random.nextInt(4);
            int largest = draw(own, elements, random);
            policy.act(elements, own, new float[1], random, actions);
            for (int i = 0; i < elements; i++) {
                correct += actions[i] == (i == largest ? 1 : 0) ? 1 : 0;
                all++;
            }
        }
        assertTrue(correct > 0.85 * all, head + ": " + correct + " of " + all);
    }

    private static int draw(float[] own, int elements, RandomStream random) {
        int largest = 0;
        for (int i = 0; i < elements; i++) {
            own[i] = (float) random.nextGaussian();
            largest = own[i] > own[largest] ? i : largest;
        }
        return largest;
    }
}
