package dmsb.experiments.log;

import dmsb.core.tensorfile.FileKind;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file of bids as it is opened: a file, a pipe, or {@code -} for standard input, plain or compressed by gzip. */
public final class BidFile {
    /** The name that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private BidFile() {}

    /**
     * Whether a file is read from its start each time it is opened.
     *
     * @param file the file
     * @return false for standard input, pipes and devices, which can be read once only
     */
    public static boolean isRepeatable(String file) {
        return !file.equals(STANDARD_INPUT) && Files.isRegularFile(Path.of(file));
    }

    /**
     * Opens the bytes of a file as they stand there.
     *
     * @param file its name
     * @return the bytes
     * @throws UsageException if it is missing, a folder, or may not be read
     * @throws IOException if it could not be opened
     */
    public static InputStream open(String file) throws IOException {
        return file.equals(STANDARD_INPUT)
                ? new Named("standard input", System.in)
                : new Named(file, Files.newInputStream(InputFile.require("--bids", Path.of(file))));
    }

    /**
     * The text in a stream.
     *
     * @param bytes text, perhaps compressed by gzip
     * @return the text, decompressed while it is read. Reading throws a {@link UsageException} if the compressed data are
     *     damaged or end early.
     * @throws UsageException if it is a file of another kind
     * @throws IOException if it could not be read
     */
    public static InputStream text(InputStream bytes) throws IOException {
        PushbackInputStream plain = new PushbackInputStream(bytes, FileKind.BYTES);
        byte[] start = plain.readNBytes(FileKind.BYTES);
        plain.unread(start);
        if (FileKind.isGzip(start)) {
            return text(new GzipMembers(plain));
        }
        Optional<String> kind = start.length == 0 ? Optional.empty() : FileKind.of(start);
        if (kind.isPresent()) {
            throw new UsageException("expected text, plain or compressed by gzip, got " + kind.get());
        }
        return plain;
    }

    /** Says which file could not be read: what the system reports names none. */
    private static final class Named extends FilterInputStream {
        private final String file;

        Named(String file, InputStream in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                FileSystemException named = new FileSystemException(file, null, e.getMessage());
                named.initCause(e);
                throw named;
            }
        }

        @Override
        public int available() {
            try {
                return in.available();
            } catch (IOException e) {
                return 0; // a pipe may refuse to tell: whoever waits for more finds out by reading
            }
        }
    }
}
