package dmsb.experiments.cli;

import dmsb.auction.evaluation.Sellers;
import java.nio.file.Path;
import java.util.Iterator;
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

    /** The rule's name, empty if there is a model. */
    String rule() {
        return rule == null ? "" : rule;
    }

    static final class RuleNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Sellers.names().iterator();
        }
    }
}
