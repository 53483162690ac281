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
     * Whether a file is a model of this kind.
     *
     * @param file the file
     * @return false if it is of a model for one task, or of no model at all
     */
    public static boolean isOne(Path file) {
        try {
            return Model.read(file, content -> ModelMetadata.of(content).agent().equals(SetActorConfig.ID));
        } catch (UsageException e) {
            return false; // whoever reads it as another model is told what is wrong
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
