package dmsb.core.tensorfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The JSON of a safetensors header: objects, strings and arrays of whole numbers, and nothing else. The reader is a
 * cursor over the bytes that knows its offset.
 */
final class HeaderJson {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** What to do with one key of an object; must consume the value. */
    @FunctionalInterface
    interface Member {
        void read(String key, long at) throws TensorFormatException;
    }

    HeaderJson(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    static StringBuilder quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    json.append(Character.forDigit((c >> shift) & 0xf, 16));
                }
            } else {
                json.append(c);
            }
        }
        return json.append('"');
    }

    void object(Member member) throws TensorFormatException {
        expect('{');
        if (accept('}')) {
            return;
        }
        do {
            skipSpace();
            int keyAt = at;
            String key = string();
            expect(':');
            member.read(key, keyAt);
        } while (accept(','));
        expect('}');
    }

    List<Long> wholeNumbers() throws TensorFormatException {
        List<Long> numbers = new ArrayList<>();
        expect('[');
        if (accept(']')) {
            return numbers;
        }
        do {
            numbers.add(wholeNumber());
        } while (accept(','));
        expect(']');
        return numbers;
    }

    private long wholeNumber() throws TensorFormatException {
        skipSpace();
        int start = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            if (at - start == 15) {
                throw new TensorFormatException(start, "a whole number below 10^15", "a longer one");
            }
            value = 10 * value + (bytes[at++] - '0');
        }
        if (at == start || (bytes[start] == '0' && at > start + 1)) {
            throw new TensorFormatException(start, "a whole number", here());
        }
        return value;
    }

    String string() throws TensorFormatException {
        expect('"');
        StringBuilder text = new StringBuilder();
        int plain = at;
        while (true) {
            if (at >= end) {
                throw new TensorFormatException(at, "the end of a string", "the end of the header");
            }
            byte b = bytes[at];
            if (b == '"') {
                appendPlain(text, plain);
                at++;
                return text.toString();
            }
            if (b == '\\') {
                appendPlain(text, plain);
                text.append(escape());
                plain = at;
            } else if (b >= 0 && b < ' ') {
                throw new TensorFormatException(at, "no control character in a string", here());
            } else {
                at++;
            }
        }
    }

    private void appendPlain(StringBuilder text, int from) {
        text.append(new String(bytes, from, at - from, StandardCharsets.UTF_8));
    }

    private char escape() throws TensorFormatException {
        int start = at++;
        int kind = at < end ? bytes[at++] : -1;
        return switch (kind) {
            case '"', '\\', '/' -> (char) kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit(start);
            default -> throw new TensorFormatException(start, "a JSON escape", "something else");
        };
    }

    private char codeUnit(int start) throws TensorFormatException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < end ? Character.digit(bytes[at++], 16) : -1;
            if (digit < 0) {
                throw new TensorFormatException(start, "four hexadecimal digits after \\u", "something else");
            }
            code = 16 * code + digit;
        }
        return (char) code;
    }

    void end() throws TensorFormatException {
        skipSpace();
        if (at != end) {
            throw new TensorFormatException(at, "the end of the header", here());
        }
    }

    private void expect(char wanted) throws TensorFormatException {
        if (!accept(wanted)) {
            throw new TensorFormatException(at, "'" + wanted + "'", here());
        }
    }

    private boolean accept(char wanted) {
        skipSpace();
        if (at < end && bytes[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private String here() {
        return at >= end ? "the end of the header" : String.format(Locale.ROOT, "byte 0x%02x", bytes[at]);
    }
}
