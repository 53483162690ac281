package dmsb.experiments.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8, and between it bytes as they are. */
final class ByteWriter extends PrintWriter {
    private final OutputStream stream;

    /** A writer that flushes with every line. */
    ByteWriter(OutputStream stream) {
        super(stream, true, StandardCharsets.UTF_8);
        this.stream = stream;
    }

    /** Writes the first bytes of an array, which is not modified. */
    void write(byte[] bytes, int length) {
        flush();
        try {
            stream.write(bytes, 0, length);
        } catch (IOException e) {
            setError();
        }
    }
}
