package dmsb.experiments.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mends what a change of a tensor file breaks first, the header's length and the length of the data, so that many inputs get
 * past them. Whether is decided by the input itself: a fourth stays as it is, and of the others every second one's data.
 */
final class TensorBytes {
    private static final int LENGTH_BYTES = 8;
    private static final Pattern OFFSETS = Pattern.compile("\"data_offsets\":\\[[0-9]+,([0-9]{1,4})\\]");

    private TensorBytes() {}

    static byte[] mended(byte[] input) {
        int choice = Arrays.hashCode(input) & 3;
        if (input.length <= LENGTH_BYTES || choice == 0) {
            return input;
        }
        int end = endOfObject(input);
        byte[] mended = choice == 1 ? input.clone() : Arrays.copyOf(input, end + dataLength(input, end));
        ByteBuffer.wrap(mended).order(ByteOrder.LITTLE_ENDIAN).putLong(end - LENGTH_BYTES);
        return mended;
    }

    /** As long as the last tensor needs it. */
    private static int dataLength(byte[] input, int end) {
        int longest = 0;
        Matcher offsets =
                OFFSETS.matcher(new String(input, LENGTH_BYTES, end - LENGTH_BYTES, StandardCharsets.ISO_8859_1));
        while (offsets.find()) {
            longest = Math.max(longest, Integer.parseInt(offsets.group(1)));
        }
        return longest;
    }

    /** Behind the brace that closes the first one, and the blanks that follow it. */
    private static int endOfObject(byte[] input) {
        int depth = 0;
        boolean quoted = false;
        int i = LENGTH_BYTES;
        for (; i < input.length; i++) {
            byte b = input[i];
            if (quoted) {
                i += b == '\\' ? 1 : 0;
                quoted = b != '"';
            } else if (b == '"') {
                quoted = true;
            } else if (b == '{') {
                depth++;
            } else if (b == '}' && --depth <= 0) {
                i++;
                break;
            }
        }
        while (i < input.length && input[i] == ' ') {
            i++;
        }
        return Math.min(i, input.length);
    }
}
