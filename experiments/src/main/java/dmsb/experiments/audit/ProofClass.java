package dmsb.experiments.audit;

import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.proofs.law.Law;

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
    /** No rho at all: the UAV's contract is one more bid. */
    SECOND_PRICE(
            "second-price sale with the UAV's contract as one more bid: truthful within a round (Vickrey 1961); the contract is a"
                    + " reserve, so it is not free of adverse selection"),
    /** Rho depends on the bids of the round. */
    BID_DEPENDENT("rho depends on the bids of the round: nothing is proved");

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
        return rule instanceof ConstantRule ? CONSTANT : rule instanceof PostedRule ? POSTED : BID_DEPENDENT;
    }

    /**
     * Whether Theorem 1 holds round by round.
     *
     * @return true if rho does not depend on the bids of the round
     */
    public boolean isProved() {
        return this == CONSTANT || this == POSTED;
    }

    /**
     * Whether a law holds by construction, so that there is nothing to examine: a posted rho makes of every round a modified
     * second-bid auction with a constant factor.
     *
     * @param law a law
     * @return true if Theorem 1 proves it
     */
    public boolean proves(Law law) {
        return isProved() && (this == CONSTANT || law != Law.INDEPENDENT_OF_COMMON_VALUE);
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
