package dmsb.auction.rule.filter;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.PricedBy;
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
 * rounds it acts as the {@link LaggedReserveRule}. Once a pattern has been met, a decision allocates nothing.
 */
final class LinearFilterRule implements PostedRule {
    private final PricedBy model;
    private final LaggedReserveRule fallback = new LaggedReserveRule();
    private final RoundForecast forecast;

    LinearFilterRule(PricedBy model, RoundForecast forecast) {
        this.model = model;
        this.forecast = forecast;
    }

    @Override
    public PricedBy rhos(Announcement[] announcements, int count, double[] rhos) {
        PostedRule.super.rhos(announcements, count, rhos);
        return model;
    }

    @Override
    public double rho(Announcement announcement) {
        if (!forecast.filter().knowsEnough(announcement.history())) {
            return fallback.rho(announcement);
        }
        forecast.set(announcement);
        return forecast.grid().rho(forecast.best());
    }
}
