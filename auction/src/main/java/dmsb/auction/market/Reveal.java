package dmsb.auction.market;

/** Whether the auctioneer is told, after a round that the UAV has served, what serving was worth to it. */
public enum Reveal {
    /** It is told v_0 of the rounds that the UAV served. */
    SERVED("served"),
    /** It is never told; the declared estimate stands in for v_0 in everything that a rule sees of the past. */
    NEVER("never");

    private final String text;

    Reveal(String text) {
        this.text = text;
    }

    /**
     * The text form, as scenario files write it.
     *
     * @return {@code served} or {@code never}
     */
    @Override
    public String toString() {
        return text;
    }
}
