package dmsb.proofs.law;

/**
 * The count of a search for counterexamples: the cases that were held, the most bidders in one, and the cases that were
 * refused, of which nothing is known. For one thread.
 */
public final class CaseCount {
    private long held;
    private long refused;
    private int mostBidders;
    private String firstRefusal = "";

    /** A count of nothing. */
    public CaseCount() {}

    /**
     * Counts a case that was held.
     *
     * @param bidders the number of bidders in it
     */
    public void hold(int bidders) {
        held++;
        mostBidders = Math.max(mostBidders, bidders);
    }

    /**
     * Counts a case that was refused.
     *
     * @param reason why; the first one is kept
     */
    public void refuse(Throwable reason) {
        if (refused == 0) {
            firstRefusal = String.valueOf(reason.getMessage());
        }
        refused++;
    }

    /**
     * The number of cases that were held.
     *
     * @return the number
     */
    public long held() {
        return held;
    }

    /**
     * The number of cases that were refused.
     *
     * @return the number
     */
    public long refused() {
        return refused;
    }

    /**
     * The largest number of bidders in a case that was held.
     *
     * @return the number, 0 if none was held
     */
    public int mostBidders() {
        return mostBidders;
    }

    /**
     * What became of cases of which none was held.
     *
     * @param cases what the cases are called
     * @return a clause without its subject
     */
    public String refusals(String cases) {
        return "refused all " + refused + " " + cases + ", the first by " + firstRefusal;
    }
}
