package dmsb.experiments.cli;

import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.dense.VectorRule;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseHeldOut;
import dmsb.experiments.dense.DenseMethod;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.dense.DenseRules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A way of selling slots of several tasks that stands on a command line: a rule by its name, or else a model's file.
 *
 * @param text what was written
 * @param model the file's model; null for a rule
 */
record SlotSelling(String text, @Nullable VectorModel model) {
    /**
     * Reads one.
     *
     * @param label the parameter's name
     * @param text a rule's name or a file; a name that is a rule's is a rule
     * @throws UsageException if it is neither
     */
    static SlotSelling of(String label, String text) {
        if (!NamedVectorRule.names().contains(text)
                && DenseMethod.of(text).isEmpty()
                && InputFile.trouble(Path.of(text)).isEmpty()) {
            return new SlotSelling(text, DenseModels.read(Path.of(text)));
        }
        DenseRules.requireRule(label, text);
        return new SlotSelling(text, null);
    }

    /** The rule, trained if it needs that. */
    VectorRule rule(DenseHeldOut heldOut) {
        return model == null ? heldOut.rule(text) : heldOut.rule(model);
    }
}
