package dmsb.auction.rule.filter;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.LooksPast;
import dmsb.auction.round.OthersPastWithLooks;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.RuleWithReveals;
import dmsb.auction.rule.StrictRule;
import dmsb.auction.rule.StrictRuleWithLooks;
import dmsb.auction.rule.observation.OthersEncoder;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import java.util.function.Predicate;

/**
 * The linear filter in the form of theorem A: the factor of station n comes from the others' past. It forecasts the two
 * highest bids and the UAV's value as station n's view allows, <em>given that n bids highest</em>, and posts the factor
 * of the grid, or an infinite one, with the largest expected surplus. Only the highest bidder's factor decides, so
 * nothing is lost by fitting to that case, and the condition leaks nothing. Immutable; its rules are for one thread.
 */
public final class OthersFilter {
    /**
     * How much more than expected the UAV's value is taken for where serving shows it: times e^(c s), s the conditional
     * variance of its log. It is not tuned; the linear filter chooses its own c, see {@link LinearFilterModel#optimism}.
     */
    static final double OPTIMISM = 0.5;

    /**
     * The same for a policy that learns from the filter's forecasts. Its rewards are exact, and so lack what the forecasts
     * themselves overrate. Of 0, 0.5, 1 and 1.5 the best on tuning episodes, docs/design-decisions.md.
     */
    private static final double LEARNED_OPTIMISM = 1.0;

    private final Scenario scenario;
    private final Moments moments;
    private final Moments lookMoments;
    private final LookForecast lookForecast;

    OthersFilter(Scenario scenario, Moments moments, Moments lookMoments) {
        this.scenario = scenario;
        this.moments = moments;
        this.lookMoments = lookMoments;
        this.lookForecast = new LookForecast(OthersFeatures.rounds(scenario), lookMoments);
    }

    /**
     * The filter that sees of the UAV what it declares, and nothing of its values.
     *
     * @return a new rule
     */
    public StrictRule strict() {
        return new OthersForecast(scenario, moments, 0.0)::factor;
    }

    /**
     * The filter that sees the UAV's value wherever it served and its value was revealed.
     *
     * @return a new rule, which is not strict
     */
    public RuleWithReveals withReveals() {
        return new OthersForecast(scenario, moments, OPTIMISM)::factor;
    }

    /**
     * The filter with blind looks: a coin decides about each round.
     *
     * @param share the probability of a look, from 0 to 1
     * @return a new rule
     * @throws IllegalArgumentException if the share is out of its range
     */
    public StrictRuleWithLooks withBlindLooks(double share) {
        Require.within("share", share, 0, 1);
        return looking((past, coins) -> coins.nextDouble() < share);
    }

    /**
     * The filter with chosen looks. Amounts enter the forecast as they are, so the threshold is in the market's currency.
     *
     * @param threshold when it looks
     * @return a new rule
     */
    public StrictRuleWithLooks withChosenLooks(LookThreshold threshold) {
        Predicate<LooksPast> looks = chosenLooks(threshold);
        return looking((past, coins) -> looks.test(past));
    }

    /** Whether a round is a look; safe for use by many threads. */
    Predicate<LooksPast> chosenLooks(LookThreshold threshold) {
        LookForecast forecast = lookForecast;
        double least = forecast.threshold(threshold.quantile());
        return past -> forecast.logWorth(past, threshold.optimism()) > least;
    }

    /** What a policy observes of a view with the filter's forecasts; optimistic where serving shows the UAV's value. */
    OthersEncoder encoder(ObservationMode mode) {
        double optimism = mode == ObservationMode.OTHERS_PAST_REVEALS ? LEARNED_OPTIMISM : 0.0;
        return new OthersFilterEncoder(new OthersForecast(scenario, moments, optimism), ActionGrid.of(scenario));
    }

    /** The moments of features and targets. */
    Moments moments() {
        return moments;
    }

    /** The moments that looks are chosen by. */
    Moments lookMoments() {
        return lookMoments;
    }

    private interface Looking {
        boolean decide(LooksPast past, RandomStream coins);
    }

    private StrictRuleWithLooks looking(Looking looking) {
        OthersForecast forecast = new OthersForecast(scenario, moments, 0.0);
        return new StrictRuleWithLooks() {
            @Override
            public boolean isLook(LooksPast past, RandomStream coins) {
                return looking.decide(past, coins);
            }

            @Override
            public double factor(OthersPastWithLooks past) {
                return forecast.factor(past);
            }
        };
    }
}
