package dmsb.auction.rule.filter;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The regressions of a filter, one for every number of stations and pattern of what is revealed, each made when it is first
 * needed. Safe for use by many threads: two that need one at the same time make the same.
 */
final class FilterPredictions {
    private final List<Moments> moments;
    private final int patterns;
    private final AtomicReferenceArray<Moments.Prediction> predictions;

    /** Those of a filter that reads so many rounds, by its moments for each number of stations. */
    FilterPredictions(List<Moments> moments, int rounds) {
        this.moments = moments;
        this.patterns = 1 << rounds;
        this.predictions = new AtomicReferenceArray<>(moments.size() * patterns);
    }

    /**
     * The regression on what a filter finds.
     *
     * @param number which number of stations, {@link LinearFilter#number}
     * @param pattern what is revealed, {@link LinearFilter#revealed}
     */
    Moments.Prediction of(LinearFilter filter, int number, int pattern) {
        int place = number * patterns + pattern;
        Moments.Prediction prediction = predictions.get(place);
        if (prediction == null) {
            prediction = moments.get(number).predictLast(LinearFilterFit.TARGETS, filter.present(pattern));
            predictions.set(place, prediction);
        }
        return prediction;
    }
}
