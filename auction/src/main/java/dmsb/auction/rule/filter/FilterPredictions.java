package dmsb.auction.rule.filter;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The regressions of a filter, one for every pattern of what is revealed, each made when it is first needed. Safe for use by
 * many threads: two that need one at the same time make the same.
 */
final class FilterPredictions {
    private final Moments moments;
    private final AtomicReferenceArray<Moments.Prediction> predictions;

    /** Those of moments of a filter that reads so many rounds. */
    FilterPredictions(Moments moments, int rounds) {
        this.moments = moments;
        this.predictions = new AtomicReferenceArray<>(1 << rounds);
    }

    /** The regression on what a filter finds under a pattern of {@link LinearFilter#revealed}. */
    Moments.Prediction of(LinearFilter filter, int pattern) {
        Moments.Prediction prediction = predictions.get(pattern);
        if (prediction == null) {
            prediction = moments.predictLast(LinearFilterFit.TARGETS, filter.present(pattern));
            predictions.set(pattern, prediction);
        }
        return prediction;
    }
}
