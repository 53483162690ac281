package dmsb.experiments.export;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A message in the protocol buffers wire format, written field by field in the order of the calls. Which number stands for
 * which field is the caller's to know, so that no generated code is needed for the handful of messages that are written.
 */
final class ProtoMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** Writes one field. */
    @FunctionalInterface
    private interface Field {
        void write() throws IOException;
    }

    /** Adds a field of type int64, int32 or enum. */
    ProtoMessage number(int field, long value) {
        return add(() -> out.writeInt64(field, value));
    }

    /** Adds a field of type string. */
    ProtoMessage text(int field, String value) {
        return add(() -> out.writeString(field, value));
    }

    /** Adds a field of type bytes. */
    ProtoMessage bytes(int field, byte[] value) {
        return add(() -> out.writeByteArray(field, value));
    }

    /** Adds a field that is a message itself, as it is at this moment. */
    ProtoMessage message(int field, ProtoMessage value) {
        return bytes(field, value.toBytes());
    }

    private ProtoMessage add(Field field) {
        try {
            field.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return this;
    }

    /** The message so far. */
    byte[] toBytes() {
        add(out::flush);
        return bytes.toByteArray();
    }
}
