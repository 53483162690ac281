package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Reveal;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.SavedState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The handles of a round, from the post to the revelation. */
class HandlesTest {
    private static RoundTerms terms(Reveal reveal, int lag) {
        return new RoundTerms(2, 0, 4, 0.5, reveal, lag);
    }

    /** A market whose rho tells what the rule has seen of the last round, and who is asked keeps it. */
    private static Auctioneer market(PostedRule rule, Reveal reveal, int lag) {
        return new Auctioneer(rule, terms(reveal, lag)).announce(10, 3);
    }

    private static Auctioneer uavMarket(Reveal reveal, int lag) {
        return market(new ConstantRule(Double.POSITIVE_INFINITY), reveal, lag);
    }

    private static String refused(Runnable use) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, use::run).getMessage());
    }

    private static String invalid(Executable use) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, use).getMessage());
    }

    @Test
    void aPostedRoundKeepsWhatWasDeclaredForIt() {
        Auctioneer market = market(announcement -> announcement.estimate(), Reveal.SERVED, 0);
        Posted posted = market.post("first");
        market.announce(20, 7);
        assertEquals(10, posted.rho());
        assertEquals(10, posted.estimate());
        assertEquals(3, posted.contract());
        Settlement settlement = posted.clear(5, 4);
        assertEquals(0, settlement.winner());
        assertEquals(3, settlement.price(), "the contract as it was posted");
        assertEquals(10, settlement.rho());
        assertEquals("first", settlement.auctionId());
        assertEquals(10, market.history().estimate(0));
        assertEquals(5, market.history().surplus(0), "zeta times the estimate as it was posted");
        assertEquals(20, market.post().rho());
    }

    @Test
    void twoOpenRoundsAreSettledInEitherOrderAndRememberedInThatOfTheirNumbers() {
        for (boolean firstFirst : new boolean[] {true, false}) {
            List<Long> observed = new ArrayList<>();
            PostedRule rule = new PostedRule() {
                @Override
                public double rho(Announcement announcement) {
                    return 1 + announcement.history().size();
                }

                @Override
                public void observe(Round round) {
                    observed.add(round.number());
                }
            };
            Auctioneer market = market(rule, Reveal.SERVED, 0);
            Posted first = market.post();
            Posted second = market.post();
            assertEquals(List.of(first, second), market.open());
            assertEquals(1, second.rho(), "no round has been settled");
            if (firstFirst) {
                first.clear(5, 4);
                second.clear(9, 8);
            } else {
                second.clear(9, 8);
                first.clear(5, 4);
            }
            assertEquals(List.of(), market.open());
            assertEquals(1, market.history().number(0));
            assertEquals(0, market.history().number(1));
            assertEquals(9, market.history().bidOf(0, 1));
            assertEquals(5, market.history().bidOf(1, 1));
            assertEquals(3, market.post().rho());
            assertEquals(List.of(0L, 1L), observed);
        }
    }

    @Test
    void aRoundThatIsOlderThanAllThatAreRememberedIsForgottenAtOnce() {
        Auctioneer market =
                new Auctioneer(new ConstantRule(1), new RoundTerms(1, 0, 2, 1, Reveal.SERVED, 0)).announce(0, 0);
        Posted oldest = market.post();
        Posted middle = market.post();
        for (int t = 2; t < 4; t++) {
            market.clear(t);
        }
        oldest.clear(0.5);
        assertEquals(3, market.history().number(0));
        assertEquals(2, market.history().number(1));
        Posted newest = market.post();
        middle.clear(0.7);
        newest.clear(4);
        assertEquals(4, market.history().number(0));
        assertEquals(3, market.history().number(1));
        assertEquals(2, market.history().size());
    }

    @Test
    void aPostThatThrowsLeavesNothingPosted() {
        boolean[] broken = {true};
        Auctioneer market = market(
                announcement -> {
                    if (broken[0]) {
                        throw new IllegalStateException("no model");
                    }
                    return 2;
                },
                Reveal.SERVED,
                0);
        assertEquals("no model", refused(market::post));
        assertEquals(List.of(), market.open());
        broken[0] = false;
        assertEquals(0, market.post().number());
    }

    @Test
    void aRhoThatIsNoneLeavesNothingPosted() {
        for (double rho : new double[] {Double.NaN, 0.99, Double.NEGATIVE_INFINITY}) {
            Auctioneer market = market(announcement -> rho, Reveal.SERVED, 0);
            assertThrows(IllegalArgumentException.class, market::post);
            assertEquals(List.of(), market.open());
        }
    }

    @Test
    void aListenerThatThrowsLeavesNothingPosted() {
        boolean[] broken = {true};
        Auctioneer market = new Auctioneer(new ConstantRule(2), terms(Reveal.SERVED, 0), (announcement, posted) -> {
            if (broken[0]) {
                throw new IllegalStateException("full disk");
            }
            return RoundFollower.NONE;
        });
        market.announce(0, 0);
        assertEquals("full disk", refused(market::post));
        assertEquals(List.of(), market.open());
        broken[0] = false;
        assertEquals(0, market.post().number());
    }

    @Test
    void aHandleOfARoundThatWasNeverPostedIsOfNoUse() {
        List<Posted> kept = new ArrayList<>();
        Auctioneer market = new Auctioneer(new ConstantRule(2), terms(Reveal.SERVED, 0), (announcement, posted) -> {
            kept.add(posted);
            throw new IllegalStateException("full disk");
        });
        market.announce(0, 0);
        refused(market::post);
        assertEquals(
                "round 0: expected one that is open, got one that is withdrawn already",
                refused(() -> kept.get(0).clear(5, 4)));
        assertEquals(0, market.history().size());
    }

    @Test
    void aListenerMaySettleTheRoundAndPostTheNext() {
        List<Long> settled = new ArrayList<>();
        Auctioneer[] market = new Auctioneer[1];
        market[0] = new Auctioneer(new ConstantRule(2), terms(Reveal.SERVED, 0), (announcement, posted) -> {
            settled.add(posted.clear(5, 1).number());
            if (posted.number() < 2) {
                market[0].post();
            }
            return RoundFollower.NONE;
        });
        assertEquals(0, market[0].announce(0, 0).post().number());
        assertEquals(List.of(0L, 1L, 2L), settled);
        assertEquals(List.of(), market[0].open());
        assertEquals(3, market[0].post().number());
    }

    @Test
    void aRefusedAnnouncementChangesNothing() {
        Auctioneer market = new Auctioneer(new ConstantRule(2), new RoundTerms(2, 1, 1, 1.0, Reveal.SERVED, 0));
        market.announce(new double[] {0.25}, 100, 70);
        invalid(() -> market.announce(5, Double.NaN));
        invalid(() -> market.announce(Double.NaN, 5));
        invalid(() -> market.announce(new double[] {0.5}, 5, -1));
        invalid(() -> market.announce(new double[] {2}, 5, 5));
        Posted posted = market.post();
        assertEquals(100, posted.estimate());
        assertEquals(70, posted.contract());
        double[] seen = new double[1];
        Auctioneer other = new Auctioneer(
                announcement -> {
                    seen[0] = announcement.conditions()[0];
                    return 1;
                },
                market.terms());
        other.announce(new double[] {0.25}, 1, 1);
        invalid(() -> other.announce(new double[] {0.5}, Double.NaN, 1));
        other.post();
        assertEquals(0.25, seen[0]);
    }

    @Test
    void handlesOfBeforeARestorationAreOfNoUse(@TempDir Path folder) throws Exception {
        Auctioneer market = market(new ConstantRule(1), Reveal.SERVED, 0);
        Settlement settled = market.clear(4, 4);
        Posted open = market.post();
        new CheckpointFolder(folder).write(1, market);
        market.restore(new CheckpointFolder(folder).read().orElseThrow().state());
        String before =
                "round 1: expected a handle of the market as it is, got one of before it was restored or cleared";
        assertEquals(before, refused(() -> open.clear(5, 4)));
        assertEquals(before, refused(open::cancel));
        assertTrue(refused(() -> settled.reveal(3)).startsWith("round 0: expected a handle of the market as it is"));
        assertEquals(1, market.open().get(0).clear(5, 4).winner());
        assertEquals(2, market.history().size());
        Auctioneer otherTerms = market(new ConstantRule(1), Reveal.NEVER, 0);
        assertTrue(invalid(() -> otherTerms.restore(
                        new CheckpointFolder(folder).read().orElseThrow().state()))
                .startsWith("terms: expected "));
    }

    @Test
    void aRuleObservesARoundOnceEvenIfItFails() {
        List<Long> seen = new ArrayList<>();
        PostedRule rule = new PostedRule() {
            @Override
            public double rho(Announcement announcement) {
                return 1;
            }

            @Override
            public void observe(Round round) {
                seen.add(round.number());
                if (seen.size() == 2) {
                    throw new IllegalStateException("once");
                }
            }
        };
        Auctioneer market = new Auctioneer(rule, terms(Reveal.SERVED, 0)).announce(0, 0);
        Posted first = market.post();
        Posted second = market.post();
        Posted third = market.post();
        first.clear(2, 1);
        second.clear(2, 1);
        third.clear(2, 1);
        assertEquals("once", refused(market::post));
        market.post();
        assertEquals(List.of(0L, 1L, 2L), seen);
    }

    @Test
    void aWorthBeyondTheDoublesIsTheLargestAndCanBeSaved(@TempDir Path folder) throws Exception {
        Auctioneer market = new Auctioneer(
                new ConstantRule(Double.POSITIVE_INFINITY),
                terms(Reveal.SERVED, 0).withZeta(1e9));
        market.announce(1e300, 70).clear(2, 1);
        assertEquals(Double.MAX_VALUE, market.history().surplus(0));
        new CheckpointFolder(folder).write(1, market);
        market.restore(new CheckpointFolder(folder).read().orElseThrow().state());
        assertEquals(Double.MAX_VALUE, market.history().surplus(0));
    }

    @Test
    void anIdThatNoEncodingCanWriteIsRefused() {
        Auctioneer market = market(new ConstantRule(1), Reveal.SERVED, 0);
        assertEquals(
                "auctionId: expected text of whole characters, got half of a pair",
                invalid(() -> market.post("x\uD800y")));
        assertEquals(List.of(), market.open());
    }

    @Test
    void aRoundIsSettledOnceOrCancelledOnce() {
        Auctioneer market = market(new ConstantRule(1), Reveal.SERVED, 0);
        Posted settled = market.post();
        settled.clear(5, 4);
        String again = "round 0: expected one that is open, got one that is settled already";
        assertEquals(again, refused(() -> settled.clear(5, 4)));
        assertEquals(again, refused(() -> settled.clear(new SealedBids(2))));
        assertEquals(again, refused(settled::cancel));
        Posted cancelled = market.post();
        cancelled.cancel();
        again = "round 1: expected one that is open, got one that is cancelled already";
        assertEquals(again, refused(() -> cancelled.clear(5, 4)));
        assertEquals(again, refused(cancelled::cancel));
        assertEquals(List.of(), market.open());
        assertEquals(1, market.history().size(), "nothing is remembered of a cancelled round");
        assertEquals(2, market.post().number(), "but its number is not given twice");
    }

    @Test
    void aValueThatIsRevealedAtOnceIsSeenByTheNextRule() {
        double[] seen = new double[1];
        PostedRule rule = new PostedRule() {
            @Override
            public double rho(Announcement announcement) {
                return Double.POSITIVE_INFINITY;
            }

            @Override
            public void observe(Round round) {
                seen[0] = round.surplus();
            }
        };
        Auctioneer market = market(rule, Reveal.SERVED, 0);
        Settlement settlement = market.clear(5, 4);
        assertEquals(OptionalDouble.empty(), settlement.uavValue());
        settlement.reveal(30);
        assertEquals(OptionalDouble.of(30), settlement.uavValue());
        market.post();
        assertEquals(15, seen[0], "zeta v_0, not zeta times the estimate of 10");
        assertEquals(15, market.history().surplus(0));
    }

    @Test
    void aValueThatIsRevealedThreeRoundsLaterIsSeenFromThenOn() {
        Auctioneer market = uavMarket(Reveal.SERVED, 0);
        Settlement settlement = market.clear(5, 4);
        for (int t = 0; t < 3; t++) {
            market.clear(5, 4);
            assertFalse(market.history().uavValueRevealed(1 + t));
        }
        settlement.reveal(30);
        market.post();
        assertTrue(market.history().uavValueRevealed(3));
        assertEquals(15, market.history().surplus(3));
        assertEquals(5, market.history().surplus(2), "no other round's");
    }

    @Test
    void aLagCutsWhatIsSeenByRoundNumbersWheneverItIsRevealed() {
        for (int late = 0; late <= 3; late++) {
            Auctioneer market = uavMarket(Reveal.SERVED, 3);
            Settlement first = market.clear(5, 4);
            List<Boolean> seen = new ArrayList<>();
            for (int number = 1; number <= 5; number++) {
                if (number == late + 1) {
                    first.reveal(30);
                }
                Posted posted = market.post();
                int age = number - 1;
                seen.add(age < market.history().size()
                        && market.history().number(age) == 0
                        && market.history().uavValueRevealed(age));
                posted.clear(5, 4);
            }
            // Of round 0 with lag 3: seen when the rho of round 4 is fixed; when that of 5 is, the round is forgotten.
            assertEquals(List.of(false, false, false, true, false), seen, "revealed " + late + " rounds later");
        }
    }

    @Test
    void aValueThatIsRevealedAfterTheLagIsSeenAtTheNextPost() {
        Auctioneer market = uavMarket(Reveal.SERVED, 1);
        Settlement first = market.clear(5, 4);
        market.clear(5, 4);
        market.clear(5, 4);
        first.reveal(30);
        market.post();
        assertEquals(15, market.history().surplus(2));
    }

    @Test
    void aValueIsRevealedOnceAndOnlyWhereTheUavServed() {
        Settlement served = uavMarket(Reveal.SERVED, 0).clear(5, 4);
        served.reveal(30);
        assertEquals(
                "round 0: expected to reveal the UAV's value once, got it a second time",
                refused(() -> served.reveal(30)));
        Settlement ground = market(new ConstantRule(1), Reveal.SERVED, 0).clear(4, 5);
        assertEquals(
                "round 0: expected to reveal the value of a round that the UAV served, got one that ground base station 2 won",
                refused(() -> ground.reveal(30)));
        Settlement other = uavMarket(Reveal.SERVED, 0).clear(5, 4);
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> other.reveal(wrong));
        }
        other.reveal(0); // what was refused has revealed nothing
    }

    @Test
    void whereValuesAreNeverRevealedOneIsTakenAndNoRuleSeesIt() {
        Auctioneer market = uavMarket(Reveal.NEVER, 0);
        Settlement settlement = market.clear(5, 4);
        assertEquals(List.of(), market.awaiting());
        settlement.reveal(30);
        assertEquals(OptionalDouble.of(30), settlement.uavValue());
        market.post();
        assertEquals(5, market.history().surplus(0), "zeta times the estimate");
        assertFalse(market.history().uavValueRevealed(0));
        assertThrows(IllegalStateException.class, () -> settlement.reveal(30));
    }

    @Test
    void whatComesLateChangesNoRhoThatIsPosted() {
        PostedRule rule = announcement -> {
            double sum = 1;
            for (int age = 0; age < announcement.history().size(); age++) {
                sum += announcement.history().surplus(age);
            }
            return sum;
        };
        Auctioneer market = market(rule, Reveal.SERVED, 0);
        Posted late = market.post();
        Settlement served = market.clear(5, 5);
        Posted cancelled = market.post();
        Posted posted = market.post("kept");
        double rho = posted.rho();
        Commitment commitment = posted.commit(new byte[16]);
        late.clear(9, 1);
        served.reveal(50);
        cancelled.cancel();
        market.announce(99, 98);
        assertEquals(6, rho);
        assertEquals(rho, posted.rho());
        assertEquals(10, posted.estimate());
        assertEquals(3, posted.contract());
        assertTrue(commitment.isOpenedBy(posted.opening(new byte[16])));
        Settlement settlement = posted.clear(7, 1.2);
        assertEquals(rho, settlement.rho());
        assertEquals(0, settlement.winner());
        assertEquals(1 + 25 + 9 + 5, market.post().rho(), "the next one sees it all");
    }

    @Test
    void roundsThatAwaitTheirValueAreKeptUntilItIsRevealed() {
        Auctioneer market = uavMarket(Reveal.SERVED, 0);
        Settlement first = market.clear(5, 4);
        Settlement second = market.clear(5, 4);
        assertEquals(List.of(first, second), market.awaiting());
        first.reveal(1);
        assertEquals(List.of(second), market.awaiting());
        for (int i = 0; i < 100; i++) {
            market.clear(5, 4);
        }
        assertEquals(64, market.awaiting().size(), "memory is bounded where a program never reveals");
        second.reveal(2); // its handle works all the same
        assertEquals(OptionalDouble.of(2), second.uavValue());
    }

    @Test
    void absentBiddersNeitherWinNorSetAPriceAndAreToldFromABidOfZero() {
        Auctioneer market =
                new Auctioneer(new ConstantRule(2), new RoundTerms(3, 0, 2, 1, Reveal.SERVED, 0)).announce(0, 0);
        SealedBids bids = new SealedBids(3).bid(1, 5).bid(2, 8).bid(3, 0).withdraw(1);
        Settlement settlement = market.post().clear(bids);
        bids.clear(); // the round has copied them
        assertEquals(2, settlement.winner());
        assertEquals(0, settlement.price(), "nobody else has bid above 0");
        assertEquals(OptionalDouble.empty(), settlement.bid(1));
        assertEquals(OptionalDouble.of(8), settlement.bid(2));
        assertEquals(OptionalDouble.of(0), settlement.bid(3));
        assertThrows(IllegalArgumentException.class, () -> settlement.bid(0));
        assertThrows(IllegalArgumentException.class, () -> settlement.bid(4));
        assertFalse(market.history().hasBidOf(0, 1));
        assertTrue(market.history().hasBidOf(0, 2));
        assertTrue(market.history().hasBidOf(0, 3));
        assertEquals(0, market.history().bidOf(0, 1));
        assertEquals(8, market.history().bid(0, 0));
        Settlement nobody = market.post().clear(bids);
        assertTrue(nobody.uavServes());
        assertEquals(Comparison.Reason.NO_BID_ABOVE_ZERO, nobody.reason());
        Settlement everybody = market.post().clear(1, 9, 4);
        assertEquals(OptionalDouble.of(1), everybody.bid(1), "nobody is absent any more");
        assertTrue(market.history().hasBidOf(0, 1));
    }

    @Test
    void bidsOfAnotherNumberOfStationsLeaveTheRoundOpen() {
        Posted posted = market(new ConstantRule(1), Reveal.SERVED, 0).post();
        assertThrows(IllegalArgumentException.class, () -> posted.clear(new SealedBids(3)));
        assertThrows(IllegalArgumentException.class, () -> posted.clear(1, 2, 3));
        assertEquals(2, posted.clear(new SealedBids(2).bid(2, 1)).winner());
    }

    @Test
    void sealedBidsRefuseWhatIsNone() {
        SealedBids bids = new SealedBids(2);
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> bids.bid(1, wrong));
        }
        for (int wrong : new int[] {0, 3}) {
            assertThrows(IllegalArgumentException.class, () -> bids.bid(wrong, 1));
            assertThrows(IllegalArgumentException.class, () -> bids.withdraw(wrong));
            assertThrows(IllegalArgumentException.class, () -> bids.isPresent(wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> new SealedBids(0));
        assertFalse(bids.isPresent(1));
        assertTrue(bids.bid(1, 0).isPresent(1));
        assertEquals(2, bids.groundStations());
    }

    @Test
    void aCommitmentOpensWithTheRightOpeningOnly() {
        Auctioneer market = market(new ConstantRule(2.5), Reveal.SERVED, 0);
        Posted posted = market.post("a");
        byte[] nonce = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        Commitment commitment = posted.commit(nonce);
        Commitment.Opening opening = posted.opening(nonce);
        assertTrue(commitment.digest().matches("[0-9a-f]{64}"));
        assertTrue(commitment.isOpenedBy(opening));
        Factors factors = Factors.common(2.5);
        assertEquals(factors, opening.factors());
        assertFalse(
                commitment.isOpenedBy(new Commitment.Opening("a", Factors.common(Math.nextUp(2.5)), opening.nonce())));
        assertFalse(commitment.isOpenedBy(new Commitment.Opening("b", factors, opening.nonce())));
        assertFalse(commitment.isOpenedBy(new Commitment.Opening("a", factors, opening.nonce() + "00")));
        nonce[15] ^= 1;
        assertFalse(commitment.isOpenedBy(posted.opening(nonce)));
        assertFalse(commitment.equals(posted.commit(nonce)));
        // Where the id ends and the nonce begins is part of it.
        Posted longer = market.post("ab");
        assertFalse(commitment.isOpenedBy(longer.opening(nonce)));
        assertThrows(IllegalArgumentException.class, () -> posted.commit(new byte[15]));
        assertThrows(
                IllegalArgumentException.class,
                () -> commitment.isOpenedBy(new Commitment.Opening("a", factors, "no digits")));
    }

    /** A look costs the UAV nothing and shows its value, so whether a round is one is fixed before the bids, too. */
    @Test
    void aCommitmentBindsWhetherTheRoundIsALook() {
        double[] all = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        String nonce = "00".repeat(16);
        Commitment.Opening look = new Commitment.Opening("a", Factors.of(all, true), nonce);
        Commitment.Opening none = new Commitment.Opening("a", Factors.of(all, false), nonce);
        assertTrue(Commitment.to(look).isOpenedBy(look));
        assertFalse(Commitment.to(look).isOpenedBy(none));
        assertFalse(Commitment.to(none).isOpenedBy(look));
    }

    /** Eight bytes of a nonce that are the bits of 3.0: with or without them there is a list of factors. */
    @Test
    void noNonceHidesAFactor() {
        String nonce = "4008000000000000" + "00".repeat(16);
        Commitment.Opening one = new Commitment.Opening("a", Factors.of(new double[] {2}, false), nonce);
        Commitment.Opening two =
                new Commitment.Opening("a", Factors.of(new double[] {2, 3}, false), nonce.substring(16));
        assertFalse(Commitment.to(one).isOpenedBy(two));
    }

    /** Which values a restarted market can still be told of is not for bids to decide. */
    @Test
    void aRestartKeepsAllWaitingRoundsThatTheHistoryReaches() {
        for (int history : new int[] {3, 100}) {
            Auctioneer market = new Auctioneer(
                            new ConstantRule(Double.POSITIVE_INFINITY),
                            new RoundTerms(2, 0, history, 1, Reveal.SERVED, 0))
                    .announce(1, 1);
            for (int i = 0; i < 200; i++) {
                market.clear(5, 4);
            }
            Auctioneer restarted = new Auctioneer(
                    new ConstantRule(Double.POSITIVE_INFINITY), new RoundTerms(2, 0, history, 1, Reveal.SERVED, 0));
            SavedState.parse(SavedState.of(market).toBytes()).restoreTo(restarted);
            List<Settlement> waiting = restarted.awaiting();
            assertEquals(Math.max(64, history), waiting.size());
            assertEquals(200 - Math.max(64, history), waiting.get(0).number());
        }
    }

    @Test
    void refusedBidsLeaveNothingBehindThatCouldNotBeSaved() {
        Auctioneer market = market(new ConstantRule(1), Reveal.SERVED, 0);
        Posted posted = market.post();
        byte[] before = SavedState.of(market).toBytes();
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            invalid(() -> posted.clear(5, wrong));
            assertArrayEquals(before, SavedState.of(market).toBytes());
        }
    }

    @Test
    void aSettlementReadsAsOneLineWithItsIdIfItHasOne() {
        Auctioneer market = market(new ConstantRule(2), Reveal.SERVED, 0);
        String outcome = ": winner 1, price 2.0, " + new Comparison(5, 2, 1) + ", GROUND_WINS";
        assertEquals("round 0" + outcome, market.clear(5, 1).toString());
        assertEquals("round 1 (noon)" + outcome, market.post("noon").clear(5, 1).toString());
    }

    @Test
    void sealedBidsNameTheWrongBidByItsIndexAndForgetWhoBid() {
        SealedBids bids = new SealedBids(3);
        assertEquals("bids[1]: expected a finite number from 0, got NaN", invalid(() -> bids.bid(2, Double.NaN)));
        bids.bid(2, 5).clear();
        assertFalse(bids.isPresent(2));
    }
}
