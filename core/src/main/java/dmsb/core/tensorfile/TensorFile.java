package dmsb.core.tensorfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named float tensors and text metadata in one file of the safetensors format, elements in little-endian float32.
 *
 * <p>Names are written in their natural order and nothing else goes into the file, so equal content gives equal bytes.
 * The reader accepts any safetensors file whose tensors are all {@code F32}, and refuses anything malformed with the
 * offset at which it shows: lengths beyond the file, gaps, overlaps, shapes that do not fit.
 *
 * @param tensors the tensors by name. Copied.
 * @param metadata text by name. Copied.
 */
public record TensorFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
    private static final int LONGEST = Integer.MAX_VALUE - 8; // an array has no room for more

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if a tensor has the reserved name {@code __metadata__}
     */
    public TensorFile {
        if (tensors.containsKey(Layout.METADATA)) {
            throw new IllegalArgumentException("tensors: expected names other than " + Layout.METADATA);
        }
        tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /**
     * Writes the file whole or not at all.
     *
     * @param file where
     * @throws IOException if it could not be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toBytes());
    }

    /**
     * The content of the file.
     *
     * @return the bytes, equal for equal content
     */
    public byte[] toBytes() {
        List<Layout.Entry> entries = new ArrayList<>();
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            long end = offset + 4L * entry.getValue().size();
            List<Long> shape = Arrays.stream(entry.getValue().shape())
                    .asLongStream()
                    .boxed()
                    .toList();
            entries.add(new Layout.Entry(entry.getKey(), ElementType.F32, 0, shape, offset, end));
            offset = end;
        }
        return Layout.write(metadata, entries, bytes -> {
            for (Tensor tensor : tensors.values()) {
                for (int i = 0; i < tensor.size(); i++) {
                    bytes.putFloat(tensor.get(i));
                }
            }
        });
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its content
     * @throws TensorFormatException if it is not a well-formed safetensors file of float32 tensors
     * @throws IOException if it could not be read
     */
    public static TensorFile read(Path file) throws IOException {
        long length = Files.size(file);
        if (length > LONGEST) {
            throw new TensorFormatException(0, "a file of at most " + LONGEST + " bytes", length + " bytes");
        }
        return parse(Files.readAllBytes(file));
    }

    /**
     * Reads the content of a file.
     *
     * @param content the bytes. Not modified.
     * @return what they say
     * @throws TensorFormatException if they are not a well-formed safetensors file of float32 tensors
     */
    public static TensorFile parse(byte[] content) throws TensorFormatException {
        Layout layout = layout(content);
        Map<String, Tensor> tensors = new TreeMap<>();
        for (Layout.Entry entry : layout.entries()) {
            if (entry.type() != ElementType.F32) {
                throw new TensorFormatException(
                        entry.at(), "tensor " + entry.name() + " with dtype F32", "dtype " + entry.type());
            }
            float[] data = new float[(int) ((entry.end() - entry.begin()) / Float.BYTES)];
            layout.data(entry).asFloatBuffer().get(data);
            tensors.put(entry.name(), new Tensor(entry.dimensions(), data));
        }
        return new TensorFile(tensors, layout.metadata());
    }

    /** The layout, or in the refusal what the file is in place of one. */
    private static Layout layout(byte[] content) throws TensorFormatException {
        try {
            return Layout.parse(content);
        } catch (TensorFormatException e) {
            throw FileKind.of(content)
                    .map(kind -> new TensorFormatException(0, "a safetensors file", kind))
                    .orElse(e);
        }
    }
}
