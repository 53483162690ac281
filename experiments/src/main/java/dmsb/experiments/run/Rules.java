package dmsb.experiments.run;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.NamedSeller;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import java.util.function.Supplier;

/** Ways of selling by the names that the command line and studies take: those of {@link Sellers}, and rules of the user's own. */
public final class Rules {
    private Rules() {}

    /**
     * A way of selling, trained if it needs that.
     *
     * @param name its name
     * @param training plays the training episodes
     * @param episodes how many, at least 1
     * @return the seller
     * @throws UsageException if there is none of that name
     */
    public static Seller seller(String name, Evaluation training, int episodes) {
        return told(() -> OwnClasses.isOne(name)
                ? Sellers.of(OwnClasses.rule(name, training.rounds().scenario()))
                : Sellers.named(name, training, episodes));
    }

    /**
     * A rule for rho, trained if it needs that.
     *
     * @param name its name
     * @param scenario the market
     * @param training the source of the training episodes
     * @param episodes how many, at least 1
     * @return the rule
     * @throws UsageException if there is none of that name, or it sets no rho
     */
    public static ScalingRule rule(String name, Scenario scenario, SeedTree training, int episodes) {
        return told(() -> OwnClasses.isOne(name)
                ? OwnClasses.rule(name, scenario)
                : Sellers.ruleNamed(name, scenario, training, episodes));
    }

    /**
     * Whether a way of selling learns before it sells.
     *
     * @param name its name
     * @return true if training episodes are played for it
     * @throws UsageException if there is none of that name
     */
    public static boolean needsTraining(String name) {
        return told(() -> !OwnClasses.isOne(name) && NamedSeller.of(name).needsTraining());
    }

    private static <T> T told(Supplier<T> seller) {
        try {
            return seller.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
