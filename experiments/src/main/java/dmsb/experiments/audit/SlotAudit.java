package dmsb.experiments.audit;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.proofs.vector.VectorLaw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The audit of a rule for slots of several tasks within a slot. A {@link VectorRule} is not told the bids when it posts the factors, so
 * for stations with additive values the laws of a vector hold by construction, and nothing is searched. Where stations have factors
 * of their own, the laws that compare them do not follow.
 *
 * @param proofClass what is known of the rule
 * @param uav what UAV 0 gains over an episode by declaring a multiple of its estimates, if it pays by Clarke's rule
 */
public record SlotAudit(ProofClass proofClass, UavDeclaration uav) {
    /**
     * Audits a rule.
     *
     * @param rule the rule. Modified: it plays.
     * @param proofClass what is known of it
     * @param scenario the market
     * @param episodes the episodes played, at least 1
     * @param seed the seed of the episodes
     * @return what was found
     */
    public static SlotAudit of(VectorRule rule, ProofClass proofClass, Scenario scenario, int episodes, long seed) {
        SeedTree seeds = SeedTree.of(seed).child("audit");
        SlotPlay market = new SlotPlay(Intersection.of(scenario), rule, seeds, episodes);
        return new SlotAudit(proofClass, UavDeclaration.search(market::declaring, seeds.child("uav")));
    }

    /**
     * The laws that hold within a slot.
     *
     * @return a sentence for each, without its end
     */
    public List<String> laws() {
        return sentences(true);
    }

    /**
     * The laws that need not hold, as they compare stations or add some, and stations have factors of their own.
     *
     * @return a sentence for each, without its end
     */
    public List<String> openLaws() {
        return sentences(false);
    }

    private List<String> sentences(boolean holding) {
        List<String> sentences = new ArrayList<>();
        for (VectorLaw law : VectorLaw.values()) {
            boolean needsOneFactor = law == VectorLaw.ANONYMOUS || law == VectorLaw.NO_GAIN_FROM_IDENTITIES;
            boolean holds = !needsOneFactor || proofClass != ProofClass.STRICT;
            if (holds == holding) {
                sentences.add(law.title() + ": " + law.statement());
            }
        }
        return sentences;
    }

    /**
     * The audit as plain values by key, as {@code audit --json} prints it.
     *
     * @return the values, in order
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("proofClass", proofClass.statement());
        map.put("holds", laws());
        map.put("open", openLaws());
        map.put("uav", uav.toMap());
        return map;
    }
}
