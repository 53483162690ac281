package dmsb.experiments.dense;

import dmsb.auction.dense.VectorModel;
import dmsb.core.tensorfile.ModelMetadata;
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
     * Whether a model's file is one for slots of several tasks.
     *
     * @param file the file
     * @return false if it is of another kind of model
     * @throws UsageException if the file is missing or malformed
     */
    public static boolean isOne(Path file) {
        return Model.read(
                file, content -> SetActorConfig.ID.equals(content.metadata().get(ModelMetadata.AGENT_KEY)));
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
