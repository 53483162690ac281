package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How filters stand in files: in one of their own, and as a part of a trained policy's. */
final class FilterFile {
    private static final String MEAN = "mean";
    private static final String COVARIANCE = "covariance";

    private FilterFile() {}

    /** The content of a filter's own file. */
    static TensorFile of(ModelFilter filter, String agent, Map<String, String> training) {
        Scenario scenario = filter.scenario();
        Map<String, Tensor> tensors = new TreeMap<>();
        Map<String, String> metadata = new TreeMap<>(scenario.toMetadata());
        filter.addTo(tensors, metadata);
        metadata.put(ModelMetadata.AGENT_KEY, agent);
        metadata.put(
                ModelMetadata.ACTIONS_KEY,
                String.valueOf(ActionGrid.of(scenario).size()));
        training.forEach((key, value) -> metadata.put(ModelMetadata.TRAINING_PREFIX + key, value));
        return ModelMetadata.file(tensors, metadata);
    }

    /** Reads a filter from a file, its metadata, and notes on its training. */
    interface FilterReader<T> {
        T read(TensorFile file, ModelMetadata metadata, Map<String, String> training);
    }

    /**
     * The filter of its own file.
     *
     * @throws IllegalArgumentException if the file is no model, of another format, not of this agent, or malformed
     */
    static <T> T whole(TensorFile file, String agent, FilterReader<T> reader) {
        ModelMetadata metadata = ModelMetadata.of(file);
        if (!metadata.agent().equals(agent)) {
            throw ModelMetadata.refusal(ModelMetadata.AGENT_KEY, agent, metadata.agent());
        }
        return reader.read(file, metadata, metadata.training());
    }

    /**
     * The filter that is a part of a trained policy's file; empty if there are no tensors of it.
     *
     * @throws IllegalArgumentException if the file is no model, or the filter in it is malformed
     */
    static <T> Optional<T> within(TensorFile file, String prefix, FilterReader<T> reader) {
        return file.tensors().containsKey(prefix + MEAN)
                ? Optional.of(reader.read(file, ModelMetadata.of(file), Map.of()))
                : Optional.empty();
    }

    /** Adds moments under names that begin with a prefix. */
    static void put(Moments moments, String prefix, Map<String, Tensor> tensors) {
        int n = moments.size();
        tensors.put(prefix + MEAN, Tensor.of(moments.means(), n));
        tensors.put(prefix + COVARIANCE, Tensor.of(moments.covariances(), n, n));
    }

    /** Adds the moments for each number of stations; those of one number without a dimension for it. */
    static void put(List<Moments> moments, String prefix, Map<String, Tensor> tensors) {
        if (moments.size() == 1) {
            put(moments.get(0), prefix, tensors);
            return;
        }
        int n = moments.get(0).size();
        float[] means = new float[moments.size() * n];
        float[] covariances = new float[means.length * n];
        for (int i = 0; i < moments.size(); i++) {
            System.arraycopy(moments.get(i).means(), 0, means, i * n, n);
            System.arraycopy(moments.get(i).covariances(), 0, covariances, i * n * n, n * n);
        }
        tensors.put(prefix + MEAN, Tensor.of(means, moments.size(), n));
        tensors.put(prefix + COVARIANCE, Tensor.of(covariances, moments.size(), n, n));
    }

    /**
     * The moments of n elements for each number of stations, under names that begin with a prefix.
     *
     * @throws IllegalArgumentException if a tensor is missing, of another shape, or not finite
     */
    static List<Moments> moments(TensorFile file, String prefix, int numbers, int n) {
        if (numbers == 1) {
            return List.of(moments(file, prefix, n));
        }
        float[] means = tensor(file, prefix + MEAN, numbers, n);
        float[] covariances = tensor(file, prefix + COVARIANCE, numbers, n, n);
        List<Moments> moments = new ArrayList<>();
        for (int i = 0; i < numbers; i++) {
            moments.add(Moments.of(
                    Arrays.copyOfRange(means, i * n, (i + 1) * n),
                    Arrays.copyOfRange(covariances, i * n * n, (i + 1) * n * n)));
        }
        return moments;
    }

    /**
     * The moments of n elements under names that begin with a prefix.
     *
     * @throws IllegalArgumentException if a tensor is missing, of another shape, or not finite
     */
    static Moments moments(TensorFile file, String prefix, int n) {
        return Moments.of(tensor(file, prefix + MEAN, n), tensor(file, prefix + COVARIANCE, n, n));
    }

    private static float[] tensor(TensorFile file, String name, int... shape) {
        Tensor tensor = file.tensors().get(name);
        if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
            throw new IllegalArgumentException("model tensor " + name + ": expected shape " + Arrays.toString(shape)
                    + ", got " + (tensor == null ? "none" : tensor));
        }
        float[] data = tensor.data();
        for (float number : data) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException("model tensor " + name + ": expected finite numbers, got " + number);
            }
        }
        return data;
    }
}
