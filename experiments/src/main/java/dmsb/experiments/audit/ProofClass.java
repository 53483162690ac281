package dmsb.experiments.audit;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.RuleWithReveals;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.StrictRule;
import dmsb.auction.rule.StrictRuleWithLooks;
import dmsb.core.math.ShortestDecimal;
import dmsb.proofs.law.Law;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What is known of a rule for rho from what it may look at, before anything is tried. */
public enum ProofClass {
    /** Rho never changes. */
    CONSTANT(
            "constant rho: all laws hold, and for deterministic anonymous auctions together only for such a rho (Arnosti, Beck,"
                    + " Milgrom 2016)"),
    /** Rho is fixed before the bids arrive. */
    POSTED(
            "rho posted before the bids: in every round a modified second-bid auction with a constant rho, so Theorem 1 holds round"
                    + " by round; free of adverse selection only given what the rule has seen, and not truthful over time"),
    /** Factors come from the others' past and from nothing else that a bid moves. */
    STRICT(
            "a factor for each station from the others' past: truth is optimal for one station over any horizon (theorem A: open"
                    + " loop, exogenous values, verified identities, no rings), and strategy-proof within a round"),
    /** The same, and the UAV's value is seen in looks, which no bid decides. */
    STRICT_WITH_LOOKS(
            "a factor for each station from the others' past and from looks that no bid decides: truth is optimal for one station over"
                    + " any horizon (theorem A: open loop, exogenous values, verified identities, no rings), and strategy-proof"
                    + " within a round"),
    /** Factors come from the others' past and from the UAV's value where it served, which bids decide. */
    OTHERS_PAST_WITH_REVEALS(
            "a factor for each station from the others' past and from values that serving has revealed: strategy-proof within a"
                    + " round, not truthful over time, as bids decide who serves; 'audit --dynamic' measures what that is worth"),
    /** No rho at all: the UAV's contract is one more bid. */
    SECOND_PRICE(
            "second-price sale with the UAV's contract as one more bid: truthful within a round (Vickrey 1961); the contract is a"
                    + " reserve, so it is not free of adverse selection"),
    /** Rho depends on the bids of the round. */
    BID_DEPENDENT("rho depends on the bids of the round: nothing is proved");

    /** Laws that compare stations, or add some: they need one factor for all. */
    private static final Set<Law> NEEDS_ONE_FACTOR = EnumSet.of(
            Law.ANONYMOUS,
            Law.WINNER_FALSE_NAME_PROOF,
            Law.LOSER_FALSE_NAME_PROOF,
            Law.NO_GAIN_FROM_IDENTITIES,
            Law.HIGHEST_BID_DECIDES);

    private final String statement;

    ProofClass(String statement) {
        this.statement = statement;
    }

    /**
     * The class of a rule, which its type tells.
     *
     * @param rule the rule
     * @return its class
     */
    public static ProofClass of(ScalingRule rule) {
        if (rule instanceof ConstantRule) {
            return CONSTANT;
        } else if (rule instanceof PostedRule) {
            return POSTED;
        } else if (rule instanceof StrictRule) {
            return STRICT;
        } else if (rule instanceof StrictRuleWithLooks) {
            return STRICT_WITH_LOOKS;
        }
        return rule instanceof RuleWithReveals ? OTHERS_PAST_WITH_REVEALS : BID_DEPENDENT;
    }

    /**
     * Whether no misreport gains anything within a round.
     *
     * @return true if no factor depends on the bids of the round
     */
    public boolean isProved() {
        return this == CONSTANT || this == POSTED || hasOwnFactors();
    }

    /** Whether stations have factors of their own. */
    private boolean hasOwnFactors() {
        return this == STRICT || this == STRICT_WITH_LOOKS || this == OTHERS_PAST_WITH_REVEALS;
    }

    /**
     * Whether truth is optimal over time for one station, under the assumptions of theorem A.
     *
     * @return true if no bid of a station moves its later factors
     */
    public boolean isTruthfulOverTime() {
        return this == CONSTANT || this == STRICT || this == STRICT_WITH_LOOKS;
    }

    /**
     * Which assumption of theorem A a market breaks.
     *
     * @param market the market
     * @return the assumption in words, empty if none is broken or the class does not lean on the theorem
     */
    public Optional<String> whereTheoremAFails(Scenario market) {
        if (!isTruthfulOverTime()) {
            return Optional.empty();
        } else if (market.slotSeconds() > 0.0) {
            return Optional.of("in this market values are not exogenous: who serves is slower later (slotSeconds "
                    + ShortestDecimal.of(market.slotSeconds()) + "), so truth need not be optimal over time");
        } else if (this != CONSTANT && TownSettings.isTown(market)) {
            return Optional.of(
                    "in this market a number is no identity: a site that leaves the nearest ones and comes back under"
                            + " another number finds its own bids among the others', so truth need not be optimal over time");
        }
        return Optional.empty();
    }

    /**
     * Whether a law holds by construction, so that there is nothing to examine. A posted rho makes of every round a modified
     * second-bid auction with a constant factor. Where stations have factors of their own, the laws that compare stations or
     * add some do not follow.
     *
     * @param law a law
     * @return true if Theorem 1 proves it
     */
    public boolean proves(Law law) {
        return isProved() && (this == CONSTANT || law != Law.INDEPENDENT_OF_COMMON_VALUE) && !comparesStations(law);
    }

    /**
     * Why a law that is not examined is open for this class.
     *
     * @param law a law that the class does not {@linkplain #proves prove}
     * @return the reason, in words
     */
    public String whyOpen(Law law) {
        return comparesStations(law)
                ? "stations have factors of their own, so it need not hold"
                : "it holds only given what the rule has seen";
    }

    /** Whether a law needs one factor for all, and stations have their own. */
    private boolean comparesStations(Law law) {
        return hasOwnFactors() && NEEDS_ONE_FACTOR.contains(law);
    }

    /**
     * What is known.
     *
     * @return one sentence
     */
    public String statement() {
        return statement;
    }
}
