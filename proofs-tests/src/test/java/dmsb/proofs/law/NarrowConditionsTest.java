package dmsb.proofs.law;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an auction does in a narrow range of bids only is found, whatever the seed. */
class NarrowConditionsTest {
    private static Search search(long seed) {
        return new Search(seed, 1, 5, 200, 0.5);
    }

    private static Counterexample.Contradiction found(Law law, Mechanism auction, long seed) {
        Verdict verdict = Laws.check(law, auction, search(seed));
        Counterexample.Contradiction found = assertInstanceOf(
                Counterexample.Contradiction.class,
                assertInstanceOf(Verdict.Fails.class, verdict, verdict::toString)
                        .counterexample());
        assertTrue(found.isConfirmedBy(auction), found::toString);
        return found;
    }

    /** One factor if so many of the highest rivals bid at least a part of the highest of them, another one else. */
    private static Mechanism byGroup(int size, double part, double group, double none) {
        return bids -> {
            int winner = Bids.highest(bids, bids.length);
            double[] rivals = Amounts.without(bids, winner);
            Arrays.sort(rivals);
            int count = rivals.length;
            double highest = count == 0 ? 0.0 : rivals[count - 1];
            boolean isGroup = count >= size && rivals[count - size] >= part * highest;
            return new ModifiedSecondBid(isGroup ? group : none).clear(bids);
        };
    }

    /** Two or three tied rivals make psi 1.5 m; an identity a little above them breaks their group, and psi is 1.2 m. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anIdentityThatBreaksAGroupOfRivalsIsFound(int size) {
        for (long seed = 1; seed <= 3; seed++) {
            found(Law.WINNER_FALSE_NAME_PROOF, byGroup(size, 1 / 1.05, 1.5, 1.2), seed);
            found(Law.NO_GAIN_FROM_IDENTITIES, byGroup(size, 1 / 1.05, 1.5, 1.2), seed);
        }
    }

    /** Four rivals within a tenth make psi 1.2 m: three who join a single one, or four names of the bidder's own, form a group. */
    @Test
    void identitiesThatFormAGroupAreFound() {
        Mechanism auction = byGroup(4, 1 / 1.1, 1.2, 1.5);
        for (long seed = 1; seed <= 3; seed++) {
            found(Law.HIGHEST_BID_DECIDES, auction, seed);
            found(Law.WINNER_FALSE_NAME_PROOF, auction, seed);
            found(Law.NO_GAIN_FROM_IDENTITIES, auction, seed);
            found(Law.LOSER_FALSE_NAME_PROOF, byGroup(4, 1 / 1.1, 1.5, 1.2), seed);
        }
    }

    /** A tenth off for bids between two multiples of psi. */
    @ParameterizedTest
    @CsvSource({"2.05, 2.4", "4.2, 4.8", "5, 6", "6, 8", "8, 10", "12, 19", "21, 30", "30, 60", "1.55, 1.7"})
    void aDiscountBetweenMultiplesOfTheCriticalBidIsFound(double from, double to) {
        Mechanism auction = bids -> {
            Outcome sold = new ModifiedSecondBid(1.2).clear(bids);
            double multiple = sold.winner() == 0 || sold.price() == 0.0 ? 0.0 : bids[sold.winner() - 1] / sold.price();
            return multiple >= from && multiple <= to
                    ? new Outcome(bids.length, sold.winner(), 0.9 * sold.price())
                    : sold;
        };
        for (long seed = 1; seed <= 3; seed++) {
            found(Law.STRATEGY_PROOF, auction, seed);
            found(Law.CRITICAL_PAYMENT, auction, seed);
        }
    }

    /** Where m is above 4 the winner pays a tenth less than psi, and bids up to psi are refused but for a few. */
    @Test
    void bidsHalfwayFromThePaymentToTheCriticalBidAreTried() {
        Mechanism auction = bids -> {
            Outcome sold = new ModifiedSecondBid(1.2).clear(bids);
            int highest = Bids.highest(bids, bids.length);
            double other = Bids.highestOfOthers(bids, bids.length, highest);
            if (other <= 4.0) {
                return sold;
            }
            double multiple = bids[highest] / other;
            if (multiple <= 1.2 && !(multiple > 1.139 && multiple < 1.141)) {
                throw new IllegalArgumentException("bids: too low");
            }
            return sold.uavServes() ? sold : new Outcome(bids.length, sold.winner(), 0.9 * sold.price());
        };
        for (long seed = 1; seed <= 3; seed++) {
            found(Law.CRITICAL_PAYMENT, auction, seed);
        }
    }

    /** Who pays twice its bid can win below its payment, by another bid than its own. */
    @Test
    void aCounterexampleConcernsItsLaw() {
        Mechanism twice = bids -> {
            int highest = Bids.highest(bids, bids.length);
            return new Outcome(bids.length, highest + 1, 2.0 * bids[highest]);
        };
        Experiment found = found(Law.CRITICAL_PAYMENT, twice, 1).experiment();
        Change.Rebid rebid = assertInstanceOf(Change.Rebid.class, found.change());
        assertNotEquals(found.value(), rebid.bid(), found::toString);
    }

    @Test
    void aVerdictDoesNotBoastOfAGridThatWasNotSearched() {
        String text = Laws.check(Law.STRATEGY_PROOF, new ModifiedSecondBid(1.5), Search.DEFAULT.withBidders(4))
                .toString();
        assertTrue(text.matches("strategy-proof holds in [0-9]+ probes with seed 1, with up to 4 bidders"), text);
        assertFalse(text.contains("grid"), text);
    }
}
