package dmsb.auction.rule;

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
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.LooksPast;
import dmsb.auction.round.OthersPast;
import dmsb.auction.round.OthersPastWithLooks;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.auction.round.Settlement;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static final class Looking implements StrictRuleWithLooks {
        private int told;

        @Override
        public boolean isLook(LooksPast past, RandomStream coins) {
            return past.rounds() % 2 == 0;
        }

        @Override
        public double factor(OthersPastWithLooks past) {
            return past.rounds() > 0 && past.isShown(0) ? past.uavWorth(0) : 1;
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
        assertEquals(List.of(2.5, 2.5, 2.5, 10.0 / 3), posted.opening(nonce).rhos());
        assertTrue(Double.isNaN(posted.rho()));
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

    /** What is measured is what is deployed: rho, winner and price, round by round, looks and reveals included. */
    @Test
    void anAuctioneerSellsAsTheEvaluationDoes() {
        var filter = Sellers.fittedOthersFilter(new Evaluation(SMALL, SeedTree.of(1)), 20);
        for (OthersPastRule rule : List.of(
                filter.strict(), filter.withReveals(), filter.withBlindLooks(0.2), filter.withChosenLooks(0.6))) {
            // The market's first rounds are the simulator's warm-up, which both record but only one prices.
            RuleSeller seller = new RuleSeller(rule);
            int[] looks = {0};
            Auctioneer auctioneer =
                    new Auctioneer(rule, RoundTerms.of(SMALL), coins(SeedTree.of(9)), AuctionListener.NONE);
            new Replay(auctioneer, looks).run(seller);
        }
    }

    private static SeedTree coins(SeedTree seeds) {
        return SeedTree.of(
                seeds.child("episode").child(0).child("seller").stream().nextLong());
    }

    /** Replays the rounds that an evaluation sells, one market's worth, in an auctioneer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Replay(Auctioneer auctioneer, int[] looks) {
        void run(RuleSeller seller) {
            Scenario market = SMALL;
            new Evaluation(new WithoutWarmUp(market), SeedTree.of(9))
                    .run(seller, 0, 1, (episode, t, rounds, hindsight) -> {
                        check(hindsight);
                    });
        }

        private void check(HindsightRound hindsight) {
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
            looks[0] += settlement.isLook() ? 1 : 0;
        }
    }
}
