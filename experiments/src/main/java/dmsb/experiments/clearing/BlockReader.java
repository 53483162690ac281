package dmsb.experiments.clearing;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.StrictCsv;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into blocks of whole records, as {@link RecordScanner} sees them. Reads ahead by no
 * more than a block. A block is full, unless the stream ends or has no more bytes at once: whoever sends rows one by one is
 * answered one by one.
 */
final class BlockReader {
    private final InputStream in;
    private final boolean quotes;
    private final RecordScanner scanner = new RecordScanner();
    private byte[] rest = {};
    private int restLength;
    private long line = 1;
    private boolean started;
    private boolean ended;
    private boolean waiting;
    private long bytesRead;

    BlockReader(InputStream in, boolean quotes) {
        this.in = in;
        this.quotes = quotes;
    }

    /**
     * Whether the block before was cut short because no more bytes were there at once: its rows are to be answered before the
     * stream is asked for more.
     */
    boolean isWaiting() {
        return waiting;
    }

    /** Whether a record ends among the bytes, if a line ends among the new ones. */
    private boolean endsRecord(byte[] input, int firstNew, int length) {
        int i = firstNew;
        while (i < length && input[i] != '\n' && input[i] != '\r') {
            i++;
        }
        if (i == length) {
            return false;
        }
        scanner.scan(input, length, false, quotes);
        return scanner.end() > 0;
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
     * @throws UsageException if a record is longer than a block, or the stream ends within quotes; all whole records before
     *     it were in blocks before this one
     */
    boolean next(RecordBlock block) throws IOException {
        byte[] input = block.input;
        System.arraycopy(rest, 0, input, 0, restLength);
        int length = restLength;
        waiting = false;
        while (!ended && length < input.length) {
            int count = in.read(input, length, input.length - length);
            ended = count < 0;
            int before = length;
            length += Math.max(0, count);
            bytesRead += Math.max(0, count);
            if (!ended && length < input.length && in.available() == 0 && endsRecord(input, before, length)) {
                waiting = true;
                break;
            }
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
        scanner.scan(input, length, ended, quotes);
        if (ended && length < input.length && scanner.openLine() == 0) {
            block.length = length;
            return true;
        }
        int lastRecordEnd = scanner.end();
        if (lastRecordEnd == 0) {
            throw refusal(length, input.length);
        }
        block.length = lastRecordEnd;
        line += scanner.lines();
        restLength = length - lastRecordEnd;
        if (rest.length < input.length) {
            rest = new byte[input.length];
        }
        System.arraycopy(input, lastRecordEnd, rest, 0, restLength);
        return true;
    }

    private UsageException refusal(int length, int longest) {
        long quote = scanner.openLine() == 0 ? 0 : line + scanner.openLine() - 1;
        if (ended && length < longest) {
            return new UsageException("line " + quote + ", " + StrictCsv.UNCLOSED);
        }
        return new UsageException("line " + line + ": expected a record of at most " + longest
                + " bytes, got a longer one; "
                + (quote == 0
                        ? "are there no line ends?"
                        : "is the quote left open that opens on line " + quote + "?"));
    }

    private static int withoutByteOrderMark(byte[] input, int length) {
        if (length >= 3 && input[0] == (byte) 0xEF && input[1] == (byte) 0xBB && input[2] == (byte) 0xBF) {
            System.arraycopy(input, 3, input, 0, length - 3);
            return length - 3;
        }
        return length;
    }
}
