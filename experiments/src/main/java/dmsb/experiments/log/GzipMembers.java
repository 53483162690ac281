package dmsb.experiments.log;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of gzip data (RFC 1952), of all members one after another.
 *
 * <p>After a member the data are asked for more until they end, however long that takes: a pipe may have nothing for a while. What
 * is there must be another member.
 */
final class GzipMembers extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream compressed;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final CRC32 headerChecksum = new CRC32();
    private boolean inMember;
    private boolean ended;
    private long members;

    /**
     * The content of a stream.
     *
     * @param compressed gzip data; closed with this stream
     */
    GzipMembers(InputStream compressed) {
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Reads content.
     *
     * @throws UsageException if the data end within a member, are damaged, or go on with something that is no member
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !beginMember()) {
                ended = true;
                break;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            endMember();
        }
        return -1;
    }

    @Override
    public int available() throws IOException {
        return !ended && (position < limit || compressed.available() > 0) ? 1 : 0;
    }

    /** Bytes of the member's content; 0 at its end. */
    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(target, offset, length);
                if (count > 0 || inflater.finished()) {
                    return count;
                }
                if (inflater.needsDictionary()) {
                    throw damaged("damaged ones");
                }
                if (inflater.needsInput()) {
                    if (position == limit && !fill()) {
                        throw early();
                    }
                    inflater.setInput(buffer, position, limit - position);
                    position = limit;
                }
            }
        } catch (DataFormatException e) {
            throw new UsageException(String.valueOf(damaged("damaged ones").getMessage()), e);
        }
    }

    /** Reads a header; false if the data end before it. */
    private boolean beginMember() throws IOException {
        if (position == limit && !fill()) {
            return false;
        }
        headerChecksum.reset();
        if (next() != 0x1F || next() != 0x8B || next() != DEFLATE) {
            throw damaged(
                    members == 0
                            ? "damaged ones"
                            : "other bytes after the end of member " + members + " of the compressed data");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw damaged("damaged ones");
        }
        skip(6); // time, compression, system
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            long expected = headerChecksum.getValue() & 0xFFFF;
            require((next() | next() << 8) == expected);
        }
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        require(nextInt() == (int) checksum.getValue());
        require(nextInt() == (int) inflater.getBytesWritten());
        inMember = false;
        members++;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // its bytes are of no use
        }
    }

    private int nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private int next() throws IOException {
        if (position == limit && !fill()) {
            throw early();
        }
        int value = buffer[position++] & 0xFF;
        headerChecksum.update(value);
        return value;
    }

    /** Waits for more data; false if they have ended. */
    private boolean fill() throws IOException {
        int count = compressed.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(0, count);
        return count > 0;
    }

    private static void require(boolean whole) {
        if (!whole) {
            throw damaged("damaged ones");
        }
    }

    private static UsageException early() {
        return damaged("an early end");
    }

    private static UsageException damaged(String got) {
        return new UsageException("expected whole gzip data, got " + got);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        ended = true;
        compressed.close();
    }
}
