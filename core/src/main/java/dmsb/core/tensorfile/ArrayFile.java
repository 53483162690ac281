package dmsb.core.tensorfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named arrays of primitives and text metadata in one file of the safetensors format: float as {@code F32}, double as {@code
 * F64}, int as {@code I32}, long as {@code I64}, byte as {@code U8}, each of one dimension. Every bit of an element is kept,
 * those of a NaN too. Equal content gives equal bytes.
 *
 * <p>Arrays are copied in and out. For one thread.
 */
public final class ArrayFile {
    private final Map<String, Stored> arrays = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();

    private record Stored(ElementType type, ByteBuffer elements) {}

    /** An empty file. */
    public ArrayFile() {}

    /**
     * Adds an array.
     *
     * @param name its name
     * @param array the array. Not modified, copied.
     * @throws IllegalArgumentException if the name is taken or reserved
     */
    public void put(String name, float[] array) {
        room(name, ElementType.F32, array.length).asFloatBuffer().put(array);
    }

    /**
     * Adds an array.
     *
     * @param name its name
     * @param array the array. Not modified, copied.
     * @throws IllegalArgumentException if the name is taken or reserved
     */
    public void put(String name, double[] array) {
        room(name, ElementType.F64, array.length).asDoubleBuffer().put(array);
    }

    /**
     * Adds an array.
     *
     * @param name its name
     * @param array the array. Not modified, copied.
     * @throws IllegalArgumentException if the name is taken or reserved
     */
    public void put(String name, int[] array) {
        room(name, ElementType.I32, array.length).asIntBuffer().put(array);
    }

    /**
     * Adds an array.
     *
     * @param name its name
     * @param array the array. Not modified, copied.
     * @throws IllegalArgumentException if the name is taken or reserved
     */
    public void put(String name, long[] array) {
        room(name, ElementType.I64, array.length).asLongBuffer().put(array);
    }

    /**
     * Adds an array.
     *
     * @param name its name
     * @param array the array. Not modified, copied.
     * @throws IllegalArgumentException if the name is taken or reserved
     */
    public void put(String name, byte[] array) {
        room(name, ElementType.U8, array.length).put(0, array);
    }

    private ByteBuffer room(String name, ElementType type, int length) {
        ByteBuffer elements =
                ByteBuffer.allocate(Math.multiplyExact(type.bytes(), length)).order(ByteOrder.LITTLE_ENDIAN);
        if (name.equals(Layout.METADATA) || arrays.putIfAbsent(name, new Stored(type, elements)) != null) {
            throw new IllegalArgumentException("name: expected one that is not taken, got " + name);
        }
        return elements;
    }

    /**
     * Adds text.
     *
     * @param name its name
     * @param text the text
     * @throws IllegalArgumentException if the name is taken
     */
    public void putText(String name, String text) {
        if (metadata.putIfAbsent(name, text) != null) {
            throw new IllegalArgumentException("name: expected one that is not taken, got " + name);
        }
    }

    /**
     * An array of float.
     *
     * @param name its name
     * @return a copy
     * @throws IllegalArgumentException if there is no such array, or its elements are of another type
     */
    public float[] floats(String name) {
        ByteBuffer elements = elements(name, ElementType.F32);
        float[] array = new float[elements.capacity() / Float.BYTES];
        elements.asFloatBuffer().get(array);
        return array;
    }

    /**
     * An array of double.
     *
     * @param name its name
     * @return a copy
     * @throws IllegalArgumentException if there is no such array, or its elements are of another type
     */
    public double[] doubles(String name) {
        ByteBuffer elements = elements(name, ElementType.F64);
        double[] array = new double[elements.capacity() / Double.BYTES];
        elements.asDoubleBuffer().get(array);
        return array;
    }

    /**
     * An array of int.
     *
     * @param name its name
     * @return a copy
     * @throws IllegalArgumentException if there is no such array, or its elements are of another type
     */
    public int[] ints(String name) {
        ByteBuffer elements = elements(name, ElementType.I32);
        int[] array = new int[elements.capacity() / Integer.BYTES];
        elements.asIntBuffer().get(array);
        return array;
    }

    /**
     * An array of long.
     *
     * @param name its name
     * @return a copy
     * @throws IllegalArgumentException if there is no such array, or its elements are of another type
     */
    public long[] longs(String name) {
        ByteBuffer elements = elements(name, ElementType.I64);
        long[] array = new long[elements.capacity() / Long.BYTES];
        elements.asLongBuffer().get(array);
        return array;
    }

    /**
     * An array of byte.
     *
     * @param name its name
     * @return a copy
     * @throws IllegalArgumentException if there is no such array, or its elements are of another type
     */
    public byte[] bytes(String name) {
        ByteBuffer elements = elements(name, ElementType.U8);
        byte[] array = new byte[elements.capacity()];
        elements.get(0, array);
        return array;
    }

    private ByteBuffer elements(String name, ElementType type) {
        Stored stored = arrays.get(name);
        if (stored == null || stored.type != type) {
            throw new IllegalArgumentException("array " + name + ": expected elements " + type + ", got "
                    + (stored == null ? "none" : stored.type));
        }
        return stored.elements;
    }

    /**
     * The names of all arrays.
     *
     * @return the names, in order
     */
    public List<String> names() {
        return List.copyOf(arrays.keySet());
    }

    /**
     * All text.
     *
     * @return text by name, a view
     */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /**
     * The content of the file.
     *
     * @return the bytes, equal for equal content
     */
    public byte[] toBytes() {
        List<Layout.Entry> entries = new ArrayList<>();
        long begin = 0;
        for (Map.Entry<String, Stored> entry : arrays.entrySet()) {
            Stored stored = entry.getValue();
            long end = begin + stored.elements.capacity();
            List<Long> shape = List.of((end - begin) / stored.type.bytes());
            entries.add(new Layout.Entry(entry.getKey(), stored.type, 0, shape, begin, end));
            begin = end;
        }
        return Layout.write(
                metadata, entries, bytes -> arrays.values().forEach(stored -> bytes.put(stored.elements.duplicate())));
    }

    /**
     * Reads the content of a file.
     *
     * @param content the bytes. Not modified.
     * @return what they say
     * @throws TensorFormatException if they are not a well-formed safetensors file of arrays of one dimension
     */
    public static ArrayFile parse(byte[] content) throws TensorFormatException {
        Layout layout = Layout.parse(content);
        ArrayFile file = new ArrayFile();
        for (Layout.Entry entry : layout.entries()) {
            if (entry.shape().size() != 1) {
                throw new TensorFormatException(
                        entry.at(), entry.name() + " of one dimension", "shape " + entry.shape());
            }
            file.room(entry.name(), entry.type(), entry.dimensions()[0])
                    .put(0, layout.data(entry), 0, (int) (entry.end() - entry.begin()));
        }
        layout.metadata().forEach(file::putText);
        return file;
    }
}
