package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;

/**
 * A rule by linear regression on logs. It predicts this round's bids and the UAV's value from the last rounds, and
 * posts the rho of the grid with the largest expected surplus.
 *
 * <p>The targets are the logs of the two highest bids and of zeta v_0. They are assumed jointly Gaussian with the
 * features, see {@link LinearFilterFit}. Conditioning on the features gives the means and covariances of a {@link
 * SurplusForecast}.
 *
 * <p>The UAV's value of a past round is a feature only where it is revealed. There is one regression for every pattern
 * of revealed values in the last rounds. The rule is fitted once and learns nothing afterwards. Until there are enough
 * rounds it acts as the {@link LaggedReserveRule}. A decision allocates nothing.
 */
final class LinearFilterRule implements PostedRule {
    /** Small against any share of variance that matters; keeps the factorisation from failing where features coincide. */
    private static final double RIDGE = 1e-6;

    private final PricedBy model;
    private final LaggedReserveRule fallback = new LaggedReserveRule();
    private final LinearFilter filter;
    private final ActionGrid grid;
    private final double[] logRhos;
    private final Moments.Prediction[] predictions;
    private final double[] features;
    private final double[] means = new double[LinearFilterFit.TARGETS];
    private final SurplusForecast forecast = new SurplusForecast();

    LinearFilterRule(PricedBy model, Scenario scenario, Moments moments) {
        this.model = model;
        filter = new LinearFilter(scenario);
        grid = new ActionGrid(scenario.actions());
        logRhos = new double[grid.size()];
        for (int a = 0; a < logRhos.length; a++) {
            logRhos[a] = StrictMath.log(grid.rho(a));
        }
        features = new double[filter.size()];
        predictions = predictions(filter, moments);
    }

    /** The regressions of the three targets, one for every pattern of revealed values. */
    static Moments.Prediction[] predictions(LinearFilter filter, Moments moments) {
        int[] targets = {filter.size(), filter.size() + 1, filter.size() + 2};
        Moments.Prediction[] predictions = new Moments.Prediction[1 << filter.rounds()];
        for (int pattern = 0; pattern < predictions.length; pattern++) {
            predictions[pattern] = moments.predict(filter.present(pattern), targets, RIDGE);
        }
        return predictions;
    }

    @Override
    public PricedBy rhos(Announcement[] announcements, int count, double[] rhos) {
        PostedRule.super.rhos(announcements, count, rhos);
        return model;
    }

    @Override
    public double rho(Announcement announcement) {
        if (!filter.knowsEnough(announcement.history())) {
            return fallback.rho(announcement);
        }
        filter.read(announcement, features);
        Moments.Prediction prediction = predictions[filter.revealed(announcement.history())];
        prediction.means(features, means);
        forecast.set(means, prediction.covariance());
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < logRhos.length; a++) {
            double surplus = forecast.at(logRhos[a]);
            if (surplus > most) {
                most = surplus;
                best = a;
            }
        }
        return grid.rho(best);
    }
}
