package dmsb.experiments.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.log.BidLog;
import dmsb.auction.log.BidLogBuilder;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signs in the bids of logs that were made to have them, or not. */
class BidSignsTest {
    private static final int STATIONS = 3;
    private static final int ROWS = 4_000;

    /** What a station bids, given its value and whether it was the highest in the round before. */
    private interface Bidding {
        double bid(double value, boolean wasAhead);
    }

    /**
     * Values of stations that differ in their means, with a shock that all share; each goes back to its mean by a share of its
     * distance.
     */
    private static BidLog log(double persistence, long seed, Bidding bidding) {
        BidLogBuilder log = new BidLogBuilder(STATIONS, 0);
        RandomStream random = SeedTree.of(seed).stream();
        double[] deviation = new double[STATIONS];
        double common = 0.0;
        int ahead = -1;
        log.beginMarket();
        for (int row = 0; row < ROWS; row++) {
            common = 0.9 * common + 0.2 * random.nextGaussian();
            double[] bids = new double[STATIONS];
            int highest = 0;
            for (int n = 0; n < STATIONS; n++) {
                deviation[n] = persistence * deviation[n] + 0.3 * random.nextGaussian();
                double value = Math.exp(2 + 0.2 * n + common + deviation[n]);
                bids[n] = bidding.bid(value, ahead == n);
                highest = bids[n] > bids[highest] ? n : highest;
            }
            ahead = highest;
            log.add(bids, 5.0, 5.0, Double.NaN, new double[0], new double[STATIONS + 1]);
        }
        return log.build();
    }

    private static double z(BidSigns signs) {
        return signs.effect() / signs.standardError();
    }

    /** Truth, whether values return to their means at once, slowly or never: within four standard errors of no effect. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.5, 0.9, 0.99})
    void truthfulBidsGiveNoSign(double persistence) {
        double sum = 0.0;
        for (long seed = 1; seed <= 8; seed++) {
            BidSigns signs = BidSigns.of(log(persistence, seed, (value, ahead) -> value));
            assertTrue(signs.close() > 200, "pairs " + signs.close());
            assertTrue(Math.abs(z(signs)) < 4, "z " + z(signs));
            sum += z(signs);
        }
        assertTrue(Math.abs(sum) / Math.sqrt(8) < 4, "mean z " + sum / 8);
    }

    /** Winners who then shade by a tenth, or raise by a tenth: the effect has its sign and size. */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 1.1})
    void biddersWhoAnswerToTheirLastOutcomeAreSeen(double factor) {
        BidSigns signs = BidSigns.of(log(0.9, 3, (value, ahead) -> ahead ? factor * value : value));
        assertTrue(signs.answersOutcomes(), signs.toString());
        assertEquals(Math.signum(factor - 1), Math.signum(signs.effect()));
        assertTrue(Math.abs(signs.effect()) > 0.03, signs.toString());
        assertTrue(signs.toString().contains("a sign that bids answer to outcomes"), signs.toString());
    }

    /** An open auction: the winner stops just above the runner-up. */
    @Test
    void bidsOfOpenAuctionsLookCensored() {
        BidLogBuilder log = new BidLogBuilder(2, 0);
        RandomStream random = SeedTree.of(4).stream();
        log.beginMarket();
        for (int row = 0; row < 200; row++) {
            double second = 1 + random.nextDouble();
            log.add(new double[] {second, 1.005 * second}, 1.0, 1.0, Double.NaN, new double[0], new double[3]);
        }
        BidSigns open = BidSigns.of(log.build());
        assertEquals(1.0, open.touching());
        assertTrue(open.looksCensored());
        assertFalse(BidSigns.of(log(0.9, 5, (value, ahead) -> value)).looksCensored());
    }

    /** Few auctions, one bidder, equal bids: nothing is told that is not known. */
    @Test
    void whatCannotBeToldIsNotTold() {
        BidLogBuilder log = new BidLogBuilder(2, 0);
        log.beginMarket();
        for (int row = 0; row < 50; row++) {
            log.add(new double[] {3, row % 2 == 0 ? 3 : 0}, 1.0, 1.0, Double.NaN, new double[0], new double[3]);
        }
        BidSigns signs = BidSigns.of(log.build());
        assertEquals(25, signs.contested());
        assertEquals(0.5, signs.single());
        assertEquals(0, signs.close(), "level bids have nobody ahead");
        assertTrue(signs.toString().contains("too few close ones (0) to tell"), signs.toString());
        assertFalse(signs.answersOutcomes());
        assertFalse(signs.toMap().containsKey("outcomeEffect"));
    }
}
