package dmsb.experiments.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.dense.VectorModel;
import dmsb.auction.market.Scenario;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseMethod;
import dmsb.experiments.dense.DenseRules;
import dmsb.experiments.export.OnnxInterpreter.Value;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.agent.SetPolicyFile;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.diffusion.ReverseChain;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.MeanEmbedding;
import dmsb.nn.layer.Weights;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported actors for slots, evaluated by an interpreter of the operators' specification, against the library. */
class SetOnnxExportTest {
    private static final double TOLERANCE = 1e-5;
    private static final int HIDDEN = 16;

    /** A model whose weights are about twice as wide as fresh ones, so that tasks differ. */
    static VectorModel model(DenseMethod method, int proposals) {
        SetActorConfig settings = method.settings(SetActorConfig.standard())
                .with(LearnerConfig.HIDDEN, HIDDEN)
                .with(SetActorConfig.PROPOSALS, proposals);
        Scenario market = Scenario.preset("dense").with(Scenario.ROUNDS_PER_EPISODE, 20);
        TensorFile trained = new DenseRules(3)
                .training(market, 4, settings, 1)
                .model(Map.of())
                .toFile();
        Map<String, Tensor> tensors = new TreeMap<>(trained.tensors());
        RandomStream random = SeedTree.of(3).stream();
        tensors.replaceAll((name, tensor) -> name.startsWith("actor.") ? wider(tensor, random) : tensor);
        Map<String, String> metadata = new TreeMap<>(trained.metadata());
        metadata.remove(ModelMetadata.ID_KEY); // that of other weights
        TensorFile wide = ModelMetadata.file(tensors, metadata);
        return VectorModel.of(wide, SetPolicyFile.read(wide));
    }

    private static Tensor wider(Tensor tensor, RandomStream random) {
        float[] data = new float[tensor.data().length];
        random.fillGaussian(data, data.length);
        for (int i = 0; i < data.length; i++) {
            data[i] *= (float) (1 / Math.sqrt(tensor.shape()[0]));
        }
        return new Tensor(tensor.shape(), data);
    }

    private static float[] gaussian(RandomStream random, int count) {
        float[] data = new float[count];
        random.fillGaussian(data, count);
        return data;
    }

    private static int size(OnnxInterpreter graph, int input) throws IOException {
        String signature = graph.inputs().get(input);
        return Integer.parseInt(signature.substring(signature.indexOf(", ") + 2, signature.length() - 1));
    }

    /** The library's policy takes the action that is the most probable one in the graph, for slots of any number of tasks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void aSoftmaxDecidesAsTheLibraryDoes(int tasks) throws IOException {
        VectorModel model = model(DenseMethod.SOFTMAX, 1);
        OnnxInterpreter graph = new OnnxInterpreter(SetOnnxExport.toBytes(model));
        SetPolicy policy = SetPolicyFile.read(model.toFile()).open(tasks);
        RandomStream random = SeedTree.of(tasks).stream();
        int distinct = 0;
        for (int slot = 0; slot < 40; slot++) {
            float[] own = gaussian(random, tasks * size(graph, 0));
            float[] shared = gaussian(random, size(graph, 1));
            int[] actions = new int[tasks];
            policy.act(tasks, own, shared, random, actions);
            double[] probabilities = graph.run(Map.of(
                            "own", Value.of(own, tasks, size(graph, 0)), "shared", Value.of(shared, 1, size(graph, 1))))
                    .data();
            int count = probabilities.length / tasks;
            for (int m = 0; m < tasks; m++) {
                double most = 0;
                for (int a = 0; a < count; a++) {
                    most = Math.max(most, probabilities[m * count + a]);
                }
                assertEquals(most, probabilities[m * count + actions[m]], TOLERANCE);
                distinct += actions[m] != actions[0] ? 1 : 0;
            }
        }
        assertTrue(tasks == 1 || distinct > 0, "tasks are told apart");
    }

    /** The chain with the embedding of the library, put together from its layers, and the same noise. */
    @Test
    void aDiffusionPolicyIsTheChain() throws IOException {
        int tasks = 5;
        VectorModel model = model(DenseMethod.DIFFUSION, 1);
        OnnxInterpreter graph = new OnnxInterpreter(SetOnnxExport.toBytes(model));
        int ownSize = size(graph, 0);
        int sharedSize = size(graph, 1);
        int actions = size(graph, 2);
        SetActorConfig settings = SetActorConfig.standard();
        int steps = settings.get(DiffusionSacConfig.DIFFUSION_STEPS);
        Kernels kernels = Kernels.create();
        MeanEmbedding embedding = new MeanEmbedding("embedding", ownSize, sharedSize, HIDDEN, kernels);
        Denoiser denoiser = new Denoiser(
                actions, embedding.outputs(), HIDDEN, steps, settings.get(DiffusionSacConfig.NOISE_BOUND), kernels);
        Weights.load(
                "actor",
                Stream.concat(embedding.parameters().stream(), denoiser.parameters().stream())
                        .toList(),
                model.toFile());
        RandomStream random = SeedTree.of(8).stream();
        float[] own = gaussian(random, tasks * ownSize);
        float[] shared = gaussian(random, sharedSize);
        MeanEmbedding.EmbeddingPass seen = new MeanEmbedding.EmbeddingPass(embedding, tasks, false);
        seen.add(tasks, own, 0, shared, 0);
        FMatrixRMaj states = embedding.forward(seen);
        ReverseChain.ChainPass pass = new ReverseChain.ChainPass(denoiser, tasks, false);
        pass.drawNoise(random);
        float[] start = pass.start().data.clone();
        float[] noise = OnnxCase.noise(pass, steps, tasks * actions);
        NoiseSchedule schedule = NoiseSchedule.of(settings.get(DiffusionSacConfig.SCHEDULE), steps);
        FMatrixRMaj logits = new ReverseChain(denoiser, schedule).run(states, pass);
        float[] expected = new float[tasks * actions];
        kernels.softmax(tasks, actions, logits.data, expected, new float[tasks * actions]);

        Map<String, Value> inputs = new HashMap<>();
        inputs.put("own", Value.of(own, tasks, ownSize));
        inputs.put("shared", Value.of(shared, 1, sharedSize));
        inputs.put("start", Value.of(start, tasks, actions));
        inputs.put("noise", Value.of(noise, steps - 1, tasks, actions));
        double[] probabilities = graph.run(inputs).data();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], probabilities[i], TOLERANCE);
        }
    }

    @Test
    void theFileSaysWhatItIs() throws IOException {
        byte[] bytes = SetOnnxExport.toBytes(model(DenseMethod.SOFTMAX, 1));
        OnnxInterpreter file = new OnnxInterpreter(bytes);
        assertEquals(List.of("probabilities[tasks, 20]"), file.outputs());
        assertTrue(file.inputs().get(0).startsWith("own[tasks, "));
        assertTrue(file.inputs().get(1).startsWith("shared[1, "));
        assertEquals("4", file.metadata("scenario.tasks"));
        assertEquals("softmax", file.metadata("learner.head"));
        assertArrayEquals(bytes, SetOnnxExport.toBytes(model(DenseMethod.SOFTMAX, 1)));
    }

    @Test
    void policiesThatAreMoreThanOneGraphAreRefused() {
        for (DenseMethod method : List.of(DenseMethod.AUTOREGRESSIVE, DenseMethod.DETERMINISTIC)) {
            VectorModel model = model(method, 1);
            UsageException e = assertThrows(UsageException.class, () -> SetOnnxExport.toBytes(model));
            assertEquals(
                    "export: expected a model with head softmax or diffusion, got " + method,
                    String.valueOf(e.getMessage()));
        }
        VectorModel proposing = model(DenseMethod.SOFTMAX, 4);
        UsageException e = assertThrows(UsageException.class, () -> SetOnnxExport.toBytes(proposing));
        assertEquals("export: expected a model with proposals 1, got 4", String.valueOf(e.getMessage()));
    }
}
