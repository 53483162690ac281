package dmsb.experiments.clearing;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into blocks of whole records. A record ends with a line, but for a line end within quotes if quotes are
 * heeded, as those of CSV are: a quote opens at the start of a field only, and a doubled one stands for itself. Where the
 * cuts are depends on the bytes alone. Reads ahead by no more than a block.
 */
final class BlockReader {
    private final InputStream in;
    private final boolean quotes;
    private byte[] rest = {};
    private int restLength;
    private long line = 1;
    private boolean started;
    private boolean ended;
    private long bytesRead;

    // Where the scan of a block ended.
    private int lastRecordEnd;
    private long linesToLastRecordEnd;

    BlockReader(InputStream in, boolean quotes) {
        this.in = in;
        this.quotes = quotes;
    }

    /** How much of the stream was read. */
    long bytesRead() {
        return bytesRead;
    }

    /**
     * Fills a block.
     *
     * @param block receives whole records, the length and the first line. Modified.
     * @return false if the stream is at its end, and the block empty
     * @throws UsageException if a record is longer than a block
     */
    boolean next(Block block) throws IOException {
        byte[] input = block.input;
        System.arraycopy(rest, 0, input, 0, restLength);
        int length = restLength;
        while (!ended && length < input.length) {
            int count = in.read(input, length, input.length - length);
            ended = count < 0;
            length += Math.max(0, count);
            bytesRead += Math.max(0, count);
        }
        if (!started) {
            length = withoutByteOrderMark(input, length);
            started = true;
        }
        block.firstLine = line;
        restLength = 0;
        if (length == 0) {
            block.length = 0;
            return false;
        }
        scan(input, length);
        if (ended && length < input.length) {
            block.length = length;
            return true;
        }
        if (lastRecordEnd == 0) {
            throw new UsageException("line " + line + ": expected a record of at most " + input.length
                    + " bytes, got a longer one; is a quote left open?");
        }
        block.length = lastRecordEnd;
        line += linesToLastRecordEnd;
        restLength = length - lastRecordEnd;
        if (rest.length < input.length) {
            rest = new byte[input.length];
        }
        System.arraycopy(input, lastRecordEnd, rest, 0, restLength);
        return true;
    }

    private static int withoutByteOrderMark(byte[] input, int length) {
        if (length >= 3 && input[0] == (byte) 0xEF && input[1] == (byte) 0xBB && input[2] == (byte) 0xBF) {
            System.arraycopy(input, 3, input, 0, length - 3);
            return length - 3;
        }
        return length;
    }

    private void scan(byte[] input, int length) {
        lastRecordEnd = 0;
        linesToLastRecordEnd = 0;
        long lines = 0;
        int i = 0;
        for (; i < length; i++) {
            byte b = input[i];
            if (b == '\n') {
                lines++;
                lastRecordEnd = i + 1;
            } else if (b == '"' && quotes) {
                break;
            }
        }
        linesToLastRecordEnd = lines;
        if (i < length) {
            scanWithQuotes(input, lastRecordEnd, length);
        }
    }

    /** The slow way, from a record's start on. */
    private void scanWithQuotes(byte[] input, int start, int length) {
        long lines = linesToLastRecordEnd;
        boolean fieldStart = true;
        boolean quoted = false;
        for (int i = start; i < length; i++) {
            byte b = input[i];
            if (b == '\n') {
                lines++;
            }
            if (quoted) {
                if (b == '"') {
                    boolean doubled = i + 1 < length && input[i + 1] == '"';
                    quoted = doubled;
                    i += doubled ? 1 : 0;
                }
                fieldStart = false;
            } else if (b == '"' && fieldStart) {
                quoted = true;
                fieldStart = false;
            } else {
                fieldStart = b == ',' || b == '\n' || b == '\r';
                if (b == '\n') {
                    lastRecordEnd = i + 1;
                    linesToLastRecordEnd = lines;
                }
            }
        }
    }
}
