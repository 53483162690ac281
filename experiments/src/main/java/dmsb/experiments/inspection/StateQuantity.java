package dmsb.experiments.inspection;

import java.util.Locale;

/** A quantity of a state by which a policy may decide. */
public enum StateQuantity {
    /** What the UAV declares before the round. */
    ESTIMATE("the UAV's estimate"),
    /** What the UAV pays if it serves. */
    CONTRACT("the UAV's contract"),
    /** The highest bid of the round before. */
    HIGHEST("the highest bid of the round before"),
    /** The second-highest bid of the round before. */
    SECOND("the second-highest bid of the round before");

    private final String meaning;

    StateQuantity(String meaning) {
        this.meaning = meaning;
    }

    /**
     * What it is.
     *
     * @return a phrase for the axis of a chart
     */
    public String meaning() {
        return meaning;
    }

    /** Its value before a round. */
    double of(PlayedRound before, PlayedRound now) {
        return switch (this) {
            case ESTIMATE -> now.estimate();
            case CONTRACT -> now.contract();
            case HIGHEST -> before.highest();
            case SECOND -> before.second();
        };
    }

    /** Whether it is of the round before, and not of the round that is priced. */
    boolean isPast() {
        return this == HIGHEST || this == SECOND;
    }

    /** The round in which it stands, with another value. */
    PlayedRound changed(PlayedRound round, double value) {
        return switch (this) {
            case ESTIMATE -> round.declaring(value, round.contract());
            case CONTRACT -> round.declaring(round.estimate(), value);
            case HIGHEST -> round.bidding(0, value);
            case SECOND -> round.bidding(1, value);
        };
    }

    /** The text form, as on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
