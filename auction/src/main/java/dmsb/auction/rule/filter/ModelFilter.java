package dmsb.auction.rule.filter;

import dmsb.auction.rule.PricingModel;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A fitted filter whose forecasts a trained policy observes. It is a model by itself, and a part of the policy's file.
 * Immutable and safe for use by many threads.
 */
public sealed interface ModelFilter extends PricingModel permits AnnouncementFilter, OthersFilterModel {
    /**
     * The filter whose forecasts a trained policy observes, from the policy's file.
     *
     * @param file the file of a trained policy
     * @return the filter; empty if the policy observes no forecasts
     * @throws IllegalArgumentException if the file is no model, or a part of the filter is missing or malformed
     */
    static Optional<ModelFilter> within(TensorFile file) {
        return Stream.<Supplier<Optional<? extends ModelFilter>>>of(
                        () -> OthersFilterModel.within(file),
                        () -> BeliefModel.within(file),
                        () -> LinearFilterModel.within(file))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .map(ModelFilter.class::cast)
                .findFirst();
    }

    /**
     * Adds the filter to what becomes the file of a trained policy, where {@link #within} finds it.
     *
     * @param tensors the tensors by name. Modified.
     * @param metadata the metadata by key. Modified.
     */
    void addTo(Map<String, Tensor> tensors, Map<String, String> metadata);

    /**
     * The content of the filter's own file.
     *
     * @return tensors and metadata
     */
    TensorFile toFile();

    /**
     * The same filter with notes on how it was fitted.
     *
     * @param training the notes by key, such as {@code seed}
     * @return the model, which has another id
     */
    ModelFilter withTraining(Map<String, String> training);
}
