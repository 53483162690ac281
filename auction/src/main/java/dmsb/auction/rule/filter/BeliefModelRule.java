package dmsb.auction.rule.filter;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;

/**
 * The rule of a {@link BeliefModel}. It posts the rho of the grid with the largest expected surplus, where a look counts what
 * it is worth, times a weight, as in {@link ValueOfInformationRule}. Rho is a function of the announcement alone. Until there
 * are enough rounds it acts as the {@link LaggedReserveRule}.
 */
final class BeliefModelRule implements PostedRule {
    private final PricedBy model;
    private final BeliefForecast forecast;
    private final double weight;
    private final LaggedReserveRule fallback = new LaggedReserveRule();

    BeliefModelRule(PricedBy model, BeliefForecast forecast, double weight) {
        this.model = model;
        this.forecast = forecast;
        this.weight = weight;
    }

    @Override
    public PricedBy rhos(Announcement[] announcements, int count, double[] rhos) {
        PostedRule.super.rhos(announcements, count, rhos);
        return model;
    }

    @Override
    public double rho(Announcement announcement) {
        return forecast.read(announcement)
                ? forecast.grid().rho(forecast.surplus().largest(forecast.grid(), weight * forecast.worth()))
                : fallback.rho(announcement);
    }
}
