package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Mechanism;
import dmsb.proofs.law.CommonValueMarket;
import dmsb.proofs.law.Law;
import java.util.Set;

/**
 * An auction and what is known of it from its definition.
 *
 * @param name a few words
 * @param mechanism the auction of one round
 * @param market rounds with a common value in which it is used
 * @param broken the laws that it breaks; all others hold
 * @param why how that follows from the definition
 */
public record Specimen(String name, Mechanism mechanism, CommonValueMarket market, Set<Law> broken, String why) {
    /**
     * Copies the laws.
     *
     * @param name a few words
     * @param mechanism the auction of one round
     * @param market rounds with a common value in which it is used
     * @param broken the laws that it breaks; all others hold
     * @param why how that follows from the definition
     */
    public Specimen {
        broken = Set.copyOf(broken);
    }
}
