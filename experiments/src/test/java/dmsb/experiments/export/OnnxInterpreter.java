package dmsb.experiments.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Reads an ONNX file and evaluates its graph in double precision, by the words of the operators' specification
 * ({@code docs/Operators.md}, version 17) and by nothing of the writer: an oracle that needs no native runtime. Knows the
 * operators of a perceptron and refuses all others.
 */
final class OnnxInterpreter {
    private final ProtoReader graph;
    private final ProtoReader model;

    /** A tensor; a scalar has no dimensions. */
    @SuppressWarnings("ArrayRecordComponent") // an intermediate value, compared by nobody
    record Value(double[] data, int... shape) {
        static Value of(float[] data, int... shape) {
            double[] wide = new double[data.length];
            Arrays.setAll(wide, i -> data[i]);
            return new Value(wide, shape);
        }

        int last() {
            return shape[shape.length - 1];
        }
    }

    OnnxInterpreter(byte[] file) throws IOException {
        model = new ProtoReader(file);
        graph = model.message(7);
    }

    long formatVersion() {
        return model.number(1);
    }

    long operatorsVersion() throws IOException {
        return model.message(8).number(2);
    }

    String metadata(String key) throws IOException {
        for (ProtoReader entry : model.messages(14)) {
            if (entry.text(1).equals(key)) {
                return entry.text(2);
            }
        }
        throw new IOException("no metadata " + key);
    }

    List<String> inputs() throws IOException {
        return signature(graph.messages(11));
    }

    List<String> outputs() throws IOException {
        return signature(graph.messages(12));
    }

    /** Names with shapes, as {@code name[dim, dim]}. */
    private static List<String> signature(List<ProtoReader> infos) throws IOException {
        List<String> signature = new ArrayList<>();
        for (ProtoReader info : infos) {
            ProtoReader tensor = info.message(2).message(1); // TypeProto, its tensor_type
            List<String> shape = new ArrayList<>();
            for (ProtoReader length : tensor.message(2).messages(1)) {
                shape.add(length.has(2) ? length.text(2) : Long.toString(length.number(1)));
            }
            signature.add(info.text(1) + shape);
        }
        return signature;
    }

    /** Evaluates the graph and returns its first output. */
    Value run(Map<String, Value> inputs) throws IOException {
        Map<String, Value> values = new HashMap<>(inputs);
        for (ProtoReader constant : graph.messages(5)) {
            values.put(constant.text(8), constantValue(constant));
        }
        for (ProtoReader node : graph.messages(1)) {
            List<Value> arguments = new ArrayList<>();
            for (String name : node.texts(1)) {
                arguments.add(known(values, name));
            }
            long axis = node.has(5) ? axis(node.message(5)) : -1;
            values.put(node.text(2), apply(node.text(4), axis, arguments));
        }
        return known(values, graph.message(12).text(1));
    }

    /** The attribute {@code axis}, or the only one of {@code axes}. */
    private static long axis(ProtoReader attribute) throws IOException {
        return attribute.text(1).equals("axes") ? attribute.numbers(8).get(0) : attribute.number(3);
    }

    private static Value meanOfRows(Value a, long axis) {
        if (axis != 0 || a.shape.length != 2) {
            throw new IllegalArgumentException("axis " + axis + " of " + Arrays.toString(a.shape));
        }
        double[] mean = new double[a.last()];
        for (int i = 0; i < a.data.length; i++) {
            mean[i % mean.length] += a.data[i] / a.shape[0];
        }
        return new Value(mean, 1, mean.length);
    }

    private static Value known(Map<String, Value> values, String name) throws IOException {
        Value value = values.get(name);
        if (value == null) {
            throw new IOException("not in an order of evaluation: " + name);
        }
        return value;
    }

    private static Value constantValue(ProtoReader tensor) {
        int[] shape = tensor.numbers(1).stream().mapToInt(Math::toIntExact).toArray();
        ByteBuffer raw = ByteBuffer.wrap(tensor.bytes(9)).order(ByteOrder.LITTLE_ENDIAN);
        boolean isFloat = tensor.number(2) == 1;
        double[] data = new double[raw.capacity() / (isFloat ? 4 : 8)];
        Arrays.setAll(data, i -> isFloat ? raw.getFloat(4 * i) : raw.getLong(8 * i));
        return new Value(data, shape);
    }

    private static Value apply(String operator, long axis, List<Value> arguments) throws IOException {
        Value a = arguments.get(0);
        return switch (operator) {
            case "MatMul" -> product(a, arguments.get(1));
            case "Add" -> broadcast(a, arguments.get(1), Double::sum);
            case "Mul" -> broadcast(a, arguments.get(1), (x, y) -> x * y);
            case "Tanh" -> each(a, StrictMath::tanh);
            case "Softplus" -> each(a, x -> StrictMath.log1p(StrictMath.exp(-Math.abs(x))) + Math.max(x, 0));
            case "Gather" -> gather(a, axis, arguments.get(1));
            case "ReduceMean" -> meanOfRows(a, axis);
            case "Softmax" -> softmax(a, axis);
            default -> throw new IOException("unknown operator " + operator);
        };
    }

    private static Value product(Value a, Value b) {
        int rows = a.shape[0];
        int inner = a.shape[1];
        int columns = b.shape[1];
        if (a.shape.length != 2 || b.shape.length != 2 || b.shape[0] != inner) {
            throw new IllegalArgumentException(Arrays.toString(a.shape) + " times " + Arrays.toString(b.shape));
        }
        double[] c = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                for (int j = 0; j < columns; j++) {
                    c[i * columns + j] += a.data[i * inner + k] * b.data[k * columns + j];
                }
            }
        }
        return new Value(c, rows, columns);
    }

    /** Multidirectional broadcasting, as far as trailing dimensions and ones need it. */
    private static Value broadcast(Value a, Value b, DoubleBinaryOperator operation) {
        boolean firstIsLarge = a.data.length >= b.data.length;
        Value large = firstIsLarge ? a : b;
        Value small = firstIsLarge ? b : a;
        int[] tail = Arrays.stream(small.shape).dropWhile(d -> d == 1).toArray();
        int offset = large.shape.length - tail.length;
        if (offset < 0 || !Arrays.equals(tail, Arrays.copyOfRange(large.shape, offset, large.shape.length))) {
            throw new IllegalArgumentException(Arrays.toString(a.shape) + " with " + Arrays.toString(b.shape));
        }
        double[] c = new double[large.data.length];
        Arrays.setAll(c, i -> operation.applyAsDouble(a.data[i % a.data.length], b.data[i % b.data.length]));
        return new Value(c, large.shape);
    }

    private static Value each(Value a, DoubleUnaryOperator operation) {
        return new Value(Arrays.stream(a.data).map(operation).toArray(), a.shape);
    }

    private static Value gather(Value a, long axis, Value index) {
        if (axis != 0 || index.shape.length != 0) {
            throw new IllegalArgumentException("axis " + axis + ", indices " + Arrays.toString(index.shape));
        }
        int[] shape = Arrays.copyOfRange(a.shape, 1, a.shape.length);
        int size = a.data.length / a.shape[0];
        int from = ((int) index.data[0]) * size;
        return new Value(Arrays.copyOfRange(a.data, from, from + size), shape);
    }

    private static Value softmax(Value a, long axis) {
        if (axis != a.shape.length - 1) {
            throw new IllegalArgumentException("axis " + axis);
        }
        double[] c = new double[a.data.length];
        for (int row = 0; row < c.length; row += a.last()) {
            double max = Arrays.stream(a.data, row, row + a.last()).max().orElseThrow();
            double sum = 0;
            for (int i = row; i < row + a.last(); i++) {
                c[i] = StrictMath.exp(a.data[i] - max);
                sum += c[i];
            }
            for (int i = row; i < row + a.last(); i++) {
                c[i] /= sum;
            }
        }
        return new Value(c, a.shape);
    }
}
