package dmsb.experiments.clearing;

import java.io.Reader;

/** The bytes of a block as characters, one for one. */
final class LatinReader extends Reader {
    private final byte[] bytes;
    private final int end;
    private int position;

    LatinReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    @Override
    public int read(char[] target, int offset, int count) {
        if (position == end) {
            return count == 0 ? 0 : -1;
        }
        int n = Math.min(count, end - position);
        for (int i = 0; i < n; i++) {
            target[offset + i] = (char) (bytes[position + i] & 0xFF);
        }
        position += n;
        return n;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
