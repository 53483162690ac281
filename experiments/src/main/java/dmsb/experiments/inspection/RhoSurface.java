package dmsb.experiments.inspection;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.PostedRule;
import dmsb.core.checkpoint.SavedState;
import dmsb.experiments.figure.LineChart;
import dmsb.experiments.figure.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Rho as a function of two quantities of a state, everything else being as it was: an auctioneer takes the rounds of an episode up
 * to one, in which the two are changed, and posts.
 */
final class RhoSurface {
    private static final int POINTS = 41;
    private static final double[] LEVELS = {0.05, 0.25, 0.5, 0.75, 0.95};

    private final Scenario market;
    private final List<PlayedRound> episode;
    private final int round;
    private final Auctioneer auctioneer;
    private final List<Settlement> untold = new ArrayList<>();
    private final SavedState before;

    /**
     * The state before a round.
     *
     * @param rule the rule; used by this surface alone
     * @param market the market
     * @param episode the rounds as they were played
     * @param round which of them is priced, at least 1
     */
    RhoSurface(PostedRule rule, Scenario market, List<PlayedRound> episode, int round) {
        this.market = market;
        this.episode = episode;
        this.round = round;
        this.auctioneer = new Auctioneer(rule, RoundTerms.of(market), AuctionListener.NONE);
        for (int t = 0; t < round - 1; t++) {
            hold(episode.get(t), t);
        }
        this.before = SavedState.of(auctioneer);
    }

    private void hold(PlayedRound played, int t) {
        announce(played);
        untold.add(auctioneer.post().clear(played.bidArray()));
        int told = t - market.revealLag();
        if (market.reveal() == Reveal.SERVED && told >= 0 && untold.get(told).uavServes()) {
            untold.get(told).reveal(episode.get(told).uavValue());
        }
    }

    private void announce(PlayedRound round) {
        auctioneer.announce(round.conditionArray(), round.estimate(), round.contract());
        if (market.stations().vary()) {
            auctioneer.invite(IntStream.rangeClosed(1, round.bids().size()).toArray());
        }
    }

    /** Rho where the two quantities have these values. */
    double rho(StateQuantity first, double x, StateQuantity second, double y) {
        PlayedRound past = episode.get(round - 1);
        PlayedRound now = episode.get(round);
        past = first.isPast() ? first.changed(past, x) : past;
        past = second.isPast() ? second.changed(past, y) : past;
        now = first.isPast() ? now : first.changed(now, x);
        now = second.isPast() ? now : second.changed(now, y);
        before.restoreTo(auctioneer);
        while (untold.size() > round - 1) {
            untold.remove(untold.size() - 1);
        }
        hold(past, round - 1);
        announce(now);
        Posted posted = auctioneer.post();
        double rho = posted.rho();
        posted.cancel();
        return rho;
    }

    /** Rho over the first quantity, a curve for each of five values of the second. */
    LineChart chart(String who, StateQuantity first, StateQuantity second) {
        double[] xs = values(first);
        double[] ys = values(second);
        List<Series> curves = new ArrayList<>();
        for (double level : LEVELS) {
            double y = quantile(ys, level);
            double[] x = new double[POINTS];
            double[] rho = new double[POINTS];
            double low = quantile(xs, LEVELS[0]);
            double high = quantile(xs, LEVELS[LEVELS.length - 1]);
            for (int i = 0; i < POINTS; i++) {
                x[i] = low + (high - low) * i / (POINTS - 1);
                double posted = rho(first, x[i], second, y);
                rho[i] = Double.isInfinite(posted) ? Double.NaN : posted;
            }
            curves.add(Series.of(String.format(Locale.ROOT, "%s %.4g", second, y), x, rho));
        }
        return new LineChart(
                "rho of " + who + " over " + first.meaning() + ", for five values of " + second.meaning(),
                first.meaning(),
                "rho",
                curves);
    }

    private double[] values(StateQuantity quantity) {
        double[] values = new double[episode.size() - 1];
        for (int t = 1; t < episode.size(); t++) {
            values[t - 1] = quantity.of(episode.get(t - 1), episode.get(t));
        }
        Arrays.sort(values);
        return values;
    }

    private static double quantile(double[] sorted, double level) {
        return sorted[(int) Math.round(level * (sorted.length - 1))];
    }
}
