package dmsb.auction.market;

import java.util.Arrays;
import java.util.List;

/** What an auctioneer may see before it fixes rho. */
public enum ObservationMode {
    /** Past rounds alone: rho is fixed before the bids arrive, so Theorem 1 holds round by round. */
    PAST_BIDS("past-bids"),
    /** The bids of the round too, the paper's s_k = {m^k, b^k}: more surplus, and no longer strategy-proof. */
    CURRENT_BIDS("current-bids"),
    /** For the factor of each station the others' past bids and the UAV's declarations: theorem A holds over time. */
    OTHERS_PAST("others-past"),
    /** The same, and what looks have shown of the UAV's value: theorem A holds over time. */
    OTHERS_PAST_LOOKS("others-past-looks"),
    /** The same, and the UAV's value wherever it served and is revealed: bids decide who serves, so theorem A fails. */
    OTHERS_PAST_REVEALS("others-past-reveals");

    private final String text;

    ObservationMode(String text) {
        this.text = text;
    }

    /**
     * The mode with the given text form.
     *
     * @param text one of the text forms, such as {@code past-bids}
     * @return the mode
     * @throws IllegalArgumentException if there is no such mode
     */
    public static ObservationMode parse(String text) {
        for (ObservationMode mode : values()) {
            if (mode.text.equals(text)) {
                return mode;
            }
        }
        List<String> forms =
                Arrays.stream(values()).map(ObservationMode::toString).toList();
        throw new IllegalArgumentException(
                "observation: expected one of " + String.join(", ", forms) + ", got " + text);
    }

    /**
     * Whether each station has a factor of its own, from the others' past.
     *
     * @return false if all stations have one rho
     */
    public boolean isOthersPast() {
        return this != PAST_BIDS && this != CURRENT_BIDS;
    }

    /**
     * The text form, as scenario files write it.
     *
     * @return the text form
     */
    @Override
    public String toString() {
        return text;
    }
}
