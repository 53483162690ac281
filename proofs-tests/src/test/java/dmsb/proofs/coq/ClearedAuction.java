package dmsb.proofs.coq;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * An auction that Coq has cleared: a line of {@code auctions.txt}, which {@code proofs-tests/coq/Table.v} prints and {@code
 * bin/check-coq} compares with what it prints.
 *
 * @param rho the price scaling factor
 * @param bids the bids b_1..b_N, exact
 * @param winner who serves: 0 is the UAV
 * @param price what the winner pays, exact; 0 if the UAV serves
 */
record ClearedAuction(BigDecimal rho, List<BigDecimal> bids, int winner, BigDecimal price) {
    /** All that Coq has printed, in its order. */
    static List<ClearedAuction> all() {
        try (InputStream stream = Objects.requireNonNull(ClearedAuction.class.getResourceAsStream("auctions.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(ClearedAuction::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClearedAuction parse(String line) {
        String[] parts = line.split(" \\| ", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("auctions.txt: expected five parts, got " + line);
        }
        BigDecimal unit = fraction(parts[1]);
        List<BigDecimal> bids = List.of(parts[2].split(" ", -1)).stream()
                .map(amount -> new BigDecimal(amount).multiply(unit))
                .toList();
        int winner = Integer.parseInt(parts[3]);
        return new ClearedAuction(fraction(parts[0]), bids, winner, winner == 0 ? BigDecimal.ZERO : fraction(parts[4]));
    }

    /** A fraction with a power of two below, which is a decimal number. */
    private static BigDecimal fraction(String text) {
        int slash = text.indexOf('/');
        return new BigDecimal(new BigInteger(text.substring(0, slash)))
                .divide(new BigDecimal(new BigInteger(text.substring(slash + 1))));
    }

    int groundStations() {
        return bids.size();
    }

    /** The bids as doubles, refused if one is not exact. */
    double[] exactBids() {
        return bids.stream().mapToDouble(ClearedAuction::exact).toArray();
    }

    /** The factor as a double, refused if it is not exact. */
    double exactRho() {
        return exact(rho);
    }

    /** Whether the price is a double, so that nothing is left to rounding. */
    boolean priceIsADouble() {
        return new BigDecimal(price.doubleValue()).compareTo(price) == 0;
    }

    /** The double next to the exact price, halves to even. */
    double nearestPrice() {
        return price.doubleValue();
    }

    private static double exact(BigDecimal number) {
        double value = number.doubleValue();
        if (new BigDecimal(value).compareTo(number) != 0) {
            throw new IllegalArgumentException("auctions.txt: expected a number that is a double, got " + number);
        }
        return value;
    }
}
