package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ConstantRule;
import dmsb.core.checkpoint.SavedState;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who may bid in a round, in a market of two to four stations. */
class InvitationsTest {
    private static final RoundTerms TERMS = RoundTerms.of(Scenario.standard().with(Scenario.GROUND_STATIONS, 2, 4));

    private static Announcement announcement() {
        return new Announcement(TERMS.conditionCount(), new BidHistory(TERMS));
    }

    private static Round announced(int invited) {
        Announcement announcement = announcement();
        announcement.inviteFirst(invited);
        announcement.declare(3, 1);
        Round round = new Round(TERMS);
        round.announce(0, announcement);
        return round;
    }

    @Test
    void allStationsAreInvitedUnlessSomebodySaysOtherwise() {
        Announcement announcement = announcement();
        for (int n = 1; n <= 4; n++) {
            assertTrue(announcement.isInvited(n));
        }
        announcement.inviteFirst(2);
        assertTrue(announcement.isInvited(2) && !announcement.isInvited(3));
        for (int number : new int[] {1, 5}) {
            assertThrows(IllegalArgumentException.class, () -> announcement.inviteFirst(number));
        }
        assertEquals(2, announcement.stations());
    }

    @Test
    void aStateSavesWhoIsInvited() {
        Announcement announcement = announcement();
        announcement.invite(new boolean[] {true, false, true, true});
        Announcement restored = announcement();
        SavedState.of(announcement).restoreTo(restored);
        assertEquals(3, restored.stations());
        assertFalse(restored.isInvited(2));
        Round round = announced(2);
        round.open(new SealedBids(4).bid(1, 5));
        round.awardBy(1);
        Round again = new Round(TERMS);
        SavedState.of(round).restoreTo(again);
        assertThrows(IllegalArgumentException.class, () -> again.open(new SealedBids(4).bid(3, 5)));
    }

    @Test
    void aStationThatIsNotInvitedIsRefusedHoweverItBids() {
        Round round = announced(3);
        double[] bids = {1, Double.NaN, 2, 5};
        System.arraycopy(bids, 0, round.bids(), 0, 4);
        assertThrows(IllegalArgumentException.class, round::openWithMissing);
        round.bids()[3] = Double.NaN;
        round.openWithMissing();
        assertEquals(3, round.leader());
        assertTrue(round.isPresent(1) && !round.isPresent(2) && !round.isPresent(4));
    }

    /** As a simulator does in which some stations bid by a strategy. */
    @Test
    void bidsThatHaveChangedAreOpenedAgain() {
        Round round = announced(3);
        round.open(new SealedBids(4).bid(1, 5).bid(2, 4));
        assertEquals(1, round.leader());
        round.bids()[1] = 7;
        round.reopen();
        assertEquals(2, round.leader());
        assertEquals(5, round.second());
        assertFalse(round.isPresent(3), "who has bid stays as it was");
        round.bids()[0] = -1;
        assertThrows(IllegalArgumentException.class, round::reopen);
    }

    @Test
    void afterAnInvitationAnotherThreadMayUseTheMarket() {
        Auctioneer market =
                new Auctioneer(new ConstantRule(2), TERMS).announce(3, 1).invite(1, 2, 3);
        assertEquals(
                0, CompletableFuture.supplyAsync(() -> market.post().number()).join());
    }

    @Test
    void aViewHasNoBidOfARankBeyondTheOthers() {
        Announcement announcement = PastRounds.announcement(3, 0, 2);
        Round round = PastRounds.open(1, 5, 4, 3);
        round.awardBy(1);
        announcement.history().record(round);
        OthersPast past = new OthersPast(announcement, 3);
        assertEquals(4, past.bid(0, 1));
        for (int rank : new int[] {-1, 2}) {
            assertThrows(IllegalArgumentException.class, () -> past.bid(0, rank));
        }
        assertFalse(new LooksPast(announcement).wasLook(0));
        Round look = PastRounds.open(1, 5, 4, 3);
        look.awardAsLook();
        announcement.history().record(look);
        assertTrue(new LooksPast(announcement).wasLook(0));
    }
}
