package dmsb.experiments.run;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.NamedSeller;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ScalingRule;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import java.util.function.Supplier;

/**
 * Ways of selling by the names that the command line and studies take: those of {@link Sellers}, and rules of the user's own.
 * Immutable.
 */
public final class Rules {
    /** Those of {@link Sellers} alone. */
    public static final Rules BUILT_IN = new Rules(OwnClasses.NONE);

    private final OwnClasses own;

    /**
     * Those of {@link Sellers}, and those of a class path.
     *
     * @param own the classes of the class path
     */
    public Rules(OwnClasses own) {
        this.own = own;
    }

    /**
     * The classes of the user's own.
     *
     * @return the classes of the class path, and none without one
     */
    public OwnClasses own() {
        return own;
    }

    /**
     * Whether there are rules of the user's own.
     *
     * @return true if there is a class path
     */
    public boolean hasOwn() {
        return !own.isEmpty();
    }

    /**
     * A way of selling's name as the description of a run has it.
     *
     * @param name the name
     * @return for a rule of the user's own the name with the hash of the class path, for any other the name as it is
     */
    public String identified(String name) {
        return own.identified(name);
    }

    /**
     * A way of selling, trained if it needs that.
     *
     * @param name its name
     * @param training plays the training episodes
     * @param episodes how many, at least 1
     * @return the seller
     * @throws UsageException if there is none of that name
     */
    public Seller seller(String name, Evaluation training, int episodes) {
        return told(() -> OwnClasses.isOne(name)
                ? Sellers.of(own.rule(name, training.rounds().scenario()))
                : Sellers.named(name, training, episodes));
    }

    /**
     * A rule for rho, trained if it needs that, on the episodes on which {@link HeldOut} trains it.
     *
     * @param name its name
     * @param scenario the market
     * @param seed the seed of the held-out episodes, of which the training episodes are a branch
     * @return the rule
     * @throws UsageException if there is none of that name, or it sets no rho
     */
    public ScalingRule rule(String name, Scenario scenario, long seed) {
        return told(() -> OwnClasses.isOne(name)
                ? own.rule(name, scenario)
                : Sellers.ruleNamed(name, scenario, HeldOut.ruleTraining(seed), HeldOut.RULE_TRAINING_EPISODES));
    }

    /**
     * Whether a name is one of these.
     *
     * @param name the name
     * @return true if {@link #seller} takes it for one, be it that its number is none or its class is not there
     */
    public static boolean isKnown(String name) {
        return OwnClasses.isOne(name) || NamedSeller.isOne(name);
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
