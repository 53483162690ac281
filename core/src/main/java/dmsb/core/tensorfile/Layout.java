package dmsb.core.tensorfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The layout of a safetensors file: the header's length in eight bytes, a JSON header, then the elements without gaps.
 * Length and elements are little endian.
 *
 * @param metadata text by name
 * @param entries the arrays, in the order of their data
 * @param content the whole file, little endian
 * @param dataStart where the data begins
 */
record Layout(Map<String, String> metadata, List<Entry> entries, ByteBuffer content, int dataStart) {
    /** The name that no array may have. */
    static final String METADATA = "__metadata__";

    private static final int MAX_HEADER = 16 << 20;
    private static final int LENGTH_BYTES = 8;

    /**
     * One array.
     *
     * @param name its name
     * @param type of its elements
     * @param at where in the header it was read, 0 to write
     * @param shape the length of each dimension
     * @param begin where its elements begin, from the start of the data
     * @param end where they end
     */
    record Entry(String name, ElementType type, long at, List<Long> shape, long begin, long end) {
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

        /** The dimensions, once the size has been checked. */
        int[] dimensions() {
            return shape.stream().mapToInt(Math::toIntExact).toArray();
        }
    }

    /** A whole file, whose elements are put behind the header, one array after the other. */
    static byte[] write(Map<String, String> metadata, List<Entry> entries, Consumer<ByteBuffer> elements) {
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
        long end = 0;
        for (Entry entry : entries) {
            HeaderJson.quote(json, entry.name)
                    .append(":{\"dtype\":\"")
                    .append(entry.type)
                    .append("\",\"shape\":")
                    .append(entry.shape.toString().replace(" ", ""))
                    .append(",\"data_offsets\":[")
                    .append(entry.begin)
                    .append(',')
                    .append(entry.end)
                    .append("]},");
            end = entry.end;
        }
        if (json.length() > 1) {
            json.setLength(json.length() - 1);
        }
        json.append('}');
        byte[] unpadded = json.toString().getBytes(StandardCharsets.UTF_8);
        byte[] header = Arrays.copyOf(unpadded, (unpadded.length + 7) / 8 * 8);
        Arrays.fill(header, unpadded.length, header.length, (byte) ' ');
        byte[] content = new byte[Math.toIntExact(LENGTH_BYTES + header.length + end)];
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header);
        elements.accept(bytes);
        return content;
    }

    /** Reads and checks the header; the bytes are wrapped, not copied. */
    static Layout parse(byte[] content) throws TensorFormatException {
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
        entries.sort((a, b) -> a.begin != b.begin ? Long.compare(a.begin, b.begin) : Long.compare(a.end, b.end));
        requireWholeCover(entries, content.length - dataStart);
        return new Layout(metadata, entries, bytes, dataStart);
    }

    /** The elements of an array. */
    ByteBuffer data(Entry entry) {
        return content.slice(dataStart + (int) entry.begin, (int) (entry.end - entry.begin))
                .order(ByteOrder.LITTLE_ENDIAN);
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
        for (ElementType known : ElementType.values()) {
            if (known.name().equals(type.get("dtype")) && shape != null && offsets != null && offsets.size() == 2) {
                return new Entry(name, known, at, shape, offsets.get(0), offsets.get(1));
            }
        }
        throw new TensorFormatException(
                at,
                "tensor " + name + " with a dtype of " + Arrays.toString(ElementType.values())
                        + ", a shape and two data_offsets",
                type + " " + numbers);
    }

    private static void requireWholeCover(List<Entry> entries, long available) throws TensorFormatException {
        Set<String> names = new HashSet<>();
        long position = 0;
        for (Entry entry : entries) {
            long size = entry.size(available / entry.type.bytes());
            if (entry.begin != position
                    || size < 0
                    || entry.end - entry.begin != entry.type.bytes() * size
                    || entry.end > available) {
                throw new TensorFormatException(
                        entry.at,
                        "tensor " + entry.name + " of shape " + entry.shape + " to begin at " + position
                                + " and end within " + available + " bytes of data",
                        "data_offsets [" + entry.begin + ", " + entry.end + "]");
            }
            if (!names.add(entry.name)) {
                throw new TensorFormatException(entry.at, "distinct tensor names", entry.name + " twice");
            }
            position = entry.end;
        }
        if (position != available) {
            throw new TensorFormatException(position, "the end of the data", (available - position) + " more bytes");
        }
    }
}
