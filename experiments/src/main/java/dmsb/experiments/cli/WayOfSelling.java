package dmsb.experiments.cli;

import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.argument.Suggestion;
import dmsb.experiments.audit.ProofClass;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Model;
import dmsb.experiments.run.Rules;
import dmsb.nn.agent.Inference;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A way of selling that stands among others on a command line: a rule by its name, or else a model's file.
 *
 * @param text what was written
 * @param model the file's model; null for a rule
 */
record WayOfSelling(String text, @Nullable PricingModel model) {
    private static final String SECOND_PRICE = "spa";

    /** A seller that is audited, and what the type of its rule proves. */
    record ProvedSeller(Seller seller, ProofClass proofClass) {
        /** That of a rule for rho. */
        static ProvedSeller of(ScalingRule rule) {
            return new ProvedSeller(Sellers.of(rule), ProofClass.of(rule));
        }
    }

    /**
     * Reads one.
     *
     * @param label the parameter's name
     * @param text a rule's name or a file; a name that is a rule's is a rule
     * @param own the classes of the user's own that a file may name
     * @throws UsageException if it is neither
     */
    static WayOfSelling of(String label, String text, OwnClasses own) {
        if (Rules.isKnown(text)) {
            return new WayOfSelling(text, null);
        }
        Path file = Path.of(text);
        String trouble = InputFile.trouble(file);
        if (!trouble.isEmpty()) {
            throw new UsageException(label + ": expected a rule or a model file, got " + text + ", which " + trouble
                    + Suggestion.of(text, Sellers.names()));
        }
        return new WayOfSelling(text, Model.readPricing(file, Inference.standard(), own));
    }

    /**
     * What is audited of a rule or of a model on a market.
     *
     * @param name the rule's name, of use without a model
     * @param model the model; null for a rule
     * @param rules knows the rules
     * @param market the market
     * @param seed the seed of the episodes, of which a rule's training episodes are a branch
     * @throws UsageException if the rule sets no rho and is not the second-price sale
     */
    static ProvedSeller audited(String name, @Nullable PricingModel model, Rules rules, Scenario market, long seed) {
        if (model != null) {
            return ProvedSeller.of(HeldOut.deployed(model, market));
        }
        if (name.equals(SECOND_PRICE)) {
            return new ProvedSeller(Sellers.secondPrice(), ProofClass.SECOND_PRICE);
        }
        try {
            return ProvedSeller.of(rules.rule(name, market, seed));
        } catch (UsageException e) {
            throw OwnClasses.isOne(name)
                    ? e
                    : new UsageException(e.getMessage() + "; audit needs a rule that sets rho, or " + SECOND_PRICE, e);
        }
    }
}
