package dmsb.auction.market;

/** What the UAV pays when it serves. */
public enum ContractKind {
    /** The b_0 of eq. (13), the bid that would have served it best in the past rounds. */
    PAST("past"),
    /**
     * The pivot: the highest bid of the round over zeta, which is what the UAV's serving displaces (Clarke 1971; over time,
     * Bergemann and Välimäki 2010). Nothing in a look.
     */
    PIVOT("pivot");

    private final String text;

    ContractKind(String text) {
        this.text = text;
    }

    /**
     * The text form, as scenario files write it.
     *
     * @return {@code past} or {@code pivot}
     */
    @Override
    public String toString() {
        return text;
    }
}
