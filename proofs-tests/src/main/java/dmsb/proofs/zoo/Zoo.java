package dmsb.proofs.zoo;

import static dmsb.proofs.law.Law.ANONYMOUS;
import static dmsb.proofs.law.Law.CRITICAL_PAYMENT;
import static dmsb.proofs.law.Law.HIGHEST_BID_DECIDES;
import static dmsb.proofs.law.Law.HOMOGENEOUS;
import static dmsb.proofs.law.Law.INDEPENDENT_OF_COMMON_VALUE;
import static dmsb.proofs.law.Law.LOSER_FALSE_NAME_PROOF;
import static dmsb.proofs.law.Law.NO_GAIN_FROM_IDENTITIES;
import static dmsb.proofs.law.Law.SCALE_FREE;
import static dmsb.proofs.law.Law.STRATEGY_PROOF;
import static dmsb.proofs.law.Law.WINNER_FALSE_NAME_PROOF;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.SecondPrice;
import dmsb.proofs.law.Law;
import java.util.List;
import java.util.Set;

/** Auctions whose broken laws are known from their definitions. */
public final class Zoo {
    private static final int BIDDERS = 2;

    private static final Set<Law> FALLING_JUMP = Set.of(
            WINNER_FALSE_NAME_PROOF, NO_GAIN_FROM_IDENTITIES, HOMOGENEOUS, SCALE_FREE, INDEPENDENT_OF_COMMON_VALUE);
    private static final Set<Law> FALLING_WITH_NAMES =
            Set.of(WINNER_FALSE_NAME_PROOF, NO_GAIN_FROM_IDENTITIES, HIGHEST_BID_DECIDES);

    private Zoo() {}

    /**
     * The sound auctions first, then those that break a law.
     *
     * @return all specimens
     */
    public static List<Specimen> all() {
        return List.of(
                sound("second price, ground only", SecondPrice.groundOnly(), "psi = m"),
                sound("MSB, rho = 1", new ModifiedSecondBid(1.0), "a constant rho"),
                sound("MSB, rho = 1.2", new ModifiedSecondBid(1.2), "a constant rho"),
                sound("MSB, rho = 2", new ModifiedSecondBid(2.0), "a constant rho"),
                sound("MSB, rho = 10^0.95", new ModifiedSecondBid(StrictMath.pow(10.0, 0.95)), "a constant rho"),
                sound("MSB, rho = infinity", new ModifiedSecondBid(Double.POSITIVE_INFINITY, 3.0), "psi is infinite"),
                sound("always the UAV", new AlwaysUav(3.0), "nothing depends on the bids"),
                of(
                        "second price with the UAV's contract 3",
                        new SecondPrice(3.0),
                        Set.of(ANONYMOUS, HOMOGENEOUS, SCALE_FREE, INDEPENDENT_OF_COMMON_VALUE),
                        "psi = max(m, b_0): the contract is a reserve; a tie goes to the bidder with the lowest number"),
                of(
                        "own-bid-dependent rho",
                        new OwnBidDependent(),
                        Set.of(
                                CRITICAL_PAYMENT,
                                STRATEGY_PROOF,
                                NO_GAIN_FROM_IDENTITIES,
                                HOMOGENEOUS,
                                SCALE_FREE,
                                INDEPENDENT_OF_COMMON_VALUE),
                        "psi = 3m below 4/3, 4 up to 4, then m: monotone in m, not homogeneous; bids from 4 on pay m instead"),
                of(
                        "first price (>=)",
                        new FirstPrice(),
                        Set.of(ANONYMOUS, CRITICAL_PAYMENT, STRATEGY_PROOF, NO_GAIN_FROM_IDENTITIES),
                        "psi = m, but the winner pays its bid; a tie goes to the bidder with the lowest number"),
                of(
                        "rho by max b_-n",
                        new FactorByHighestOther(),
                        FALLING_JUMP,
                        "psi = 2m below 2, then 1.2m: falls at 2; depends on m alone"),
                of(
                        "a small step of rho",
                        new SmallStep(2.0, 1.3, 1.25),
                        FALLING_JUMP,
                        "psi = 1.3m below 2, then 1.25m: falls at 2 from 2.6 to 2.5, which no two points of the grid enclose"),
                of(
                        "a small step up",
                        new SmallStep(2.0, 1.25, 1.3),
                        Set.of(HOMOGENEOUS, SCALE_FREE, INDEPENDENT_OF_COMMON_VALUE),
                        "psi = 1.25m below 2, then 1.3m: rises with m, so an identity never helps; 2 is an amount of money"),
                of(
                        "psi = sum",
                        new SumOfOthers(),
                        Set.of(LOSER_FALSE_NAME_PROOF, HIGHEST_BID_DECIDES),
                        "psi rises with every identity, dominated or not"),
                of("psi = 2 b(1) - b(2)", new TwiceHighestLessSecond(), FALLING_WITH_NAMES, "a second bid lowers psi"),
                of("psi = max(max, 4 min)", new FourTimesLowest(), FALLING_WITH_NAMES, "a low bid lowers psi"),
                of(
                        "psi = max(m, 3)",
                        new Reserve(3.0),
                        Set.of(HOMOGENEOUS, SCALE_FREE, INDEPENDENT_OF_COMMON_VALUE),
                        "an amount of money in psi"),
                of(
                        "rho by slot",
                        new FactorBySlot(),
                        Set.of(ANONYMOUS, LOSER_FALSE_NAME_PROOF, NO_GAIN_FROM_IDENTITIES, HIGHEST_BID_DECIDES),
                        "a constant rho for each slot: a name in front takes the better one, and moves the others back"),
                of("rho by N", new FactorByCount(), FALLING_WITH_NAMES, "rho(3) < rho(2): every identity lowers psi"),
                new Specimen(
                        "rho by C",
                        new ModifiedSecondBid(1.2),
                        new ParetoMarket(BIDDERS, new ModifiedSecondBid(3.0), new ModifiedSecondBid(1.2)),
                        Set.of(INDEPENDENT_OF_COMMON_VALUE),
                        "rho = 1.2 at C = 10 and 3 at C = 1: in every round a constant rho, and yet adverse selection"));
    }

    private static Specimen sound(String name, Mechanism mechanism, String why) {
        return of(name, mechanism, Set.of(), why);
    }

    private static Specimen of(String name, Mechanism mechanism, Set<Law> broken, String why) {
        return new Specimen(name, mechanism, ParetoMarket.of(BIDDERS, mechanism), broken, why);
    }
}
