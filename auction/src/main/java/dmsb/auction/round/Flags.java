package dmsb.auction.round;

/** Truth values as bytes of a saved state, 1 for true. */
final class Flags {
    private Flags() {}

    /** The values as bytes, a new array. */
    static byte[] bytes(boolean[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return bytes;
    }

    /** Writes what the bytes say into the values. */
    static void read(byte[] bytes, boolean[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] != 0;
        }
    }
}
