package dmsb.experiments.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.dense.DenseMethod;
import dmsb.nn.diffusion.NoiseSchedule;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exported graph in ONNX Runtime, which is native and therefore runs in a profile of its own, {@code -Ponnx}. */
class OnnxRuntimeTest {
    private static final double TOLERANCE = 1e-5;

    /** The first step of a chain with the cosine schedule (beta .999) multiplies x, and its rounding, by 31.6. */
    private static final double COSINE_TOLERANCE = 1e-4;

    @ParameterizedTest
    @CsvSource({
        "5, VARIANCE_PRESERVING, 256, 1000",
        "10, VARIANCE_PRESERVING, 64, 1000",
        "5, LINEAR, 256, 1000",
        "5, COSINE, 256, 1000",
        "1, VARIANCE_PRESERVING, 256, 1000",
        "5, VARIANCE_PRESERVING, 256, 1"
    })
    void onnxRuntimeAgreesOnRandomWeights(int steps, NoiseSchedule.Family schedule, int hidden, int batch)
            throws OrtException, IOException {
        OnnxCase one = OnnxCase.of(batch, steps, schedule, hidden, 21);
        assertAgreement(one, schedule == NoiseSchedule.Family.COSINE ? COSINE_TOLERANCE : TOLERANCE);
    }

    @Test
    void onnxRuntimeAgreesOnATrainedModel() throws OrtException, IOException {
        assertAgreement(OnnxCase.trained(1000, 22), TOLERANCE);
    }

    /** The graph for slots, whose number of tasks is free, against the interpreter in double precision. */
    @ParameterizedTest
    @CsvSource({"SOFTMAX, 1", "SOFTMAX, 8", "DIFFUSION, 1", "DIFFUSION, 8", "DIFFUSION, 64"})
    void onnxRuntimeAgreesOnSlots(DenseMethod method, int tasks) throws OrtException, IOException {
        byte[] graph = SetOnnxExport.toBytes(SetOnnxExportTest.model(method, 1));
        OnnxInterpreter exact = new OnnxInterpreter(graph);
        RandomStream random = SeedTree.of(tasks).stream();
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        Map<String, OnnxInterpreter.Value> values = new HashMap<>();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        for (String input : exact.inputs()) {
            String name = input.substring(0, input.indexOf('['));
            String[] sizes =
                    input.substring(input.indexOf('[') + 1, input.length() - 1).split(", ", -1);
            int[] shape = Arrays.stream(sizes)
                    .mapToInt(size -> size.equals("tasks") ? tasks : Integer.parseInt(size))
                    .toArray();
            float[] data = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
            random.fillGaussian(data, data.length);
            values.put(name, OnnxInterpreter.Value.of(data, shape));
            tensors.put(
                    name,
                    tensor(runtime, data, Arrays.stream(shape).asLongStream().toArray()));
        }
        try (OrtSession session = runtime.createSession(graph);
                OrtSession.Result result = session.run(tensors)) {
            double[] expected = exact.run(values).data();
            FloatBuffer probabilities = ((OnnxTensor) result.get(0)).getFloatBuffer();
            double largest = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i] - probabilities.get(i)));
            }
            System.out.printf(Locale.ROOT, "%s, %d tasks: largest difference %.1e%n", method, tasks, largest);
            assertEquals(0, largest, TOLERANCE);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static void assertAgreement(OnnxCase one, double tolerance) throws OrtException, IOException {
        float spread = one.spreadOverRows();
        assertTrue(one.batch() == 1 || spread > 0.01, "policies differ by row: " + spread);
        float[] probabilities = run(one);
        float[] exact = one.interpreted(one.noise());
        double difference = one.largestDifference(probabilities);
        double rounding = 0;
        for (int i = 0; i < exact.length; i++) {
            rounding = Math.max(rounding, Math.abs((double) exact[i] - probabilities[i]));
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%s: probabilities of one action differ by up to %.3f between rows; largest difference of runtime and"
                        + " library %.1e, of library and double precision %.1e, of runtime and double precision %.1e",
                one,
                spread,
                difference,
                one.largestDifference(exact),
                rounding));
        assertEquals(0, difference, tolerance);
    }

    private static float[] run(OnnxCase one) throws OrtException {
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        int batch = one.batch();
        try (OrtSession session = runtime.createSession(OnnxExport.toBytes(one.model()))) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            inputs.put("observation", tensor(runtime, one.observation(), batch, OnnxCase.STATES));
            inputs.put("start", tensor(runtime, one.start(), batch, one.actions()));
            if (one.steps() > 1) {
                inputs.put("noise", tensor(runtime, one.noise(), one.steps() - 1, batch, one.actions()));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                float[] probabilities = new float[batch * one.actions()];
                ((OnnxTensor) result.get(0)).getFloatBuffer().get(probabilities);
                return probabilities;
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        }
    }

    private static OnnxTensor tensor(OrtEnvironment runtime, float[] data, long... shape) throws OrtException {
        return OnnxTensor.createTensor(runtime, FloatBuffer.wrap(data), shape);
    }
}
