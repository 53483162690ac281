package dmsb.auction.round;

import dmsb.core.tensorfile.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A cryptographic commitment to rho: the SHA-256 of rho and a nonce. It is published before the bids arrive, its {@link
 * Opening} after them. Whoever has both can check that rho was fixed before the bids.
 *
 * @param digest the hash, 64 hexadecimal digits
 */
public record Commitment(String digest) {
    /** The shortest nonce in bytes: rhos of a grid are few, so without a long nonce the hash would tell them. */
    public static final int SHORTEST_NONCE = 16;

    private static final byte[] PURPOSE = "dmsb-commitment-1".getBytes(StandardCharsets.US_ASCII);

    /**
     * What opens a commitment.
     *
     * @param auctionId the caller's id of the auction
     * @param rhos the price scaling factor, or that of each station. A look is all of them being infinite.
     * @param nonce the nonce, hexadecimal digits
     */
    public record Opening(String auctionId, List<Double> rhos, String nonce) {
        /** Copies the list. */
        public Opening {
            rhos = List.copyOf(rhos);
        }
    }

    static Commitment to(Opening opening) {
        byte[] nonce = HexFormat.of().parseHex(opening.nonce());
        byte[] id = opening.auctionId().getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.allocate(
                        PURPOSE.length + 4 + id.length + 8 * opening.rhos().size() + nonce.length)
                .put(PURPOSE)
                .putInt(id.length)
                .put(id);
        opening.rhos().forEach(text::putDouble);
        text.put(nonce);
        return new Commitment(Sha256.hex(text.array()));
    }

    /**
     * Whether an opening is that of this commitment.
     *
     * @param opening the opening
     * @return true if rho, auction and nonce are those that were committed to
     * @throws IllegalArgumentException if the nonce is not made of hexadecimal digits
     */
    public boolean isOpenedBy(Opening opening) {
        return equals(to(opening));
    }
}
