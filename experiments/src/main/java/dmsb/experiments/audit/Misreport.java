package dmsb.experiments.audit;

import dmsb.auction.mechanism.Outcome;
import dmsb.experiments.config.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bid other than the truth, and what it changes. Whoever has the auction can repeat both sales.
 *
 * @param episode the episode in which it was found
 * @param round the round of the episode
 * @param values the values of the ground base stations, which are the truthful bids
 * @param bidder who misreports, 1 to N
 * @param bid what it bids instead
 * @param truthful the outcome of the truth
 * @param misreported the outcome of the misreport
 */
public record Misreport(
        int episode, int round, List<Double> values, int bidder, double bid, Outcome truthful, Outcome misreported) {
    private static final int DIGITS = 6;

    /** Copies the list. */
    public Misreport {
        values = List.copyOf(values);
    }

    /**
     * What the misreport is worth to the bidder.
     *
     * @return its utility with the misreport less its utility with the truth
     */
    public double gain() {
        return utility(misreported) - utility(truthful);
    }

    private double utility(Outcome outcome) {
        return outcome.winner() == bidder ? values.get(bidder - 1) - outcome.price() : 0;
    }

    /**
     * The misreport as plain values by key.
     *
     * @return the values, in order
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("episode", episode);
        map.put("round", round);
        map.put("values", new ArrayList<>(values));
        map.put("bidder", bidder);
        map.put("bid", bid);
        map.put("winnerIfTruthful", truthful.winner());
        map.put("priceIfTruthful", truthful.price());
        map.put("winnerIfMisreported", misreported.winner());
        map.put("priceIfMisreported", misreported.price());
        map.put("gain", gain());
        return map;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("values {");
        for (int n = 0; n < values.size(); n++) {
            text.append(n == 0 ? "" : ", ").append(Decimal.rounded(values.get(n), DIGITS));
        }
        return text.append("}: told the truth, base station ")
                .append(bidder)
                .append(says(truthful))
                .append("; bidding ")
                .append(Decimal.rounded(bid, DIGITS))
                .append(" it")
                .append(says(misreported))
                .append(": gain ")
                .append(Decimal.rounded(gain(), DIGITS))
                .append(" (episode ")
                .append(episode)
                .append(", round ")
                .append(round)
                .append(')')
                .toString();
    }

    private String says(Outcome outcome) {
        return outcome.winner() == bidder ? " wins at " + Decimal.rounded(outcome.price(), DIGITS) : " loses";
    }
}
