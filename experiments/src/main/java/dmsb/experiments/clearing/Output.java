package dmsb.experiments.clearing;

import java.util.Arrays;

/** Bytes that grow: text in Latin-1, which is how the bytes of any encoding pass through unchanged. */
final class Output {
    private byte[] bytes = new byte[1 << 16];
    private int size;

    void clear() {
        size = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void add(char c) {
        reserve(1);
        bytes[size++] = (byte) c;
    }

    void add(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    void add(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) text.charAt(i);
        }
        size += length;
    }

    /** A whole number from 0. */
    void add(long number) {
        if (number < 10) {
            add((char) ('0' + number));
        } else {
            add(Long.toString(number));
        }
    }

    /** A field of CSV, in quotes only where it needs them. */
    void addField(char[] text, int offset, int length) {
        int end = offset + length;
        boolean plain = length == 0 || (text[offset] != ' ' && text[end - 1] != ' ');
        for (int i = offset; i < end && plain; i++) {
            char c = text[i];
            plain = c != ',' && c != '"' && c != '\n' && c != '\r';
        }
        reserve(2 * length + 2);
        if (!plain) {
            bytes[size++] = '"';
        }
        for (int i = offset; i < end; i++) {
            if (text[i] == '"') {
                bytes[size++] = '"';
            }
            bytes[size++] = (byte) text[i];
        }
        if (!plain) {
            bytes[size++] = '"';
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
