package dmsb.auction.market;

/** What an auctioneer may see before it fixes rho. */
public enum ObservationMode {
    /** Past rounds alone: rho is fixed before the bids arrive, so Theorem 1 holds round by round. */
    PAST_BIDS("past-bids"),
    /** The bids of the round too, the paper's s_k = {m^k, b^k}: more surplus, and no longer strategy-proof. */
    CURRENT_BIDS("current-bids");

    private final String text;

    ObservationMode(String text) {
        this.text = text;
    }

    /**
     * The mode with the given text form.
     *
     * @param text {@code past-bids} or {@code current-bids}
     * @return the mode
     * @throws IllegalArgumentException if there is no such mode
     */
    public static ObservationMode parse(String text) {
        for (ObservationMode mode : values()) {
            if (mode.text.equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("observation: expected past-bids or current-bids, got " + text);
    }

    /**
     * The text form, as scenario files write it.
     *
     * @return {@code past-bids} or {@code current-bids}
     */
    @Override
    public String toString() {
        return text;
    }
}
