package dmsb.auction;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Factors;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.MarketConditions;
import dmsb.auction.round.Posted;
import dmsb.auction.round.PricedBy;
import dmsb.auction.round.RoundObserver;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.FactorPosting;
import dmsb.auction.rule.OthersPastRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.SeedTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds the modified second-bid auctions of one market for an embedding program.
 *
 * <pre>{@code
 * auctioneer.announce(100, 70);                 // the UAV's estimate of its value, and its contract
 * Posted posted = auctioneer.post();            // rho is fixed before the bids arrive
 * Settlement settlement = posted.clear(80, 60, 40);
 * if (settlement.uavServes()) {
 *     settlement.reveal(93);                    // what serving was worth to it, at once, later or never
 * }
 * }</pre>
 *
 * <p>This order is the protocol on which Theorem 1 rests: rho cannot depend on the bids of its own round. Several
 * rounds can be open at once. What a rule sees of past rounds follows from what was revealed on the market's {@link
 * RoundTerms terms}. The simulator keeps the same {@link Ledger}, so a rule sells here as it was measured there.
 *
 * <p>Threads: the auctions of one market have an order, because past rounds enter the price of the next. So one thread
 * at a time uses an auctioneer and the handles of its rounds; a second one is refused. Any number of markets run side
 * by side, each with its own auctioneer. They may all share one {@link ModelRule}, which is safe for many threads and
 * holds the weights.
 */
public final class Auctioneer implements Checkpointed {
    private final ScalingRule rule;
    private final AuctionListener listener;
    private final Ledger ledger;
    private final Announcement[] one;
    private final double[] rho = new double[1];
    private final @Nullable FactorPosting factorPosting;
    private final SeedTree coins;
    private final PricedBy factorsPricedBy;
    private boolean announced; // whether the UAV has declared anything yet

    private Auctioneer(ScalingRule rule, RoundTerms terms, AuctionListener listener, SeedTree coins) {
        this(rule, terms, listener, coins, PricedBy.RULE);
    }

    private Auctioneer(
            ScalingRule rule, RoundTerms terms, AuctionListener listener, SeedTree coins, PricedBy factorsPricedBy) {
        this.rule = rule;
        this.factorsPricedBy = factorsPricedBy;
        this.coins = coins;
        this.factorPosting = rule instanceof OthersPastRule others ? new FactorPosting(others) : null;
        this.listener = listener;
        this.ledger = new Ledger(terms);
        this.one = new Announcement[] {ledger.announcement()};
    }

    /**
     * An auctioneer that prices by a rule.
     *
     * @param rule the rule; used by this auctioneer alone, unless it is safe for many threads as {@link ModelRule} is. A
     *     rule that draws is to be reset before.
     * @param terms the terms of the market's rounds
     */
    public Auctioneer(PostedRule rule, RoundTerms terms) {
        this(rule, terms, AuctionListener.NONE);
    }

    /**
     * An auctioneer that prices by a rule and tells of every round.
     *
     * @param rule the rule; used by this auctioneer alone, unless it is safe for many threads as {@link ModelRule} is. A
     *     rule that draws is to be reset before.
     * @param terms the terms of the market's rounds
     * @param listener told of every round
     */
    public Auctioneer(PostedRule rule, RoundTerms terms, AuctionListener listener) {
        this(rule, terms, listener, SeedTree.of(0));
    }

    /**
     * An auctioneer that posts for each station a factor from the others' past, theorem A. Identities have to be verified: a
     * station that bids under a second name moves its own factor. All earlier rounds have to be settled or cancelled before
     * the next is posted, so that no station can delay what others' bids are seen; and no station may cause a cancellation.
     *
     * @param rule the rule; used by this auctioneer alone
     * @param terms the terms of the market's rounds
     * @param coins what the rule's looks draw from, by round; secret until the bids are in
     * @param listener told of every round
     */
    public Auctioneer(OthersPastRule rule, RoundTerms terms, SeedTree coins, AuctionListener listener) {
        this((ScalingRule) rule, terms, listener, coins);
    }

    /**
     * An auctioneer with a fixed price scaling factor.
     *
     * @param rho the factor, from 1 to infinity
     * @param groundStations the number of ground base stations, N, at least 1
     * @return the auctioneer
     * @throws IllegalArgumentException if rho is NaN or below 1, or there is no station
     */
    public static Auctioneer fixed(double rho, int groundStations) {
        return new Auctioneer(new ConstantRule(rho), RoundTerms.of(groundStations));
    }

    /**
     * An auctioneer that prices by a model, on the terms of the model's scenario. For several markets make one {@link
     * ModelRule} and share it.
     *
     * @param model the model
     * @return the auctioneer
     * @throws IllegalArgumentException if the model sees the bids of the round, and so cannot be posted before them
     */
    public static Auctioneer trained(PricingModel model) {
        return trained(model, AuctionListener.NONE);
    }

    /**
     * The same that tells of every round. A model that observes the others' past posts a factor for each station, under the
     * conditions of {@link #Auctioneer(OthersPastRule, RoundTerms, SeedTree, AuctionListener)}. Its looks draw nothing.
     *
     * @param model the model
     * @param listener told of every round
     * @return the auctioneer
     * @throws IllegalArgumentException if the model sees the bids of the round, and so cannot be posted before them
     */
    public static Auctioneer trained(PricingModel model, AuctionListener listener) {
        Scenario scenario = model.scenario();
        if (scenario.observation().isOthersPast()) {
            PricedBy pricedBy = new PricedBy(model.id(), 1);
            return new Auctioneer(model.rule(), RoundTerms.of(scenario), listener, SeedTree.of(0), pricedBy);
        }
        return trained(new ModelRule(model), listener);
    }

    /**
     * An auctioneer that prices by a model that other markets share, on the terms of the model's scenario.
     *
     * @param shared the rule that holds the model
     * @param listener told of every round
     * @return the auctioneer
     */
    public static Auctioneer trained(ModelRule shared, AuctionListener listener) {
        return new Auctioneer(shared, termsOf(shared), listener);
    }

    private static RoundTerms termsOf(ModelRule shared) {
        Scenario scenario = shared.model().scenario();
        return RoundTerms.of(scenario);
    }

    /**
     * An auctioneer whose rule sees the bids before it sets rho, the paper's literal state. <b>It gives up what makes it safe
     * to bid the truth</b>: a ground base station can gain by misreporting, and for a trained rule one does. It has no
     * {@link #post}.
     *
     * @param rule the rule; used by this auctioneer alone
     * @param terms the terms of the market's rounds
     * @param listener told of every round
     * @return the auctioneer
     */
    public static Auctioneer withoutTruthfulness(BidDependentRule rule, RoundTerms terms, AuctionListener listener) {
        return new Auctioneer(rule, terms, listener, SeedTree.of(0));
    }

    /**
     * Sets what the UAV declares for the rounds to come, until it is announced anew. Rounds that are posted already keep what
     * they were posted with.
     *
     * @param estimate the UAV's estimate of its value, vhat_0, finite and not negative
     * @param contract its contract b_0, finite and not negative; what it pays if it serves, unless the {@link #terms} have
     *     the pivot contract
     * @return this
     * @throws IllegalStateException if another thread is using this auctioneer
     * @throws IllegalArgumentException if a number is negative, infinite or NaN
     */
    public Auctioneer announce(double estimate, double contract) {
        ledger.enter();
        try {
            return declare(estimate, contract);
        } finally {
            ledger.leave();
        }
    }

    /**
     * Sets the market conditions and what the UAV declares for the rounds to come, until they are announced anew.
     *
     * @param conditions the conditions; copied
     * @param estimate the UAV's estimate of its value, vhat_0, finite and not negative
     * @param contract its contract b_0, finite and not negative; what it pays if it serves, unless the {@link #terms} have
     *     the pivot contract
     * @return this
     * @throws IllegalStateException if another thread is using this auctioneer
     * @throws IllegalArgumentException if a number is negative, infinite or NaN, or the conditions are of another shape
     */
    public Auctioneer announce(MarketConditions conditions, double estimate, double contract) {
        ledger.enter();
        try {
            Announcement.requireDeclaration(estimate, contract); // before anything is changed
            conditions.announce(ledger.announcement());
            return declare(estimate, contract);
        } finally {
            ledger.leave();
        }
    }

    /**
     * Sets scaled market conditions and what the UAV declares for the rounds to come, until they are announced anew.
     *
     * @param conditions the conditions m^k, each scaled to [0, 1]; copied
     * @param estimate the UAV's estimate of its value, vhat_0, finite and not negative
     * @param contract its contract b_0, finite and not negative; what it pays if it serves, unless the {@link #terms} have
     *     the pivot contract
     * @return this
     * @throws IllegalStateException if another thread is using this auctioneer
     * @throws IllegalArgumentException if a number is negative, infinite or NaN, or there is another number of conditions
     */
    public Auctioneer announce(double[] conditions, double estimate, double contract) {
        ledger.enter();
        try {
            Announcement.requireDeclaration(estimate, contract); // before anything is changed
            ledger.announcement().setConditions(conditions);
            return declare(estimate, contract);
        } finally {
            ledger.leave();
        }
    }

    private Auctioneer declare(double estimate, double contract) {
        ledger.announcement().declare(estimate, contract);
        announced = true;
        return this;
    }

    /**
     * Refuses to hold a round of which the UAV has declared nothing: it would be worth 0, and every task sold.
     *
     * @param what who refuses
     * @throws IllegalStateException if nothing was announced yet
     */
    void requireAnnounced(String what) {
        if (!announced) {
            throw new IllegalStateException(
                    what + ": expected what the UAV declares, got no announcement: announce first");
        }
    }

    /**
     * Sets which stations take part in the rounds to come, until others are invited. A station keeps its number when others
     * join or leave: what a model reads of the past is that of the stations invited. Rounds that are posted already keep those
     * that they were posted with. At first all are invited.
     *
     * @param stations their numbers, each from 1 to the most that the {@link #terms} allow; as many as these allow
     * @return this
     * @throws IllegalStateException if another thread is using this auctioneer
     * @throws IllegalArgumentException if a number is out of its range or stands twice, or there are fewer stations than the
     *     terms allow; nothing is changed then
     */
    public Auctioneer invite(int... stations) {
        ledger.enter();
        try {
            boolean[] invited = new boolean[ledger.terms().groundStations()];
            for (int i = 0; i < stations.length; i++) {
                int place = Require.within("stations[" + i + "]", stations[i], 1, invited.length) - 1;
                if (invited[place]) {
                    throw Require.refusal("stations", "each of them once", "station " + stations[i] + " twice");
                }
                invited[place] = true;
            }
            ledger.announcement().invite(invited);
            return this;
        } finally {
            ledger.leave();
        }
    }

    /**
     * Fixes rho for the next round, by what was announced last.
     *
     * @return the posted round; settle or cancel it
     * @throws IllegalStateException if nothing was announced yet, the rule sees the bids, another thread is using this
     *     auctioneer, or the rule has factors from the others' past and an earlier round is open
     * @throws IllegalArgumentException if the announcement is not of the shape that the rule looks at; nothing is posted then
     */
    public Posted post() {
        return post("");
    }

    /**
     * Fixes rho for the next round, by what was announced last.
     *
     * @param auctionId the caller's id of the auction, which its settlement tells
     * @return the posted round; settle or cancel it
     * @throws IllegalStateException if nothing was announced yet, the rule sees the bids, another thread is using this
     *     auctioneer, or the rule has factors from the others' past and an earlier round is open
     * @throws IllegalArgumentException if the announcement is not of the shape that the rule looks at, or the id has half of a
     *     surrogate pair; nothing is posted then
     */
    public Posted post(String auctionId) {
        requireId(auctionId);
        ledger.enter();
        try {
            requireAnnounced("post");
            if (factorPosting != null) {
                return postFactors(factorPosting, auctionId);
            }
            PostedRule postedRule = postedRule();
            ledger.tell(postedRule);
            PricedBy pricedBy = postedRule.rhos(one, 1, rho);
            return post(auctionId, rho[0], pricedBy);
        } finally {
            ledger.leave();
        }
    }

    private Posted postFactors(FactorPosting posting, String auctionId) {
        if (!ledger.open().isEmpty()) {
            throw new IllegalStateException(
                    "post: expected earlier rounds to be settled or cancelled, as factors come from"
                            + " the others' bids in them, got open round "
                            + ledger.open().get(0).number());
        }
        ledger.tell(RoundObserver.NONE); // the rule is not told of rounds: its views show what it may see
        Factors factors = posting.post(ledger.announcement(), coins.child(ledger.next()));
        return ledger.post(auctionId, factors, factorsPricedBy, listener);
    }

    private static void requireId(String auctionId) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(Objects.requireNonNull(auctionId, "auctionId"))) {
            throw new IllegalArgumentException("auctionId: expected text of whole characters, got half of a pair");
        }
    }

    private PostedRule postedRule() {
        if (rule instanceof PostedRule posted) {
            return posted;
        }
        throw new IllegalStateException(
                "post: expected a rule that does not see the bids, got one without truthfulness:"
                        + " announce, and clear the bids");
    }

    /** Posts a round whose rho is fixed. */
    Posted post(String auctionId, double factor, PricedBy pricedBy) {
        return ledger.post(auctionId, Factors.common(factor), pricedBy, listener);
    }

    /** The rule, for those who ask it for several markets at a time. */
    ScalingRule rule() {
        return rule;
    }

    /** The book, for those who post for several markets at a time. */
    Ledger ledger() {
        return ledger;
    }

    /**
     * Holds a round whose bids are there already: fixes rho, then settles. A rule that is posted does not see the bids here
     * either; one without truthfulness does.
     *
     * @param bids the sealed bids b_1..b_N. Where the {@link #terms} have a range of stations, NaN is a missing bid, and so is
     *     one after the last element. Not modified.
     * @return who serves, what is paid, and why
     * @throws IllegalStateException if nothing was announced yet, or another thread is using this auctioneer
     * @throws IllegalArgumentException if a bid is negative or infinite, there are not N, one is missing that must not be, one
     *     is of a station that is not invited, or the announcement is not of the shape that the rule looks at; nothing is
     *     posted or remembered then
     */
    public Settlement clear(double... bids) {
        ledger.enter();
        try {
            requireAnnounced("clear");
            ledger.announcement().requireBids(bids);
            if (rule instanceof BidDependentRule sighted) {
                double[] all = ledger.announcement().everyBid(bids);
                ledger.tell(sighted);
                double factor = sighted.rho(ledger.announcement(), all, all.length);
                return post("", factor, PricedBy.RULE).clear(bids);
            }
            return post().clear(bids);
        } finally {
            ledger.leave();
        }
    }

    /**
     * The terms of the market's rounds.
     *
     * @return the terms
     */
    public RoundTerms terms() {
        return ledger.terms();
    }

    /**
     * The past rounds as the rule sees them.
     *
     * @return the history itself, not a copy
     */
    public BidHistory history() {
        return ledger.announcement().history();
    }

    /**
     * The rounds that are posted and neither settled nor cancelled.
     *
     * @return their handles in the order of their numbers
     * @throws IllegalStateException if another thread is using this auctioneer
     */
    public List<Posted> open() {
        ledger.enter();
        try {
            return ledger.open();
        } finally {
            ledger.leave();
        }
    }

    /**
     * The settled rounds that the UAV served and whose value is to be revealed, so that a program that was restarted finds
     * them again.
     *
     * @return their settlements in the order in which they were settled: the last 64, and all that the history reaches; none
     *     where the terms say that values are never revealed
     * @throws IllegalStateException if another thread is using this auctioneer
     */
    public List<Settlement> awaiting() {
        ledger.enter();
        try {
            return ledger.awaiting();
        } finally {
            ledger.leave();
        }
    }

    /**
     * Saves the market: history, rounds under way, announcement if there was one, and what the rule keeps. The model is not in
     * it; keep the one that prices with it, see {@link ModelRule#published}.
     */
    @Override
    public void save(StateWriter state) {
        ledger.enter();
        try {
            state.put("announced", announced ? 1L : 0L);
            state.put("ledger", ledger);
            state.put("rule", rule);
        } finally {
            ledger.leave();
        }
    }

    /** Restores a market into an auctioneer of the same rule, terms and coins; it goes on as if it had never stopped. */
    @Override
    public void restore(StateReader state) {
        ledger.enter();
        try {
            announced = state.wholeNumber("announced", 0, 1) == 1;
            ledger.restore(state.under("ledger"), listener);
            state.restore("rule", rule);
        } finally {
            ledger.leave();
        }
    }
}
