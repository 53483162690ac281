package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.auction.market.Latency;
import dmsb.auction.market.Link;
import dmsb.auction.market.MatchValue;
import dmsb.auction.market.Units;
import dmsb.auction.market.Valuation;
import dmsb.auction.market.radio.Decibels;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.auction.round.Settlement;
import dmsb.auction.round.UavContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Against reference data of an independent implementation; its provenance is in the README beside it. */
class GoldenTest {
    /** A few dozen roundings, and the libm of another language: far below 1e-12, far above nothing. */
    private static final double RELATIVE = 1e-12;

    private final JsonNode golden = read();

    @Test
    void linksAgree() {
        for (JsonNode link : golden.get("links")) {
            JsonNode given = link.get("given");
            double bits = Units.megabyteToBit(number(given, "taskMB"));
            double gain = Decibels.dbToRatio(number(given, "gainDb"));
            double noise = Decibels.dbmToWatt(number(given, "noiseDbm"));
            double uplink = Link.rate(
                    Units.mhzToHertz(number(given, "uplinkMHz")),
                    gain,
                    Decibels.dbmToWatt(number(given, "userDbm")),
                    noise);
            double downlink = Link.rate(
                    Units.mhzToHertz(number(given, "downlinkMHz")),
                    gain,
                    Decibels.dbmToWatt(number(given, "providerDbm")),
                    noise);
            double up = Latency.transmission(bits, uplink);
            double processing = Latency.processing(
                    bits,
                    number(given, "ep"),
                    Units.gbpsToBitPerSecond(number(given, "gpu")),
                    Units.gbpsToBitPerSecond(number(given, "cpu")));
            double down = Latency.transmission(bits * number(given, "resultRatio"), downlink);
            assertClose(number(link, "uplinkBitPerS"), uplink);
            assertClose(number(link, "downlinkBitPerS"), downlink);
            assertClose(number(link, "uplinkS"), up);
            assertClose(number(link, "processingS"), processing);
            assertClose(number(link, "downlinkS"), down);
            assertClose(number(link, "totalS"), Latency.total(0.0, up, processing, down));
        }
    }

    @Test
    void valuationsAgree() {
        for (JsonNode golden : golden.get("valuations")) {
            double[] latencies = numbers(golden, "latencyS");
            Valuation valuation = new Valuation(
                    latencies.length,
                    1.0,
                    new MatchValue(golden.get("pixels").intValue(), number(golden, "beta"), 1.0));
            for (int t = 0; t < latencies.length; t++) {
                valuation.add(latencies[t], golden.get("hits").get(t).intValue());
            }
            assertClose(number(golden, "common"), valuation.common());
            assertClose(number(golden, "match"), valuation.match());
            assertClose(number(golden, "value"), valuation.value());
        }
    }

    @Test
    void contractsAgreeExactly() {
        UavContract contract = new UavContract();
        for (JsonNode history : golden.get("contracts")) {
            double[] estimates = numbers(history, "estimate");
            double[] highest = numbers(history, "highest");
            contract.clear();
            for (int t = 0; t < estimates.length; t++) {
                contract.add(estimates[t], highest[t]);
            }
            assertEquals(number(history, "contract"), contract.value());
        }
    }

    @Test
    void winnersAndPricesAgreeExactly() {
        for (JsonNode auction : golden.get("auctions")) {
            Outcome outcome = new ModifiedSecondBid(number(auction, "rho")).clear(numbers(auction, "bids"));
            assertEquals(auction.get("winner").intValue(), outcome.winner());
            if (!outcome.uavServes()) {
                assertEquals(number(auction, "price"), outcome.price());
            }
            double[] bids = numbers(auction, "bids");
            Settlement settlement = Auctioneer.fixed(number(auction, "rho"), bids.length)
                    .announce(0, 0)
                    .clear(bids);
            assertEquals(outcome.winner(), settlement.winner());
            assertEquals(outcome.price(), settlement.price());
        }
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, RELATIVE * Math.abs(expected));
    }

    private static double number(JsonNode node, String key) {
        return node.get(key).doubleValue();
    }

    private static double[] numbers(JsonNode node, String key) {
        JsonNode array = node.get(key);
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }

    private static JsonNode read() {
        try (InputStream file = Objects.requireNonNull(GoldenTest.class.getResourceAsStream("market.json"))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
