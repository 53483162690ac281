package dmsb.auction.rule.filter;

import dmsb.auction.rule.observation.Forecasts;
import java.util.Map;

/**
 * A fitted filter that reads what is announced to all, and so goes with one rho for all stations. Immutable and safe for use
 * by many threads.
 */
public sealed interface AnnouncementFilter extends ModelFilter permits LinearFilterModel, BeliefModel {
    /**
     * The filter's forecasts as entries of an observation.
     *
     * @return new room for them, for one thread at a time
     */
    Forecasts forecasts();

    @Override
    AnnouncementFilter withTraining(Map<String, String> training);
}
