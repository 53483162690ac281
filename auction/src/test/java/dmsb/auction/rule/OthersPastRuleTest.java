package dmsb.auction.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.environment.HindsightRound;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.RuleSeller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.ContractKind;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Factors;
import dmsb.auction.round.LooksPast;
import dmsb.auction.round.OthersPast;
import dmsb.auction.round.OthersPastWithLooks;
import dmsb.auction.round.OthersPastWithReveals;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.filter.LookThreshold;
import dmsb.auction.rule.filter.OthersFilter;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OthersPastRuleTest {
    private static final Scenario SMALL = Scenario.standard().with(Scenario.ROUNDS_PER_EPISODE, 40);
    private static final RoundTerms TERMS = RoundTerms.of(4).withHistory(3);

    private static Auctioneer market(OthersPastRule rule, RoundTerms terms) {
        return new Auctioneer(rule, terms, SeedTree.of(5), AuctionListener.NONE).announce(10, 7);
    }

    /** A rule that tells all that it sees in its factor, in which equal views are equal. */
    private static double hash(OthersPast past) {
        double sum = 1 + past.estimate();
        for (int age = 0; age < past.rounds(); age++) {
            sum = sum * 1.5 + past.estimate(age);
            for (int rank = 0; rank < past.others(); rank++) {
                sum = sum * 1.25 + past.bid(age, rank);
            }
        }
        return sum;
    }

    @Test
    void aStationsViewHoldsTheOthersBidsByRankAndNoneOfItsOwn() {
        RandomStream random = SeedTree.of(1).stream();
        for (int i = 0; i < 300; i++) {
            double[] bids = random.ints(4, 0, 6).asDoubleStream().toArray();
            for (int n = 1; n <= 4; n++) {
                int station = n;
                double[][] seen = new double[1][];
                Auctioneer auctioneer = market(
                        (StrictRule) past -> {
                            if (past.rounds() == 1) {
                                double[] others = new double[past.others()];
                                Arrays.setAll(others, rank -> past.bid(0, rank));
                                seen[0] = others; // that of the station asked last
                            }
                            return 1;
                        },
                        TERMS);
                double[] last = bids.clone(); // the station in question stands last, and so is asked last
                last[3] = bids[station - 1];
                last[station - 1] = bids[3];
                auctioneer.post().clear(last);
                auctioneer.post();
                double[] expected = Arrays.copyOf(last, 3);
                Arrays.sort(expected);
                double[] fromHighest = {expected[2], expected[1], expected[0]};
                assertTrue(Arrays.equals(fromHighest, seen[0]), Arrays.toString(last));
            }
        }
    }

    @Test
    void noBidOfAStationMovesItsOwnLaterFactors() {
        RandomStream random = SeedTree.of(2).stream();
        for (int i = 0; i < 200; i++) {
            int station = 1 + i % 4;
            Auctioneer one = market((StrictRule) OthersPastRuleTest::hash, TERMS);
            Auctioneer other = market((StrictRule) OthersPastRuleTest::hash, TERMS);
            for (int t = 0; t < 5; t++) {
                double[] bids = random.doubles(4).map(u -> 1e4 * u).toArray();
                Posted here = one.post();
                Posted there = other.post();
                assertEquals(here.factors().rho(station), there.factors().rho(station));
                Settlement settled = here.clear(bids);
                if (settled.uavServes()) {
                    settled.reveal(3);
                }
                bids[station - 1] = 1e9 * random.nextDouble();
                Settlement lied = there.clear(bids);
                if (lied.uavServes()) {
                    lied.reveal(3);
                }
            }
        }
    }

    /** What divides by the highest of the others tells the two zeros apart. */
    @Test
    void theSignOfAZeroIsNotSeen() {
        StrictRule dividing = past -> past.rounds() == 0 ? 1 : Math.max(1, past.estimate() / past.bid(0, 0));
        for (double own : new double[] {0.0, -0.0}) {
            Auctioneer auctioneer = market(dividing, RoundTerms.of(2).withHistory(3));
            auctioneer.post().clear(own, 0.0);
            assertEquals(
                    List.of(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                    auctioneer.post().factors().rhos());
            auctioneer = market(dividing, RoundTerms.of(2).withHistory(3));
            auctioneer.post().clear(new SealedBids(2).bid(1, own).bid(2, 0.0));
            assertEquals(
                    List.of(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                    auctioneer.post().factors().rhos());
        }
    }

    @Test
    void theViewOfAStrictRuleIsNotThatOfAnother() {
        Auctioneer auctioneer = market(
                (StrictRule) past -> {
                    assertEquals(OthersPast.class, past.getClass());
                    return 1;
                },
                TERMS);
        auctioneer.post().clear(1, 2, 3, 4);
        auctioneer.post();
    }

    /** Of a round that the UAV served as a look and of one without: what each view shows of the UAV's value. */
    @Test
    void aViewShowsTheUavsValueAsFarAsItsTypeSays() {
        for (boolean look : new boolean[] {true, false}) {
            Auctioneer auctioneer = market(
                    new StrictRuleWithLooks() {
                        @Override
                        public boolean isLook(LooksPast past, RandomStream coins) {
                            return look;
                        }

                        @Override
                        public double factor(OthersPastWithLooks past) {
                            return Double.POSITIVE_INFINITY;
                        }
                    },
                    TERMS.withZeta(0.5));
            Settlement settlement = auctioneer.post().clear(1, 2, 3, 4);
            auctioneer.post().cancel();
            Announcement announcement = new Announcement(0, auctioneer.history());
            OthersPast withReveals = new OthersPastWithReveals(announcement, 1);
            assertEquals(Double.NaN, withReveals.uavWorth(0), "not yet");
            settlement.reveal(8);
            auctioneer.post();
            assertEquals(4, withReveals.uavWorth(0));
            assertEquals(Double.NaN, new OthersPast(announcement, 1).uavWorth(0));
            double shown = look ? 4 : Double.NaN;
            assertEquals(shown, new OthersPastWithLooks(announcement, 1).uavWorth(0));
            assertEquals(shown, new LooksPast(announcement).uavWorth(0));
            for (int age : new int[] {-1, 1}) {
                assertThrows(IllegalArgumentException.class, () -> new OthersPast(announcement, 1).uavWorth(age));
            }
        }
    }

    /** One posting for two markets in turn, as a simulator has it: each is shown its own past. */
    @Test
    void aPostingThatChangesMarketsShowsTheOneItIsAskedOf() {
        FactorPosting posting = new FactorPosting(new StrictRuleWithLooks() {
            @Override
            public boolean isLook(LooksPast past, RandomStream coins) {
                return past.rounds() == 2;
            }

            @Override
            public double factor(OthersPastWithLooks past) {
                return 1 + past.bid(0, 0);
            }
        });
        Announcement[] markets = {pastOf(1), pastOf(2)};
        SeedTree coins = SeedTree.of(1);
        for (int t = 0; t < 2; t++) {
            assertFalse(posting.isLook(markets[0], coins));
            assertTrue(posting.isLook(markets[1], coins));
            assertTrue(posting.post(markets[1], coins).look());
            assertEquals(1 + 3, posting.post(markets[0], coins).rho(4), "the highest of the others was 3");
            assertEquals(1 + 13, posting.factor(markets[1], 4));
        }
    }

    private static Announcement pastOf(int rounds) {
        Auctioneer auctioneer = market(new OthersLaggedReserveRule(), TERMS);
        for (int t = 0; t < rounds; t++) {
            auctioneer.post().clear(1 + 10 * t, 2 + 10 * t, 3 + 10 * t, 4 + 10 * t);
        }
        auctioneer.post().cancel();
        return new Announcement(0, auctioneer.history());
    }

    @Test
    void aLaggedReserveAsksForTheEstimateFromTheLastRoundInWhichAnotherBid() {
        Auctioneer auctioneer = market(new OthersLaggedReserveRule(), TERMS);
        auctioneer.post().clear(0, 4, 0, 0);
        auctioneer.post().clear(0, 0, 0, 0);
        Factors factors = auctioneer.post().factors();
        assertEquals(10.0 / 4, factors.rho(1));
        assertEquals(1, factors.rho(2), "no other has ever bid");
        Auctioneer single =
                market(new OthersLaggedReserveRule(), RoundTerms.of(1).withHistory(2));
        for (int t = 0; t < 3; t++) {
            Posted posted = single.post();
            assertEquals(Double.POSITIVE_INFINITY, posted.factors().rho(1), "a price of 0 asks for nothing");
            posted.clear(5);
        }
    }

    private static final class Looking implements StrictRuleWithLooks {
        private int told;

        @Override
        public boolean isLook(LooksPast past, RandomStream coins) {
            return past.rounds() % 2 == 0;
        }

        @Override
        public double factor(OthersPastWithLooks past) {
            double shown = past.rounds() > 0 ? past.uavWorth(0) : Double.NaN;
            return Double.isNaN(shown) ? 1 : shown;
        }

        @Override
        public void observe(dmsb.auction.round.Round round) {
            told++;
        }
    }

    @Test
    void aLookGivesTheTaskToTheUavForNothingUnderThePivotAndShowsItsValue() {
        Looking rule = new Looking();
        Auctioneer auctioneer =
                market(rule, TERMS.withContract(ContractKind.PIVOT).withZeta(0.5));
        Posted look = auctioneer.post();
        assertTrue(look.factors().look());
        assertEquals(Double.POSITIVE_INFINITY, look.factors().rho(2));
        Settlement settlement = look.clear(1e6, 2, 3, 4);
        assertTrue(settlement.uavServes() && settlement.isLook());
        assertEquals(0, settlement.price());
        settlement.reveal(8);
        Posted next = auctioneer.post();
        assertFalse(next.factors().look());
        assertEquals(4, next.factors().rho(1), "zeta v_0");
        Settlement second = next.clear(1, 2, 3, 4);
        assertTrue(second.uavServes() && !second.isLook());
        assertEquals(4 / 0.5, second.price(), "what it displaces");
        assertEquals(0, rule.told, "the past is what the view shows");
    }

    @Test
    void earlierRoundsAreSettledBeforeFactorsArePosted() {
        Auctioneer auctioneer = market(new OthersLaggedReserveRule(), TERMS);
        Posted open = auctioneer.post();
        assertTrue(String.valueOf(assertThrows(IllegalStateException.class, auctioneer::post)
                        .getMessage())
                .endsWith("got open round 0"));
        open.cancel();
        auctioneer.post().clear(1, 2, 3, 4);
    }

    @Test
    void aCommitmentBindsTheFactorOfEveryStation() {
        Auctioneer auctioneer = market(new OthersLaggedReserveRule(), TERMS);
        auctioneer.post().clear(1, 2, 3, 4);
        Posted posted = auctioneer.post();
        byte[] nonce = new byte[16];
        var commitment = posted.commit(nonce);
        assertTrue(commitment.isOpenedBy(posted.opening(nonce)));
        assertEquals(
                List.of(2.5, 2.5, 2.5, 10.0 / 3),
                posted.opening(nonce).factors().rhos());
        assertTrue(Double.isNaN(posted.rho()));
    }

    /** A round is open when the market is saved: with factors of their own, and as a look. */
    @Test
    void anOpenRoundIsSettledAfterTheRestartByTheFactorsThatWerePosted() {
        RoundTerms terms = TERMS.withContract(ContractKind.PIVOT);
        for (OthersPastRule rule : List.of(new OthersLaggedReserveRule(), new Looking())) {
            for (int past = 0; past < 4; past++) {
                Auctioneer first = market(rule, terms);
                for (int t = 0; t < past; t++) {
                    Settlement settled = first.post().clear(1, 2, 3, 4 + t);
                    if (settled.uavServes()) {
                        settled.reveal(2);
                    }
                }
                Posted posted = first.post("open");
                Auctioneer second = market(rule, terms).announce(1, 2);
                second.post().clear(9, 9, 9, 8);
                second.post(); // what it held before is forgotten
                SavedState.parse(SavedState.of(first).toBytes()).restoreTo(second);
                Posted restored = second.open().get(0);
                assertEquals(posted.factors(), restored.factors());
                assertEquals(
                        rule instanceof Looking && past % 2 == 0,
                        restored.factors().look());
                Settlement expected = posted.clear(1, 2, 3, 100);
                Settlement settlement = restored.clear(1, 2, 3, 100);
                assertEquals(expected.toString(), settlement.toString());
                assertEquals(expected.isLook(), settlement.isLook());
                assertEquals(expected.price(), settlement.price());
                assertArrayEquals(
                        SavedState.of(first).toBytes(), SavedState.of(second).toBytes());
            }
        }
    }

    /** A bid of 0 by a station that would lose is worth what its absence is. */
    @Test
    void aSpoilerIsWorthWhatItsAbsenceIs() {
        StrictRule filter = Sellers.fittedOthersFilter(new Evaluation(SMALL, SeedTree.of(1)), 20)
                .strict();
        RoundTerms terms = RoundTerms.of(SMALL);
        Auctioneer spoiled = new Auctioneer(filter, terms, SeedTree.of(1), AuctionListener.NONE).announce(60, 7);
        Auctioneer absent = new Auctioneer(filter, terms, SeedTree.of(1), AuctionListener.NONE).announce(60, 7);
        RandomStream random = SeedTree.of(3).stream();
        for (int t = 0; t < 20; t++) {
            double bid = 40 + 40 * random.nextDouble();
            Settlement with = spoiled.post().clear(bid, 30, t % 2 == 0 ? 0 : 1e-9);
            Settlement without =
                    absent.post().clear(new SealedBids(3).bid(1, bid).bid(2, 30));
            assertEquals(without.rho(), with.rho());
            assertEquals(without.winner(), with.winner());
        }
    }

    /**
     * Stations that bid only where they are the highest leave no threshold. A factor times nothing asks for nothing, so the
     * filter decides between all and nothing.
     */
    @Test
    void whereNoOtherWouldBidTheFilterComparesTheUavWithTheHighestBid() {
        OthersFilter filter = Sellers.fittedOthersFilter(new Evaluation(SMALL, SeedTree.of(1)), 20);
        Auctioneer auctioneer =
                new Auctioneer(filter.strict(), RoundTerms.of(SMALL), SeedTree.of(1), AuctionListener.NONE);
        for (int highest : new int[] {1, 2, 3, 1, 2, 3}) {
            auctioneer.announce(60, 7).post().clear(new SealedBids(3).bid(highest, 60));
        }
        for (int n = 1; n <= 3; n++) {
            assertEquals(1, auctioneer.announce(1, 7).post().factors().rho(n), "any finite factor is as good");
            auctioneer.open().get(0).cancel();
            assertEquals(
                    Double.POSITIVE_INFINITY,
                    auctioneer.announce(10_000, 7).post().factors().rho(n));
            auctioneer.open().get(0).cancel();
        }
    }

    /** Theorem B, in every round that is no look: v_0 less what it pays is (W - max_n b_n) / zeta. */
    @ParameterizedTest
    @ValueSource(doubles = {0.4, 1, 2.5})
    void underThePivotTheUavGetsWhatItAddsInEveryRound(double zeta) {
        Scenario market = SMALL.with(Scenario.CONTRACT, ContractKind.PIVOT).with(Scenario.UAV_BARGAINING_POWER, zeta);
        OthersFilter filter = Sellers.fittedOthersFilter(new Evaluation(market, SeedTree.of(1)), 20);
        for (OthersPastRule rule : List.of(
                filter.strict(),
                filter.withReveals(),
                filter.withChosenLooks(new LookThreshold(0.6, 1)),
                new OthersLaggedReserveRule())) {
            int[] served = {0};
            new Evaluation(market, SeedTree.of(3)).run(new RuleSeller(rule), 0, 5, (episode, t, rounds, hindsight) -> {
                var round = hindsight.round();
                if (round.isLook()) {
                    assertEquals(0, round.price());
                    return;
                }
                served[0] += round.uavServes() ? 1 : 0;
                double got = round.uavServes() ? hindsight.uavValue() - round.price() : 0.0;
                double added = (round.uavServes() ? hindsight.uavWorth() : round.highest()) - round.highest();
                assertEquals(added / zeta, got, 1e-12 * (hindsight.uavValue() + round.highest() / zeta));
            });
            assertTrue(served[0] > 10, served[0] + " served by " + rule);
        }
    }

    /** What is measured is what is deployed: rho, winner and price, round by round, looks and reveals included. */
    @ParameterizedTest
    @EnumSource(ContractKind.class)
    void anAuctioneerSellsAsTheEvaluationDoes(ContractKind contract) {
        Scenario market = SMALL.with(Scenario.CONTRACT, contract);
        var filter = Sellers.fittedOthersFilter(new Evaluation(market, SeedTree.of(1)), 20);
        for (OthersPastRule rule : List.of(
                filter.strict(),
                filter.withReveals(),
                filter.withBlindLooks(0.2),
                filter.withChosenLooks(new LookThreshold(0.6, 1)))) {
            SeedTree seeds = SeedTree.of(9);
            Auctioneer auctioneer = new Auctioneer(rule, RoundTerms.of(market), coins(seeds), AuctionListener.NONE);
            int[] looks = {0};
            new Evaluation(new WithoutWarmUp(market), seeds)
                    .run(new RuleSeller(rule), 0, 1, (episode, t, rounds, hindsight) -> {
                        looks[0] += isSoldAlikeInALook(auctioneer, hindsight) ? 1 : 0;
                    });
            assertEquals(rule instanceof StrictRuleWithLooks, looks[0] > 0, looks[0] + " looks by " + rule);
        }
    }

    private static SeedTree coins(SeedTree seeds) {
        return SeedTree.of(
                seeds.child("episode").child(0).child("seller").stream().nextLong());
    }

    /** Sells a round that the evaluation has sold, and compares. */
    private static boolean isSoldAlikeInALook(Auctioneer auctioneer, HindsightRound hindsight) {
        var round = hindsight.round();
        auctioneer.announce(round.estimate(), round.contract());
        Settlement settlement = auctioneer.post().clear(round.bids().clone());
        assertEquals(round.rho(), settlement.rho());
        assertEquals(round.winner(), settlement.winner());
        assertEquals(round.price(), settlement.price());
        assertEquals(round.isLook(), settlement.isLook());
        if (settlement.uavServes()) {
            settlement.reveal(hindsight.uavValue());
        }
        return settlement.isLook();
    }
}
