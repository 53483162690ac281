package dmsb.experiments.fuzz;

import dmsb.core.random.RandomStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Makes inputs out of inputs: bits and bytes are changed, pieces are cut, doubled, repeated and exchanged, numbers become
 * extreme ones, names become other names. Pieces end where those of text formats do, at a punctuation mark or a line's end,
 * so that many inputs stay almost valid. For one thread.
 */
final class Mutator {
    private static final int LONGEST = 1 << 17;

    /** Most inputs are short, because many of them find more than long ones; one in 50 and one in 2,500 are not. */
    private static final int[] USUAL_LENGTHS = {1 << 10, 1 << 13, LONGEST};

    private static final int SELDOM = 50;
    private static final int MOST_CHANGES = 6;
    private static final String PUNCTUATION = "{}[]:,;=\"'\n\r\t ";
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "2",
            "3",
            "7",
            "15",
            "16",
            "17",
            "100",
            "1000",
            "1001",
            "4096",
            "16384",
            "65536",
            "100000",
            "2147483647",
            "2147483648",
            "-2147483649",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "1e308",
            "1e309",
            "-1e309",
            "1e-320",
            "0.1",
            "1e9",
            "1e15",
            "999999999999999",
            "1000000000000000",
            "NaN",
            "Infinity",
            "-Infinity",
            ".nan",
            ".inf",
            "0x7f",
            "017",
            "1_000",
            "1.7976931348623157e308",
            "4.9e-324",
            "0.5000000000000001",
            "1e1000000000",
            "00",
            "+5",
            ".5",
            "5.",
            "1e",
            "1e+",
            "--1",
            "1d",
            "0x1p3");
    private static final List<String> UPSETTING = List.of(
            "\0",
            "\u007f",
            "\u001b[31m",
            "\ufeff",
            "\u2028",
            "\u202e",
            "\ufffd",
            "\ud83d\ude00",
            "\r",
            "\n",
            "\r\n",
            "\"",
            "\"\"",
            "'",
            "\\",
            "\\u0000",
            "\\ud800",
            "%s%n",
            "../../etc/passwd",
            "<script>",
            "&a",
            "*a",
            "!!java.lang.Object",
            "!!javax.script.ScriptEngineManager []",
            "---",
            "...",
            "#",
            "- ",
            ": ",
            "? ",
            "|",
            ">",
            "[",
            "{",
            "]",
            "}",
            "null",
            "~",
            "true",
            "no",
            "é",
            "ı",
            "İ");

    private final RandomStream random;
    private final List<byte[]> words;

    Mutator(RandomStream random, List<String> words) {
        this.random = random;
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * A new input.
     *
     * @param inputs what to begin from. Not modified.
     * @return one of them, changed once or a few times
     */
    byte[] next(List<byte[]> inputs) {
        byte[] input = pick(inputs);
        int changes = 1 + random.nextInt(MOST_CHANGES);
        int length = 0;
        while (length < USUAL_LENGTHS.length - 1 && random.nextInt(SELDOM) == 0) {
            length++;
        }
        for (int i = 0; i < changes; i++) {
            input = change(input, pick(inputs), USUAL_LENGTHS[length]);
        }
        return input;
    }

    private byte[] pick(List<byte[]> inputs) {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private byte[] change(byte[] input, byte[] other, int longest) {
        int at = random.nextInt(input.length + 1);
        int[] piece = piece(input);
        return switch (random.nextInt(13)) {
            case 0 -> flipped(input, at);
            case 1 -> replaced(input, at, Math.min(at + 1, input.length), new byte[] {(byte) random.nextInt()});
            case 2 -> replaced(input, piece[0], piece[1], new byte[0]);
            case 3 -> replaced(input, at, at, Arrays.copyOfRange(input, piece[0], piece[1]));
            case 4 -> repeated(input, piece, longest);
            case 5 -> Arrays.copyOf(input, at);
            case 6 -> {
                int cut = random.nextInt(other.length + 1);
                yield replaced(input, at, input.length, Arrays.copyOfRange(other, cut, other.length));
            }
            case 7 -> {
                int[] others = piece(other);
                yield replaced(input, piece[0], piece[1], Arrays.copyOfRange(other, others[0], others[1]));
            }
            case 8 -> replaced(input, at, at, upsetting());
            case 9 -> replaced(input, piece[0], piece[1], upsetting());
            case 10 -> replaced(input, piece[0], piece[1], word());
            default -> numberReplaced(input, at);
        };
    }

    private byte[] word() {
        return words.isEmpty() ? upsetting() : words.get(random.nextInt(words.size()));
    }

    private byte[] upsetting() {
        return UPSETTING.get(random.nextInt(UPSETTING.size())).getBytes(StandardCharsets.UTF_8);
    }

    /** Where a piece begins and ends: between two punctuation marks, which may have others between them. */
    private int[] piece(byte[] input) {
        int start = random.nextInt(input.length + 1);
        while (start > 0 && !isPunctuation(input[start - 1])) {
            start--;
        }
        int marks = random.nextInt(4) == 0 ? random.nextInt(40) : 0;
        int end = start;
        while (end < input.length && (!isPunctuation(input[end]) || marks-- > 0)) {
            end++;
        }
        return new int[] {start, end};
    }

    private static boolean isPunctuation(byte b) {
        return PUNCTUATION.indexOf(b) >= 0;
    }

    private byte[] flipped(byte[] input, int at) {
        byte[] result = input.clone();
        if (at < result.length) {
            result[at] ^= (byte) (1 << random.nextInt(8));
        }
        return result;
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] with) {
        byte[] result = new byte[input.length - (to - from) + with.length];
        System.arraycopy(input, 0, result, 0, from);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(input, to, result, from + with.length, input.length - to);
        return result.length > LONGEST ? Arrays.copyOf(result, LONGEST) : result;
    }

    private byte[] repeated(byte[] input, int[] piece, int longest) {
        int end = Math.min(input.length, piece[1] + 1); // with the mark behind it
        int length = Math.max(1, end - piece[0]);
        int times = Math.min(1 << random.nextInt(18), (longest - Math.min(longest, input.length)) / length);
        byte[] copies = new byte[Math.max(0, times) * length];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = piece[0] < end ? input[piece[0] + i % length] : (byte) '[';
        }
        return replaced(input, piece[0], piece[0], copies);
    }

    private byte[] numberReplaced(byte[] input, int at) {
        int start = at;
        while (start < input.length && !isDigit(input[start])) {
            start++;
        }
        while (start > 0 && isDigit(input[start - 1])) {
            start--;
        }
        int end = start;
        while (end < input.length && (isDigit(input[end]) || input[end] == '.')) {
            end++;
        }
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return replaced(input, start, end, number.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
