package dmsb.experiments.cli;

import dmsb.auction.evaluation.Sellers;
import dmsb.experiments.extension.OwnClasses;
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

    /** The rule's name, empty if there is a model. */
    String rule() {
        return ruleClass != null ? OwnClasses.identified(OwnClasses.PREFIX + ruleClass) : rule == null ? "" : rule;
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
