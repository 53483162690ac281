package dmsb.experiments.export;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message in the protocol buffers wire format, taken apart: its fields by number, numbers as eight bytes. */
final class ProtoReader {
    private final Map<Integer, List<byte[]>> fields = new LinkedHashMap<>();

    ProtoReader(byte[] message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            byte[] value = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT
                    ? ByteBuffer.wrap(new byte[8]).putLong(in.readInt64()).array()
                    : in.readByteArray();
            fields.computeIfAbsent(WireFormat.getTagFieldNumber(tag), number -> new ArrayList<>())
                    .add(value);
        }
    }

    boolean has(int field) {
        return fields.containsKey(field);
    }

    byte[] bytes(int field) {
        return all(field).get(0);
    }

    long number(int field) {
        return ByteBuffer.wrap(bytes(field)).getLong();
    }

    String text(int field) {
        return utf8(bytes(field));
    }

    ProtoReader message(int field) throws IOException {
        return new ProtoReader(bytes(field));
    }

    List<Long> numbers(int field) {
        return all(field).stream()
                .map(value -> ByteBuffer.wrap(value).getLong())
                .toList();
    }

    List<String> texts(int field) {
        return all(field).stream().map(ProtoReader::utf8).toList();
    }

    List<ProtoReader> messages(int field) throws IOException {
        List<ProtoReader> messages = new ArrayList<>();
        for (byte[] value : all(field)) {
            messages.add(new ProtoReader(value));
        }
        return messages;
    }

    private List<byte[]> all(int field) {
        return fields.getOrDefault(field, List.of());
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
