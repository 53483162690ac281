package dmsb.proofs.zoo;

import dmsb.proofs.horizon.FactorRule;

/**
 * A rule that posts factors from the past, and what is known of it from its definition.
 *
 * @param name a few words: what enters its factors
 * @param rule the rule
 * @param truthful whether truth is best over any horizon, for fixed sequences of the others' bids
 * @param why how that follows from the definition
 */
public record FactorSpecimen(String name, FactorRule rule, boolean truthful, String why) {}
