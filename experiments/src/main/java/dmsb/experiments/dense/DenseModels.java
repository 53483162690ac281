package dmsb.experiments.dense;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.LearnedVectorRule;
import dmsb.auction.dense.VectorModel;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Model;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.agent.SetPolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The files of trained models for slots of several tasks and UAVs. */
public final class DenseModels {
    private DenseModels() {}

    /**
     * Reads a model's file.
     *
     * @param file the file
     * @return the model
     * @throws UsageException if the file is missing, malformed, or of another kind
     */
    public static VectorModel read(Path file) {
        return Model.read(file, content -> VectorModel.of(content, SetPolicyFile.read(content)));
    }

    /**
     * Whether a file is a model for slots of several tasks and UAVs.
     *
     * @param file the file
     * @return true if its agent is one for slots; false for anything else, whatever is wrong with it
     */
    public static boolean isOne(Path file) {
        try {
            return InputFile.trouble(file).isEmpty()
                    && SetActorConfig.ID.equals(TensorFile.read(file).metadata().get(ModelMetadata.AGENT_KEY));
        } catch (IOException e) {
            return false; // whoever reads it says why
        }
    }

    /**
     * A model as the rule of a market that it may not fit.
     *
     * @param model the model
     * @param market where it is to price
     * @param label what the model is called where it was asked for, for example {@code --model run/model.safetensors}
     * @return a new rule
     * @throws UsageException if the market has another number of UAVs, or tasks of another shape
     */
    public static LearnedVectorRule rule(VectorModel model, Intersection market, String label) {
        try {
            return model.rule(market);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    label + ": " + String.valueOf(e.getMessage()).replaceFirst("^model: ", ""), e);
        }
    }

    /**
     * Writes a model's file, whole or not at all.
     *
     * @param model the model
     * @param file the file
     * @throws UncheckedIOException if it could not be written
     */
    public static void write(VectorModel model, Path file) {
        try {
            model.toFile().write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }
}
