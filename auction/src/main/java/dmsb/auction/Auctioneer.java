package dmsb.auction;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Holds the modified second-bid auctions of one market for an embedding program: first {@link #post} fixes rho from what is
 * known, then {@link #clear(double...)} takes the sealed bids. That order is the protocol, and what Theorem 1 rests on: rho
 * cannot depend on the bids of its own round. {@link #clear(Announcement, double...)} does both where the bids are there
 * already; the rule still does not see them.
 *
 * <p>After clearing, the round is recorded in the announcement's history and shown to the rule, with the winner's bid as
 * surplus or, as the value of a serving UAV is not revealed, with its declared estimate.
 *
 * <p>Threads: the auctions of one market have an order, as each is priced by those before it. So an auctioneer, its
 * announcement and their history belong to one market and are used by one thread at a time; a second one is refused. Any
 * number of markets run side by side, each with an auctioneer of its own, and all may share one {@link ModelRule}, which is
 * safe for many threads and holds the weights. An auctioneer is a few words of memory.
 */
public final class Auctioneer {
    private final ScalingRule rule;
    private final ClearingListener listener;
    private final AtomicBoolean busy = new AtomicBoolean();
    private @Nullable Announcement posted;
    private @Nullable Round room;
    private double rho;

    private Auctioneer(ScalingRule rule, ClearingListener listener) {
        this.rule = rule;
        this.listener = listener;
    }

    /**
     * An auctioneer that prices by a rule.
     *
     * @param rule the rule; used by this auctioneer alone, unless it is safe for many threads as {@link ModelRule} is. A
     *     rule that draws is to be reset before.
     */
    public Auctioneer(PostedRule rule) {
        this(rule, ClearingListener.NONE);
    }

    /**
     * An auctioneer that prices by a rule and tells of every auction.
     *
     * @param rule the rule; used by this auctioneer alone, unless it is safe for many threads as {@link ModelRule} is. A
     *     rule that draws is to be reset before.
     * @param listener told of every auction
     */
    public Auctioneer(PostedRule rule, ClearingListener listener) {
        this((ScalingRule) rule, listener);
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
     * An auctioneer that prices by a trained model. For several markets make one {@link ModelRule} and share it.
     *
     * @param model the model
     * @return the auctioneer
     * @throws IllegalArgumentException if the model sees the bids of the round, and so cannot be posted before them
     */
    public static Auctioneer trained(LearnedModel model) {
        return new Auctioneer(new ModelRule(model));
    }

    /**
     * An auctioneer whose rule sees the bids before it sets rho, the paper's literal state. <b>It gives up what makes it safe
     * to bid the truth</b>: a ground base station can gain by misreporting, and for a trained rule one does. It has no
     * {@link #post}.
     *
     * @param rule the rule; used by this auctioneer alone
     * @param listener told of every auction
     * @return the auctioneer
     */
    public static Auctioneer withoutTruthfulness(BidDependentRule rule, ClearingListener listener) {
        return new Auctioneer((ScalingRule) rule, listener);
    }

    /**
     * Fixes rho for the next auction.
     *
     * @param announcement what is known before the bids. Kept until the auction is cleared, when the round is recorded in
     *     its history.
     * @return rho
     * @throws IllegalStateException if the rule sees the bids, or another thread is using this auctioneer
     * @throws IllegalArgumentException if the announcement is not of the shape that the rule looks at
     */
    public double post(Announcement announcement) {
        enter();
        try {
            if (!(rule instanceof PostedRule before)) {
                throw new IllegalStateException(
                        "post: expected a rule that does not see the bids, got one without truthfulness: call clear"
                                + " with announcement and bids");
            }
            rho = ModifiedSecondBid.requireRho(before.rho(announcement));
            posted = announcement;
            return rho;
        } finally {
            busy.set(false);
        }
    }

    /**
     * Clears the auction for which rho was posted.
     *
     * @param bids the sealed bids b_1..b_N, as many as the announcement's history has in a round. Not modified.
     * @return winner, price, rho, and why
     * @throws IllegalStateException if no rho has been posted since the last auction, or another thread is using this
     *     auctioneer
     * @throws IllegalArgumentException if a bid is negative, infinite or NaN, or their number is another one; the posted
     *     rho then still stands
     */
    public Clearing clear(double... bids) {
        enter();
        try {
            Announcement announcement = posted;
            if (announcement == null) {
                throw new IllegalStateException("clear: expected post before every auction");
            }
            require(announcement, bids);
            posted = null;
            return clear(announcement, bids, rho);
        } finally {
            busy.set(false);
        }
    }

    /**
     * Holds an auction whose bids are there already: fixes rho from the announcement, then clears. A rule that is posted
     * does not see the bids here either. A rho that was posted before is withdrawn.
     *
     * @param announcement what is known before the bids. Its history is modified: the round is recorded in it.
     * @param bids the sealed bids b_1..b_N, as many as the announcement's history has in a round. Not modified.
     * @return winner, price, rho, and why
     * @throws IllegalStateException if another thread is using this auctioneer
     * @throws IllegalArgumentException if a bid is negative, infinite or NaN, their number is another one, or the
     *     announcement is not of the shape that the rule looks at; nothing is recorded then
     */
    public Clearing clear(Announcement announcement, double... bids) {
        enter();
        try {
            posted = null;
            require(announcement, bids);
            double factor = rule instanceof BidDependentRule sighted
                    ? sighted.rho(announcement, bids.clone(), bids.length)
                    : ((PostedRule) rule).rho(announcement);
            return clear(announcement, bids, ModifiedSecondBid.requireRho(factor));
        } finally {
            busy.set(false);
        }
    }

    private void enter() {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "auctioneer: expected one thread at a time, got a second one: every market needs its own auctioneer");
        }
    }

    private static void require(Announcement announcement, double[] bids) {
        int expected = announcement.history().groundStations();
        if (bids.length != expected) {
            throw new IllegalArgumentException("bids: expected " + expected + " of them, got " + bids.length);
        }
        Bids.require(bids, bids.length);
    }

    private Clearing clear(Announcement announcement, double[] bids, double factor) {
        Clearing clearing = Clearing.of(bids, factor, announcement.contract());
        Round round = roomFor(bids.length);
        System.arraycopy(bids, 0, round.bids(), 0, bids.length);
        round.open(announcement, announcement.estimate());
        round.awardBy(factor);
        try {
            listener.onClearing(announcement, round.bids(), clearing);
        } finally {
            announcement.history().record(round.bids(), round.estimate(), round.uavServes(), round.surplus());
            rule.observe(round);
        }
        return clearing;
    }

    private Round roomFor(int groundStations) {
        Round round = room;
        if (round == null || round.bids().length != groundStations) {
            round = new Round(groundStations, 1.0);
            room = round;
        }
        return round;
    }
}
