package dmsb.core.tensorfile;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), by which files, models and runs are told apart. */
public final class Sha256 {
    private Sha256() {}

    /**
     * A digest to which bytes are still to come.
     *
     * @return a new digest, for one thread at a time
     */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The hash of some bytes.
     *
     * @param content the bytes. Not modified.
     * @return 64 hexadecimal digits
     */
    public static String hex(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    /**
     * The hash of the bytes that a digest was given.
     *
     * @param digest the digest, which is empty afterwards. Modified.
     * @return 64 hexadecimal digits
     */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
