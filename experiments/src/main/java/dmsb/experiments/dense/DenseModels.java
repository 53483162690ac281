package dmsb.experiments.dense;

import dmsb.auction.dense.VectorModel;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
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
        InputFile.require("model", file);
        try {
            TensorFile content = TensorFile.read(file);
            return VectorModel.of(content, SetPolicyFile.read(content));
        } catch (IOException e) {
            throw new UsageException("model " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
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
