package dmsb.experiments.log;

import dmsb.auction.log.BidLog;
import dmsb.experiments.config.Decimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * What the bids of a log look like, so that a reader knows how far to trust a result on it. They are signs and no proofs.
 *
 * <p><b>Censoring.</b> In an open auction the winner stops a step above the runner-up. Its bid is then no value but a lower bound of
 * it. The sign is a highest bid just above the second.
 *
 * <p><b>Answers to outcomes.</b> A truthful bid depends on no outcome. Of two bidders who were nearly level, chance decided who was
 * ahead, so their next bids should move alike. The difference of the moves is regressed on the gap between the two; its value at a
 * gap of 0 is the effect of having been ahead (a regression discontinuity, Thistlethwaite and Campbell 1960). Shocks that both
 * share cancel, and so does the return to a mean. A winner that has less capacity left looks the same as one that shades.
 *
 * @param contested the auctions with two positive bids or more
 * @param single the share of all auctions that have fewer: there is no second bid, so no price
 * @param touching the share of the contested ones whose highest bid is at most 1 % above the second
 * @param close the pairs of auctions that the effect is told from
 * @param effect the effect of having been ahead on the next bid, relative; NaN if there are fewer than {@value #LEAST}
 * @param standardError the effect's standard error; NaN without one
 */
public record BidSigns(
        long contested, double single, double touching, long close, double effect, double standardError) {
    static final int LEAST = 30;

    private static final double TOUCHING = 1.01;
    private static final double CLOSE = 1.2;
    private static final double QUANTILE = 1.96;
    private static final double MOST_TOUCHING = 0.5;

    /**
     * Looks at the bids of a log.
     *
     * @param log the log
     * @return the signs
     */
    public static BidSigns of(BidLog log) {
        Sums sums = new Sums();
        for (int market = 0; market < log.markets(); market++) {
            int end = log.marketStart(market + 1);
            for (int row = log.marketStart(market); row < end; row++) {
                sums.see(log, row, row + 1 < end);
            }
        }
        return sums.signs(log.rows());
    }

    /**
     * Whether highest bids touch the second ones so often that they are likely to be censored.
     *
     * @return true if more than half of them do
     */
    public boolean looksCensored() {
        return contested > 0 && touching > MOST_TOUCHING;
    }

    /**
     * Whether bids answer to outcomes.
     *
     * @return true if the 95 % interval of the effect leaves 0 out
     */
    public boolean answersOutcomes() {
        return Math.abs(effect) > QUANTILE * standardError;
    }

    /**
     * The signs in a line.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "bids   the highest is within 1 % of the second in " + percent(touching) + " % of " + contested
                + " auctions with two bids" + (looksCensored() ? ", as in open auctions, where it is no value" : "")
                + "; " + percent(single) + " % of all have no second bid; " + answer();
    }

    private String answer() {
        if (Double.isNaN(effect)) {
            return "too few close ones (" + close + ") to tell whether bids answer to outcomes";
        }
        String interval = percent(effect) + " % [" + percent(effect - QUANTILE * standardError) + ", "
                + percent(effect + QUANTILE * standardError) + "]";
        return "having been just ahead moves the next bid by " + interval
                + (answersOutcomes()
                        ? ": a sign that bids answer to outcomes, or that winning uses capacity"
                        : ": no sign that bids answer to outcomes");
    }

    private static String percent(double share) {
        return Decimal.fixed(100 * share, 1);
    }

    /**
     * The signs as plain values by key, for JSON.
     *
     * @return the values, in order
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("contested", contested);
        map.put("withoutSecondBid", single);
        map.put("touching", touching);
        map.put("close", close);
        if (!Double.isNaN(effect)) {
            map.put("outcomeEffect", effect);
            map.put("outcomeEffectError", standardError);
        }
        return map;
    }

    /** What is added up over a log: a regression of the difference of moves on the gap. */
    private static final class Sums {
        private long contested;
        private long touching;
        private final SimpleRegression moves = new SimpleRegression();

        void see(BidLog log, int row, boolean followed) {
            int first = 0;
            int second = 0;
            for (int station = 1; station <= log.groundStations(); station++) {
                double bid = bid(log, row, station);
                if (bid > bid(log, row, first)) {
                    second = first;
                    first = station;
                } else if (bid > bid(log, row, second)) {
                    second = station;
                }
            }
            if (second == 0) {
                return;
            }
            contested++;
            double ahead = bid(log, row, first);
            double behind = bid(log, row, second);
            touching += ahead <= TOUCHING * behind ? 1 : 0;
            double nextAhead = followed ? bid(log, row + 1, first) : 0.0;
            double nextBehind = followed ? bid(log, row + 1, second) : 0.0;
            if (ahead > behind && ahead <= CLOSE * behind && nextAhead > 0.0 && nextBehind > 0.0) {
                double gap = StrictMath.log(ahead / behind);
                moves.addData(gap, StrictMath.log(nextAhead / nextBehind) - gap);
            }
        }

        /** A bid, 0 where there is none. */
        private static double bid(BidLog log, int row, int station) {
            if (station == 0 || !log.isInvited(row, station)) {
                return 0.0;
            }
            double bid = log.bid(row, station);
            return Double.isNaN(bid) ? 0.0 : bid;
        }

        BidSigns signs(int rows) {
            double single = rows == 0 ? 0.0 : (rows - contested) / (double) rows;
            double share = contested == 0 ? 0.0 : touching / (double) contested;
            boolean known = moves.getN() >= LEAST && moves.getXSumSquares() > 0.0;
            return new BidSigns(
                    contested,
                    single,
                    share,
                    moves.getN(),
                    known ? moves.getIntercept() : Double.NaN,
                    known ? moves.getInterceptStdErr() : Double.NaN);
        }
    }
}
