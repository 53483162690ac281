package dmsb.auction.round;

/**
 * The model or rule that set the rho of a round.
 *
 * @param model the id of the model, the hash that stands in its file; empty for a rule without a model
 * @param publication the number of the model's publication where models are replaced while they are in use, from 1; 0
 *     for a rule without a model
 */
public record PricedBy(String model, long publication) {
    /** A rule without a model. */
    public static final PricedBy RULE = new PricedBy("", 0);
}
