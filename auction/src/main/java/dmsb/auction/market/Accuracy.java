package dmsb.auction.market;

/** The accuracy model, eqs. (7) and (8): how many of the user's pixels the provider got right. */
public final class Accuracy {
    private Accuracy() {}

    /**
     * The number of pixels that agree, eq. (7).
     *
     * @param wanted the user's pixels w_1..w_k. Not modified.
     * @param processed the provider's pixels c_1..c_k. Not modified.
     * @return the number of i with w_i = c_i
     * @throws IllegalArgumentException if the arrays are empty or differ in length
     */
    public static int matches(int[] wanted, int[] processed) {
        requireSameLength(wanted.length, processed.length);
        int count = 0;
        for (int i = 0; i < wanted.length; i++) {
            count += wanted[i] == processed[i] ? 1 : 0;
        }
        return count;
    }

    /**
     * The number of pixels that agree, eq. (7), for pixels of one byte.
     *
     * @param wanted the user's pixels w_1..w_k. Not modified.
     * @param processed the provider's pixels c_1..c_k. Not modified.
     * @return the number of i with w_i = c_i
     * @throws IllegalArgumentException if the arrays are empty or differ in length
     */
    public static int matches(byte[] wanted, byte[] processed) {
        requireSameLength(wanted.length, processed.length);
        int count = 0;
        for (int i = 0; i < wanted.length; i++) {
            count += wanted[i] == processed[i] ? 1 : 0;
        }
        return count;
    }

    /**
     * The accuracy R = count / k, eq. (8).
     *
     * @param hits the number of pixels that agree
     * @param pixels the number of pixels, k
     * @return R, in [0, 1]
     * @throws IllegalArgumentException unless 0 &lt;= hits &lt;= pixels and pixels &gt;= 1
     */
    public static double ratio(int hits, int pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException("pixels: expected a whole number from 1, got " + pixels);
        }
        if (hits < 0 || hits > pixels) {
            throw new IllegalArgumentException("hits: expected a whole number from 0 to " + pixels + ", got " + hits);
        }
        return (double) hits / pixels;
    }

    private static void requireSameLength(int wanted, int processed) {
        if (wanted == 0) {
            throw new IllegalArgumentException("wanted: expected at least one pixel, got none");
        }
        if (wanted != processed) {
            throw new IllegalArgumentException("processed: expected " + wanted + " pixels, got " + processed);
        }
    }
}
