package dmsb.experiments.log.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** From a bid as it stands in a log to the amount that the auction compares, of which more is better, and back. */
public enum AmountKind {
    /** The bid itself; the highest is best. */
    BID("bid", false, true),
    /** What a low bid saves against the reserve. */
    SAVING("reserve - bid", true, false),
    /** How often a low bid goes into the reserve. */
    RESERVE_RATIO("reserve / bid", true, false),
    /** The inverse of a low bid. */
    INVERSE("1 / bid", false, false);

    private final String formula;
    private final boolean reserve;
    private final boolean increasing;

    AmountKind(String formula, boolean reserve, boolean increasing) {
        this.formula = formula;
        this.reserve = reserve;
        this.increasing = increasing;
    }

    /** All formulas, for complaints. */
    static List<String> formulas() {
        return Arrays.stream(values()).map(AmountKind::formula).toList();
    }

    /** The kind of a formula as a mapping writes it; blanks do not matter. */
    static Optional<AmountKind> of(String formula) {
        return Arrays.stream(values())
                .filter(kind -> kind.formula.replace(" ", "").equals(formula.replace(" ", "")))
                .findFirst();
    }

    /**
     * The formula.
     *
     * @return for example {@code reserve - bid}
     */
    public String formula() {
        return formula;
    }

    /** Whether it needs a reserve. */
    boolean needsReserve() {
        return reserve;
    }

    /** Whether the highest bid is the best one. */
    boolean highIsBetter() {
        return increasing;
    }

    /**
     * The amount of a bid.
     *
     * @param bid the bid in the log's unit, not negative
     * @param reserve the auction's reserve; not looked at by those that need none
     * @return the amount; negative or not finite if the bid is not allowed, because it is worse than the reserve or 0
     */
    public double amount(double bid, double reserve) {
        return switch (this) {
            case BID -> bid;
            case SAVING -> reserve - bid;
            case RESERVE_RATIO -> reserve / bid;
            case INVERSE -> 1.0 / bid;
        };
    }

    /**
     * The bid that has an amount: the inverse of {@link #amount}, up to rounding.
     *
     * @param amount the amount
     * @param reserve the auction's reserve
     * @return the bid in the log's unit; infinite for amount 0 of an inverse
     */
    public double bid(double amount, double reserve) {
        return switch (this) {
            case BID -> amount;
            case SAVING -> reserve - amount;
            case RESERVE_RATIO -> reserve / amount;
            case INVERSE -> 1.0 / amount;
        };
    }
}
