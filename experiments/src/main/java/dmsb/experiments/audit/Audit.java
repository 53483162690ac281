package dmsb.experiments.audit;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.SeedTree;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The audit of a rule for rho on a market.
 *
 * @param proofClass what its type proves
 * @param rounds the rounds in which misreports were searched
 * @param uavShare the share of them that the UAV served when all told the truth
 * @param misreport the most profitable misreport of a ground base station within a round, null if none gains; not searched
 *     where the class proves that none does
 * @param laws what the laws say of the auctions that the rule makes of single rounds; empty where the class proves them
 * @param uav what the UAV gains over an episode by declaring a multiple of its estimate
 */
public record Audit(
        ProofClass proofClass,
        int rounds,
        double uavShare,
        @Nullable Misreport misreport,
        Map<Law, Verdict> laws,
        UavDeclaration uav) {
    private static final int LAW_TRIES = 50;

    /** Copies the map. */
    public Audit {
        laws = copy(laws);
    }

    @Override
    public Map<Law, Verdict> laws() {
        return copy(laws);
    }

    private static Map<Law, Verdict> copy(Map<Law, Verdict> laws) {
        Map<Law, Verdict> copy = new EnumMap<>(Law.class);
        copy.putAll(laws);
        return copy;
    }

    /**
     * Audits a rule.
     *
     * @param rule the rule
     * @param scenario the market
     * @param episodes the episodes played, at least 1
     * @param seed the seed of the episodes
     * @return what was found
     */
    public static Audit of(ScalingRule rule, Scenario scenario, int episodes, long seed) {
        return of(Auctions.of(rule), scenario, episodes, seed);
    }

    /**
     * Audits the second-price sale in which the UAV's contract is one more bid.
     *
     * @param scenario the market
     * @param episodes the episodes played, at least 1
     * @param seed the seed of the episodes
     * @return what was found
     */
    public static Audit ofSecondPrice(Scenario scenario, int episodes, long seed) {
        return of(Auctions.ofSecondPrice(), scenario, episodes, seed);
    }

    private static Audit of(Auctions auctions, Scenario scenario, int episodes, long seed) {
        SeedTree seeds = SeedTree.of(seed).child("audit");
        double step = BidAmounts.step(scenario, seeds.child("amounts"));
        MisreportSearch search = new MisreportSearch(
                auctions, Search.DEFAULT.withTries(LAW_TRIES).withStep(step));
        new Evaluation(scenario, seeds).run(search, episodes);

        UavDeclaration uav = UavDeclaration.search(
                new HorizonPlay(auctions.seller(), scenario, seeds, episodes)::declaring, seeds.child("uav"));
        return new Audit(auctions.proofClass(), search.rounds(), search.uavShare(), search.best(), search.laws(), uav);
    }

    /**
     * The largest gain of a misreport within a round.
     *
     * @return the gain, 0 if no misreport gains anything
     */
    public double largestGain() {
        return misreport == null ? 0 : misreport.gain();
    }

    /**
     * How a law stands: {@code holds} by the rule's proof class; {@code fails} with a counterexample, the misreport among them;
     * {@code tested} where nothing is proved and no counterexample was found; {@code unknown} where nothing could be examined.
     *
     * @param law a law
     * @return the word
     */
    public String standing(Law law) {
        if (proofClass.proves(law)) {
            return "holds";
        }
        Verdict verdict = laws.get(law);
        if (verdict instanceof Verdict.Fails || (law == Law.STRATEGY_PROOF && misreport != null)) {
            return "fails";
        }
        return verdict instanceof Verdict.Holds ? "tested" : "unknown";
    }

    /**
     * What a law's standing rests on, in words.
     *
     * @param law a law
     * @return the counterexample, the evidence, or why nothing is known; empty if the law holds by construction
     */
    public String grounds(Law law) {
        if (proofClass.proves(law)) {
            return "";
        }
        Verdict verdict = laws.get(law);
        if (verdict instanceof Verdict.Fails fails) {
            return fails.counterexample().toString();
        } else if (law == Law.STRATEGY_PROOF && misreport != null) {
            return misreport.toString();
        } else if (verdict instanceof Verdict.Holds holds) {
            return holds.evidence().toString();
        }
        return verdict instanceof Verdict.Unknown unknown ? unknown.reason() : proofClass.whyOpen(law);
    }

    /**
     * The audit as plain values by key, as {@code audit --json} prints it.
     *
     * @return the values, in order
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("proofClass", proofClass.statement());
        map.put("rounds", rounds);
        map.put("uavShare", uavShare);
        map.put("largestGain", largestGain());
        map.put("counterexample", misreport == null ? null : misreport.toMap());
        Map<String, Object> standings = new LinkedHashMap<>();
        Map<String, Object> grounds = new LinkedHashMap<>();
        for (Law law : Law.values()) {
            standings.put(law.title(), standing(law));
            grounds.put(law.title(), grounds(law));
        }
        map.put("laws", standings);
        map.put("grounds", grounds);
        map.put("uav", uav.toMap());
        return map;
    }
}
