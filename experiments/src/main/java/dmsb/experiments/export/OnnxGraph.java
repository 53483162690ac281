package dmsb.experiments.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX graph under construction: inputs, constants, nodes in an order in which they can be evaluated, outputs. Values
 * are named; every method that makes one returns its name.
 *
 * <p>Field numbers and types are those of {@code onnx/onnx.proto3} of the ONNX project. Operators are of version 17 of the
 * standard operator set, which goes with version 8 of the format; runtimes have read both since 2022.
 */
final class OnnxGraph {
    private static final int FORMAT_VERSION = 8;
    private static final int OPERATORS_VERSION = 17;

    /** {@code TensorProto.DataType}. */
    private static final int FLOAT = 1;

    private static final int INT64 = 7;

    /** {@code AttributeProto.AttributeType}. */
    private static final int INT_ATTRIBUTE = 2;

    private static final int INTS_ATTRIBUTE = 7;

    private final String name;
    private final List<ProtoMessage> nodes = new ArrayList<>();
    private final List<ProtoMessage> constants = new ArrayList<>();
    private final List<ProtoMessage> inputs = new ArrayList<>();
    private final List<ProtoMessage> outputs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    OnnxGraph(String name) {
        this.name = name;
    }

    /** An input of floats; a dimension is a number, or a name where it is free. */
    String input(String value, String... shape) {
        inputs.add(valueInfo(claim(value), shape));
        return value;
    }

    /** Makes a value an output of the graph. */
    void output(String value, String... shape) {
        outputs.add(valueInfo(value, shape));
    }

    /** A constant of floats, row-major; without dimensions a scalar. */
    String constant(String value, float[] data, int... shape) {
        byte[] raw = new byte[Math.multiplyExact(Float.BYTES, data.length)];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(data);
        return constant(value, FLOAT, raw, shape);
    }

    /** A constant scalar index. */
    String index(String value, long index) {
        byte[] raw = new byte[Long.BYTES];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putLong(index);
        return constant(value, INT64, raw);
    }

    private String constant(String value, int type, byte[] raw, int... shape) {
        ProtoMessage tensor = new ProtoMessage();
        for (int dimension : shape) {
            tensor.number(1, dimension); // TensorProto.dims
        }
        tensor.number(2, type); // .data_type
        tensor.text(8, claim(value)); // .name
        tensor.bytes(9, raw); // .raw_data, little endian
        constants.add(tensor);
        return value;
    }

    /** A node with one output. */
    String node(String operator, String value, String... arguments) {
        nodes.add(newNode(operator, value, arguments));
        return value;
    }

    /** A node with one output and the attribute {@code axis}. */
    String nodeAlong(int axis, String operator, String value, String... arguments) {
        ProtoMessage attribute = new ProtoMessage()
                .text(1, "axis") // AttributeProto.name
                .number(3, axis) // .i
                .number(20, INT_ATTRIBUTE); // .type
        nodes.add(newNode(operator, value, arguments).message(5, attribute)); // NodeProto.attribute
        return value;
    }

    /** The mean of the rows of a matrix, as a matrix of one row. */
    String meanOfRows(String value, String matrix) {
        ProtoMessage attribute = new ProtoMessage()
                .text(1, "axes") // AttributeProto.name
                .number(8, 0) // .ints
                .number(20, INTS_ATTRIBUTE); // .type
        nodes.add(newNode("ReduceMean", value, matrix).message(5, attribute)); // NodeProto.attribute
        return value;
    }

    private ProtoMessage newNode(String operator, String value, String... arguments) {
        ProtoMessage node = new ProtoMessage();
        for (String argument : arguments) {
            if (!names.contains(argument)) {
                throw new IllegalArgumentException(
                        "arguments: expected values that are there already, got " + argument + " for " + value);
            }
            node.text(1, argument); // NodeProto.input
        }
        return node.text(2, claim(value)) // .output
                .text(3, value) // .name
                .text(4, operator); // .op_type
    }

    private String claim(String value) {
        if (!names.add(value)) {
            throw new IllegalArgumentException("value: expected a new name, got " + value + " again");
        }
        return value;
    }

    private static ProtoMessage valueInfo(String value, String... shape) {
        ProtoMessage dimensions = new ProtoMessage();
        for (String dimension : shape) {
            boolean free = !Character.isDigit(dimension.charAt(0));
            ProtoMessage length = new ProtoMessage();
            dimensions.message( // TensorShapeProto.dim: dim_param or dim_value
                    1, free ? length.text(2, dimension) : length.number(1, Long.parseLong(dimension)));
        }
        ProtoMessage tensor = new ProtoMessage().number(1, FLOAT).message(2, dimensions); // elem_type, shape
        return new ProtoMessage() // ValueInfoProto.name, .type; TypeProto.tensor_type
                .text(1, value)
                .message(2, new ProtoMessage().message(1, tensor));
    }

    /**
     * The model that consists of this graph.
     *
     * @param producerVersion the version of the program that made it
     * @param metadata text by name, written in this order
     * @return the bytes of a {@code ModelProto}, equal for equal content
     */
    byte[] toModel(String producerVersion, Map<String, String> metadata) {
        ProtoMessage graph = new ProtoMessage(); // GraphProto
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, name);
        constants.forEach(constant -> graph.message(5, constant));
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        ProtoMessage model = new ProtoMessage()
                .number(1, FORMAT_VERSION) // ModelProto.ir_version
                .text(2, "dmsb") // .producer_name
                .text(3, producerVersion) // .producer_version
                .message(7, graph) // .graph
                .message(8, new ProtoMessage().number(2, OPERATORS_VERSION)); // .opset_import, its version
        metadata.forEach(
                (key, value) -> // .metadata_props: key, value
                model.message(14, new ProtoMessage().text(1, key).text(2, value)));
        return model.toBytes();
    }
}
