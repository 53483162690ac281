package dmsb.experiments.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output as every command writes to it: text in UTF-8, and bytes as they are. A {@link PrintWriter} keeps errors to
 * itself; this one remembers the first, and {@link #check} tells it.
 */
final class StandardOutput extends PrintWriter {
    private final Remembering stream;

    /** Writes to a stream. */
    StandardOutput(OutputStream stream) {
        this(new Remembering(stream));
    }

    private StandardOutput(Remembering stream) {
        super(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
        this.stream = stream;
    }

    /**
     * Writes bytes as they are, after the text so far.
     *
     * @throws IOException if they, or anything before them, could not be written
     */
    void write(byte[] bytes, int length) throws IOException {
        check();
        try {
            stream.write(bytes, 0, length);
        } catch (IOException e) {
            // As below.
        }
        check();
    }

    /**
     * Writes what is still to be written.
     *
     * @throws IOException if it, or anything before it, could not be written; the message says why
     */
    void check() throws IOException {
        flush();
        IOException failure = stream.failure;
        if (failure != null) {
            throw new IOException("standard output: " + failure.getMessage(), failure);
        }
    }

    /** Remembers the first error; after it nothing more is written. */
    private static final class Remembering extends FilterOutputStream {
        private @Nullable IOException failure;

        Remembering(OutputStream stream) {
            super(stream);
        }

        private interface Action {
            void run() throws IOException;
        }

        private synchronized void attempt(Action action) throws IOException {
            if (failure != null) {
                throw failure;
            }
            try {
                action.run();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void write(int one) throws IOException {
            attempt(() -> out.write(one));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            attempt(() -> out.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            attempt(out::flush);
        }
    }
}
