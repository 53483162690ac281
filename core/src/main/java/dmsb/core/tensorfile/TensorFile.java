package dmsb.core.tensorfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named float tensors and text metadata in one file of the safetensors format: eight bytes with the header's length
 * (little endian), a JSON header, the elements (little-endian float32).
 *
 * <p>Names are written in their natural order and nothing else goes into the file, so equal content gives equal bytes.
 * The reader accepts any safetensors file whose tensors are all {@code F32}, and refuses anything malformed with the
 * offset at which it shows: lengths beyond the file, gaps, overlaps, shapes that do not fit.
 *
 * @param tensors the tensors by name. Copied.
 * @param metadata text by name. Copied.
 */
public record TensorFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
    private static final int MAX_HEADER = 16 << 20;
    private static final int LENGTH_BYTES = 8;
    private static final String METADATA = "__metadata__";

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if a tensor has the reserved name {@code __metadata__}
     */
    public TensorFile {
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException("tensors: expected names other than " + METADATA);
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
        StringBuilder json = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            HeaderJson.quote(json, METADATA).append(":{");
            metadata.forEach((key, value) -> {
                HeaderJson.quote(json, key).append(':');
                HeaderJson.quote(json, value).append(',');
            });
            json.setLength(json.length() - 1);
            json.append("},");
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            long end = offset + 4L * entry.getValue().size();
            HeaderJson.quote(json, entry.getKey())
                    .append(":{\"dtype\":\"F32\",\"shape\":")
                    .append(Arrays.toString(entry.getValue().shape()).replace(" ", ""))
                    .append(",\"data_offsets\":[")
                    .append(offset)
                    .append(',')
                    .append(end)
                    .append("]},");
            offset = end;
        }
        if (json.length() > 1) {
            json.setLength(json.length() - 1);
        }
        json.append('}');
        byte[] unpadded = json.toString().getBytes(StandardCharsets.UTF_8);
        byte[] header = Arrays.copyOf(unpadded, (unpadded.length + 7) / 8 * 8);
        Arrays.fill(header, unpadded.length, header.length, (byte) ' ');
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + header.length + offset))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header);
        for (Tensor tensor : tensors.values()) {
            for (int i = 0; i < tensor.size(); i++) {
                bytes.putFloat(tensor.get(i));
            }
        }
        return bytes.array();
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
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length < LENGTH_BYTES) {
            throw new TensorFormatException(0, "8 bytes with the header's length", content.length + " bytes");
        }
        long headerLength = bytes.getLong(0);
        if (headerLength < 2 || headerLength > MAX_HEADER || headerLength > content.length - LENGTH_BYTES) {
            throw new TensorFormatException(
                    0,
                    "a header length from 2 to " + Math.min(MAX_HEADER, content.length - LENGTH_BYTES),
                    Long.toUnsignedString(headerLength));
        }
        int dataStart = LENGTH_BYTES + (int) headerLength;
        HeaderJson header = new HeaderJson(content, LENGTH_BYTES, dataStart);
        Map<String, String> metadata = new TreeMap<>();
        List<Entry> entries = new ArrayList<>();
        header.object((name, at) -> {
            if (name.equals(METADATA)) {
                header.object((key, keyAt) -> {
                    if (metadata.put(key, header.string()) != null) {
                        throw new TensorFormatException(keyAt, "distinct metadata keys", key + " twice");
                    }
                });
            } else {
                entries.add(readEntry(header, name, at));
            }
        });
        header.end();
        return new TensorFile(readTensors(bytes, dataStart, entries), metadata);
    }

    private static Entry readEntry(HeaderJson header, String name, long at) throws TensorFormatException {
        Map<String, List<Long>> numbers = new TreeMap<>();
        Map<String, String> type = new TreeMap<>();
        header.object((key, keyAt) -> {
            boolean repeated = switch (key) {
                case "dtype" -> type.put(key, header.string()) != null;
                case "shape", "data_offsets" -> numbers.put(key, header.wholeNumbers()) != null;
                default -> throw new TensorFormatException(keyAt, "dtype, shape or data_offsets", key);
            };
            if (repeated) {
                throw new TensorFormatException(keyAt, "distinct keys", key + " twice");
            }
        });
        List<Long> shape = numbers.get("shape");
        List<Long> offsets = numbers.get("data_offsets");
        if (shape == null || offsets == null || offsets.size() != 2 || !"F32".equals(type.get("dtype"))) {
            throw new TensorFormatException(
                    at, "tensor " + name + " with dtype F32, a shape and two data_offsets", type + " " + numbers);
        }
        return new Entry(name, at, shape, offsets.get(0), offsets.get(1));
    }

    private static Map<String, Tensor> readTensors(ByteBuffer bytes, int dataStart, List<Entry> entries)
            throws TensorFormatException {
        entries.sort((a, b) -> a.begin != b.begin ? Long.compare(a.begin, b.begin) : Long.compare(a.end, b.end));
        Map<String, Tensor> tensors = new TreeMap<>();
        long position = 0;
        long available = (long) bytes.capacity() - dataStart;
        for (Entry entry : entries) {
            long size = entry.size(available / 4);
            if (entry.begin != position || size < 0 || entry.end - entry.begin != 4 * size || entry.end > available) {
                throw new TensorFormatException(
                        entry.at,
                        "tensor " + entry.name + " of shape " + entry.shape + " to begin at " + position
                                + " and end within " + available + " bytes of data",
                        "data_offsets [" + entry.begin + ", " + entry.end + "]");
            }
            float[] data = new float[(int) size];
            for (int i = 0; i < data.length; i++) {
                data[i] = bytes.getFloat(dataStart + (int) position + 4 * i);
            }
            int[] shape = entry.shape.stream().mapToInt(Math::toIntExact).toArray();
            if (tensors.put(entry.name, new Tensor(shape, data)) != null) {
                throw new TensorFormatException(entry.at, "distinct tensor names", entry.name + " twice");
            }
            position = entry.end;
        }
        if (position != available) {
            throw new TensorFormatException(
                    dataStart + position, "the end of the file", (available - position) + " more bytes");
        }
        return tensors;
    }

    private record Entry(String name, long at, List<Long> shape, long begin, long end) {
        /** The number of elements, or -1 if it is above the limit. */
        long size(long limit) {
            long size = 1;
            for (long dimension : shape) {
                if (dimension > Integer.MAX_VALUE || (dimension != 0 && size > limit / dimension)) {
                    return -1;
                }
                size *= dimension;
            }
            return size;
        }
    }
}
