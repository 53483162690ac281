package dmsb.experiments.cli;

import dmsb.auction.dense.VectorModel;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.rule.PricingModel;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.Model;
import dmsb.nn.agent.Inference;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command is about: a model or a rule, one of the two. */
final class ModelOrRule {
    @Option(
            names = "--model",
            paramLabel = "F",
            required = true,
            description = "a model's file of 'dmsb train' or 'dmsb fit'")
    @Nullable
    Path model;

    @Option(
            names = "--rule",
            paramLabel = "R",
            required = true,
            completionCandidates = RuleNames.class,
            description = "one of ${COMPLETION-CANDIDATES}; 'dmsb describe rules' says what they are")
    private @Nullable String rule;

    @Option(
            names = "--rule-class",
            paramLabel = "NAME",
            required = true,
            description = "a rule of your own, by the name of its class in --classpath")
    private @Nullable String ruleClass;

    /** The model as it is to decide; null if there is a rule. */
    @Nullable
    PricingModel pricing(Inference inference, OwnClasses own) {
        return model == null ? null : Model.readPricing(model, inference, own);
    }

    /** The model if it is one for slots of several tasks, else null. */
    @Nullable
    VectorModel slotModel() {
        return model != null && DenseModels.isOne(model) ? DenseModels.read(model) : null;
    }

    /** The rule's name, empty if there is a model. */
    String rule() {
        return ruleClass != null ? OwnClasses.PREFIX + ruleClass : rule == null ? "" : rule;
    }

    /** Whether it is a rule of the user's own. */
    boolean hasClass() {
        return ruleClass != null;
    }

    /** The option that was given, with its value. */
    String given() {
        return model != null ? "--model " + model : ruleClass != null ? "--rule-class " + ruleClass : "--rule " + rule;
    }

    /** The files that are read. */
    List<Path> files() {
        return model == null ? List.of() : List.of(model);
    }

    static final class RuleNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Sellers.names().iterator();
        }
    }
}
