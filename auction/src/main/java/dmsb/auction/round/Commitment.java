package dmsb.auction.round;

import dmsb.core.tensorfile.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A cryptographic commitment to what is fixed before the bids: the SHA-256 of the factors, of whether the round is a look, and of
 * a nonce. It is published before the bids arrive, its {@link Opening} after them. Whoever has both can check that nothing was
 * changed in between.
 *
 * @param digest the hash, 64 hexadecimal digits
 */
public record Commitment(String digest) {
    /** The shortest nonce in bytes: rhos of a grid are few, so without a long nonce the hash would tell them. */
    public static final int SHORTEST_NONCE = 16;

    private static final byte[] PURPOSE = "dmsb-commitment-2".getBytes(StandardCharsets.US_ASCII);

    /**
     * What opens a commitment.
     *
     * @param auctionId the caller's id of the auction
     * @param factors the price scaling factor, or that of each station, and whether the round is a look
     * @param nonce the nonce, hexadecimal digits
     */
    public record Opening(String auctionId, Factors factors, String nonce) {}

    /** The hash of texts that no two openings share: what has no fixed length stands behind its length, but for the last. */
    static Commitment to(Opening opening) {
        byte[] nonce = HexFormat.of().parseHex(opening.nonce());
        byte[] id = opening.auctionId().getBytes(StandardCharsets.UTF_8);
        List<Double> rhos = opening.factors().rhos();
        ByteBuffer text = ByteBuffer.allocate(PURPOSE.length + 4 + id.length + 1 + 4 + 8 * rhos.size() + nonce.length)
                .put(PURPOSE)
                .putInt(id.length)
                .put(id)
                .put((byte) (opening.factors().look() ? 1 : 0))
                .putInt(rhos.size());
        rhos.forEach(text::putDouble);
        text.put(nonce);
        return new Commitment(Sha256.hex(text.array()));
    }

    /**
     * Whether an opening is that of this commitment.
     *
     * @param opening the opening
     * @return true if factors, look, auction and nonce are those that were committed to
     * @throws IllegalArgumentException if the nonce is not made of hexadecimal digits
     */
    public boolean isOpenedBy(Opening opening) {
        return equals(to(opening));
    }
}
