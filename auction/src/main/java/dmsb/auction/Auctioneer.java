package dmsb.auction;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.pricing.Announcement;
import dmsb.auction.pricing.ConstantRule;
import dmsb.auction.pricing.PostedRule;
import dmsb.auction.pricing.Round;
import org.jspecify.annotations.Nullable;

/**
 * Holds modified second-bid auctions for an embedding program: first {@link #post} fixes rho from what is known, then
 * {@link #clear} takes the sealed bids. That order is the protocol, and what Theorem 1 rests on: rho cannot depend on the
 * bids of its own round.
 *
 * <p>After clearing, the round is recorded in the announcement's history and shown to the rule, with the winner's bid as
 * surplus or, as the value of a serving UAV is not revealed, with its declared estimate. For one thread at a time.
 */
public final class Auctioneer {
    private final PostedRule rule;
    private @Nullable Announcement posted;
    private double rho;

    /**
     * An auctioneer that prices by a rule.
     *
     * @param rule the rule; used by this auctioneer alone. A rule that draws is to be reset before.
     */
    public Auctioneer(PostedRule rule) {
        this.rule = rule;
    }

    /**
     * An auctioneer with a fixed price scaling factor.
     *
     * @param rho the factor, from 1 to infinity
     * @return the auctioneer
     * @throws IllegalArgumentException if rho is NaN or below 1
     */
    public static Auctioneer fixed(double rho) {
        return new Auctioneer(new ConstantRule(rho));
    }

    /**
     * Fixes rho for the next auction.
     *
     * @param announcement what is known before the bids. Kept until the auction is cleared, when the round is recorded in
     *     its history.
     * @return rho
     */
    public double post(Announcement announcement) {
        rho = ModifiedSecondBid.requireRho(rule.rho(announcement));
        posted = announcement;
        return rho;
    }

    /**
     * Clears the auction for which rho was posted.
     *
     * @param bids the sealed bids b_1..b_N, as many as the announcement's history has in a round. Not modified.
     * @return winner, price and rho
     * @throws IllegalStateException if no rho has been posted since the last auction
     * @throws IllegalArgumentException if a bid is negative, infinite or NaN, or their number is another one; the posted
     *     rho then still stands
     */
    public Clearing clear(double... bids) {
        Announcement announcement = posted;
        if (announcement == null) {
            throw new IllegalStateException("clear: expected post before every auction");
        }
        if (bids.length != announcement.history().groundStations()) {
            throw new IllegalArgumentException(
                    "bids: expected " + announcement.history().groundStations() + " of them, got " + bids.length);
        }
        Round round = new Round(bids.length, 1.0);
        System.arraycopy(bids, 0, round.bids(), 0, bids.length);
        round.open(announcement, announcement.estimate());
        round.awardBy(rho);
        announcement.history().record(bids, round.estimate(), round.uavServes(), round.surplus());
        rule.observe(round);
        posted = null;
        return new Clearing(round.winner(), round.price(), rho);
    }
}
