package dmsb.proofs.law;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bidder's names, wherever they stand, are looked at as their owner does: who of them wins, and what all of them pay. */
class IdentitiesTest {
    private static final Search SEARCH = Search.DEFAULT;

    private static Mechanism byHighestOther(double limit, double below, double from) {
        return bids -> {
            for (int i = 0; i < bids.length; i++) {
                double highest = Bids.highestOfOthers(bids, bids.length, i);
                double price = (highest < limit ? below : from) * highest;
                if (bids[i] > price) {
                    return new Outcome(bids.length, i + 1, price);
                }
            }
            return new Outcome(bids.length, 0, 0.0);
        };
    }

    private static String text(Law law, Mechanism mechanism) {
        return Laws.check(law, mechanism, SEARCH).toString();
    }

    /** psi falls from 3 to 2 at 2, between points of the grid: {2.5, 1.99} loses, and wins with a 2 of its own. */
    @Test
    void aJumpOffTheGridIsFound() {
        Mechanism jump = byHighestOther(2.0, 1.5, 1.0);
        for (Law law : new Law[] {Law.WINNER_FALSE_NAME_PROOF, Law.NO_GAIN_FROM_IDENTITIES}) {
            Verdict verdict = Laws.check(law, jump, SEARCH);
            Counterexample.Contradiction found = assertInstanceOf(
                    Counterexample.Contradiction.class,
                    assertInstanceOf(Verdict.Fails.class, verdict, verdict::toString)
                            .counterexample());
            assertTrue(found.isConfirmedBy(jump));
            assertEquals(3, found.experiment().after().groundStations());
        }
        assertFalse(Laws.check(Law.HOMOGENEOUS, jump, SEARCH).holds());
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1.3, 1.25",
        "0.7, 1.3, 1.25",
        "1.2345, 1.3, 1.25",
        "7.3, 1.3, 1.25",
        "27, 1.3, 1.25",
        "3.3, 1.3, 1.29"
    })
    void smallJumpsAreFoundWhereverTheyAre(double limit, double below, double from) {
        Mechanism jump = byHighestOther(limit, below, from);
        for (Law law : new Law[] {Law.WINNER_FALSE_NAME_PROOF, Law.NO_GAIN_FROM_IDENTITIES}) {
            Verdict verdict = Laws.check(law, jump, SEARCH);
            assertFalse(verdict.holds(), verdict::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1.2345, 2.0, 7.3})
    void aFactorThatRisesIsNoFall(double limit) {
        Mechanism rising = byHighestOther(limit, 1.25, 1.3);
        for (Law law : new Law[] {
            Law.WINNER_FALSE_NAME_PROOF,
            Law.NO_GAIN_FROM_IDENTITIES,
            Law.LOSER_FALSE_NAME_PROOF,
            Law.HIGHEST_BID_DECIDES
        }) {
            Verdict verdict = Laws.check(law, rising, SEARCH);
            assertTrue(verdict.holds(), verdict::toString);
        }
    }

    /** The last of three bidders gets a discount: only an identity that stands behind earns it. */
    private static final Mechanism LAST_OF_THREE = bids -> {
        for (int i = 0; i < bids.length; i++) {
            double factor = bids.length == 3 && i == 2 ? 1.0 : 2.0;
            double price = factor * Bids.highestOfOthers(bids, bids.length, i);
            if (bids[i] > price) {
                return new Outcome(bids.length, i + 1, price);
            }
        }
        return new Outcome(bids.length, 0, 0.0);
    };

    @Test
    void anotherNameMayBeTheOneThatWins() {
        String found = text(Law.WINNER_FALSE_NAME_PROOF, LAST_OF_THREE);
        assertTrue(found.startsWith("winner false-name fails"), found);
        assertTrue(text(Law.NO_GAIN_FROM_IDENTITIES, LAST_OF_THREE).contains("fails"), found);
        Experiment e = Experiment.run(
                LAST_OF_THREE, new double[] {3, 2}, 1, new Change.FalseNames(0, List.of(3.0), Change.BEHIND));
        assertTrue(e.winsAfter());
        assertEquals(1.0, e.gain());
        assertEquals(
                "bids {3, 2}: bidder 1 loses; bidding 0 and with an extra identity bidding 3 it wins at 2",
                e.toString());
    }

    /** The second of two becomes the last of three by an identity in front of it; one behind it would have to outbid it. */
    @Test
    void identitiesInFrontAreTried() {
        Counterexample.Contradiction found = assertInstanceOf(
                Counterexample.Contradiction.class,
                assertInstanceOf(Verdict.Fails.class, Laws.check(Law.WINNER_FALSE_NAME_PROOF, LAST_OF_THREE, SEARCH))
                        .counterexample());
        assertTrue(
                found.experiment().change() instanceof Change.FalseNames names && names.place() <= 2, found::toString);
        assertTrue(found.toString().contains("with an extra identity in place "), found::toString);
    }

    /** Whoever wins pays for all names of three or more that bid: money tells what the winning name's price does not. */
    @Test
    void aWinnerThatPaysMoreThanPsiIsNoGain() {
        Mechanism dear = bids -> {
            Outcome outcome = new ModifiedSecondBid(bids.length > 2 ? 1.0 : 2.0).clear(bids);
            return outcome.uavServes()
                    ? outcome
                    : new Outcome(bids.length, outcome.winner(), bids[outcome.winner() - 1]);
        };
        assertFalse(Laws.check(Law.WINNER_FALSE_NAME_PROOF, dear, SEARCH).holds());
    }

    @Test
    void placesAreCountedInTheSecondSale() {
        double[] bids = {5, 4, 3};
        Change.FalseNames front = new Change.FalseNames(6, List.of(1.0, 2.0), 1);
        assertArrayEquals(new double[] {1, 2, 5, 6, 3}, front.applyTo(bids, 2));
        assertEquals(4, front.placeOf(2, 2));
        assertEquals(0, front.placeOf(0, 2));
        assertTrue(front.isOwn(1, 3, 2) && front.isOwn(2, 3, 2) && front.isOwn(4, 3, 2));
        assertFalse(front.isOwn(3, 3, 2) || front.isOwn(5, 3, 2) || front.isOwn(0, 3, 2));
        Change.FalseNames behind = new Change.FalseNames(4, List.of(1.0), Change.BEHIND);
        assertArrayEquals(new double[] {5, 4, 3, 1}, behind.applyTo(bids, 2));
        assertTrue(behind.isOwn(4, 3, 2) && behind.isOwn(2, 3, 2) && !behind.isOwn(3, 3, 2));
        Change.Join middle = new Change.Join(List.of(1.0), 3);
        assertArrayEquals(new double[] {5, 4, 1, 3}, middle.applyTo(bids, 2));
        assertTrue(middle.isOwn(2, 3, 2) && !middle.isOwn(3, 3, 2));
        assertEquals(4, middle.placeOf(3, 2));
        assertThrows(IllegalArgumentException.class, () -> new Change.FalseNames(1, List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new Change.FalseNames(1, List.of(1.0), 0));
        assertThrows(IllegalArgumentException.class, () -> new Change.Join(List.of(1.0), 0));
    }
}
