package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Reveal;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ConstantRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an embedding program gets, against (14), (15) and (12a) in decimal arithmetic of unlimited precision, for every number of
 * base stations from 1 to 12.
 */
class LivePathTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double CONTRACT = 0.375;
    private static final double ESTIMATE = 7.5;

    static IntStream stations() {
        return IntStream.rangeClosed(1, 12);
    }

    /** Who serves by (14): station n iff b_n exceeds rho max b_-n; each is asked by itself. */
    private static int winner(double rho, double[] bids) {
        int winner = 0;
        for (int n = 1; n <= bids.length; n++) {
            if (rho != INFINITE && new BigDecimal(bids[n - 1]).compareTo(threshold(rho, bids, n)) > 0) {
                assertEquals(0, winner, "at most one");
                winner = n;
            }
        }
        return winner;
    }

    /** rho max b_-n, exact. */
    private static BigDecimal threshold(double rho, double[] bids, int n) {
        double others = 0;
        for (int m = 1; m <= bids.length; m++) {
            others = m == n ? others : Math.max(others, bids[m - 1]);
        }
        return new BigDecimal(rho).multiply(new BigDecimal(others));
    }

    private static void check(double rho, double[] bids) {
        int winner = winner(rho, bids);
        String what = "rho " + rho + " " + Arrays.toString(bids);
        Auctioneer auctioneer = Auctioneer.fixed(rho, bids.length).announce(ESTIMATE, CONTRACT);
        Settlement settlement = auctioneer.post().clear(bids);
        assertEquals(rho, settlement.rho(), what);
        assertEquals(winner, settlement.winner(), what);
        double price = winner == 0 ? CONTRACT : threshold(rho, bids, winner).doubleValue();
        assertEquals(price, settlement.price(), what);
        assertTrue(settlement.comparison().proves(winner != 0), what);
        assertTrue(winner == 0 || settlement.price() <= bids[winner - 1], what);
        double surplus = winner == 0 ? ESTIMATE : bids[winner - 1];
        assertEquals(surplus, auctioneer.history().surplus(0), what);
        Settlement inOne =
                Auctioneer.fixed(rho, bids.length).announce(ESTIMATE, CONTRACT).clear(bids);
        assertEquals(winner, inOne.winner(), what);
        assertEquals(price, inOne.price(), what);
    }

    private static double rho(RandomStream random) {
        return switch (random.nextInt(6)) {
            case 0 -> 1.0;
            case 1 -> StrictMath.pow(10.0, random.nextInt(20) / 20.0);
            case 2 -> Math.nextUp(1.0);
            case 3 -> random.nextInt(1, 20);
            default -> 1 + 9 * random.nextDouble();
        };
    }

    @ParameterizedTest
    @MethodSource("stations")
    void winnersAndPricesOfOrdinaryBidsAreThoseOfTheEquations(int stations) {
        RandomStream random = SeedTree.of(stations).stream();
        for (int i = 0; i < 400; i++) {
            double[] bids = random.doubles(stations).map(u -> 1 + 9 * u).toArray();
            check(rho(random), bids);
            bids[random.nextInt(stations)] = 40; // one that stands out, so that some other than the UAV serves
            check(rho(random), bids);
        }
    }

    @ParameterizedTest
    @MethodSource("stations")
    void aBidBesideTheThresholdIsDecidedExactly(int stations) {
        if (stations == 1) {
            return; // the threshold is 0
        }
        RandomStream random = SeedTree.of(100 + stations).stream();
        int grounds = 0;
        for (int i = 0; i < 400; i++) {
            double scale = i % 4 == 0 ? 0x1p-1060 : i % 4 == 1 ? 0x1p990 : 1;
            double[] bids = random.doubles(stations).map(u -> scale * u).toArray();
            int leader = random.nextInt(stations);
            bids[leader] = 0;
            double rho = rho(random);
            double threshold = rho * Arrays.stream(bids).max().getAsDouble();
            for (double bid : new double[] {Math.nextDown(threshold), threshold, Math.nextUp(threshold)}) {
                if (bid >= 0 && bid <= Double.MAX_VALUE) {
                    bids[leader] = bid;
                    check(rho, bids);
                    grounds += winner(rho, bids) == 0 ? 0 : 1;
                }
            }
        }
        assertTrue(grounds > 100 && grounds < 1100, "both sides are tried: " + grounds);
    }

    @ParameterizedTest
    @MethodSource("stations")
    void tiesAndZerosAndAnInfiniteRhoLeaveTheTaskToTheUav(int stations) {
        RandomStream random = SeedTree.of(200 + stations).stream();
        for (int i = 0; i < 200; i++) {
            double[] bids = random.ints(stations, 0, 4).asDoubleStream().toArray();
            check(rho(random), bids);
            check(1.0, bids);
            check(INFINITE, bids);
        }
        double[] tied = new double[stations];
        Arrays.fill(tied, 5);
        check(1.0, tied);
        assertEquals(
                stations == 1 ? 1 : 0,
                Auctioneer.fixed(1.0, stations)
                        .announce(ESTIMATE, CONTRACT)
                        .clear(tied)
                        .winner());
        check(1.0, new double[stations]);
        check(INFINITE, tied);
    }

    private static Auctioneer market(int stations, double rho, double zeta) {
        RoundTerms terms = new RoundTerms(stations, 0, 2, zeta, Reveal.SERVED, 0);
        return new Auctioneer(new ConstantRule(rho), terms).announce(ESTIMATE, CONTRACT);
    }

    @ParameterizedTest
    @MethodSource("stations")
    void whatIsRememberedIsTheSurplusWithZetaAndWithTheRevealedValue(int stations) {
        double[] bids = new double[stations];
        Arrays.setAll(bids, n -> 1 + n);
        for (double zeta : new double[] {1, 0.4}) {
            Auctioneer uav = market(stations, INFINITE, zeta);
            Settlement settlement = uav.clear(bids);
            assertEquals(zeta * ESTIMATE, uav.history().surplus(0), "the estimate, until v_0 is revealed");
            settlement.reveal(11);
            assertEquals(zeta * 11, uav.history().surplus(0));
            assertNotEquals(zeta * ESTIMATE, uav.history().surplus(0));
            assertTrue(uav.history().uavValueRevealed(0));

            Auctioneer ground = market(stations, 1, zeta);
            ground.clear(bids);
            assertEquals(stations, ground.history().surplus(0), "zeta is the UAV's alone");
        }
    }

    @ParameterizedTest
    @MethodSource("stations")
    void aBatchClearsAsOneMarketDoes(int stations) {
        RandomStream random = SeedTree.of(300 + stations).stream();
        RoundTerms terms = RoundTerms.of(stations);
        double[] rhos = new double[8];
        BatchAuctioneer batch = new BatchAuctioneer(announcement -> announcement.estimate(), terms);
        Auctioneer[] markets = new Auctioneer[rhos.length];
        for (int i = 0; i < rhos.length; i++) {
            rhos[i] = rho(random);
            markets[i] = batch.newMarket().announce(rhos[i], CONTRACT);
        }
        Posted[] posted = new Posted[rhos.length];
        batch.post(rhos.length, markets, posted);
        for (int i = 0; i < rhos.length; i++) {
            double[] bids = random.doubles(stations).map(u -> u * u * 9).toArray();
            Settlement settlement = posted[i].clear(bids);
            int winner = winner(rhos[i], bids);
            assertEquals(winner, settlement.winner());
            assertEquals(
                    winner == 0 ? CONTRACT : threshold(rhos[i], bids, winner).doubleValue(), settlement.price());
        }
    }
}
