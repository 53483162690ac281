package dmsb.experiments.audit;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.evaluation.RuleSeller;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The audit of a way of selling over a horizon: what the bids of one round are worth to a station in later ones, and what
 * the UAV's declarations are. Strategies are searched on training episodes and scored on held-out ones, against the truth
 * on the same episodes. All gains are lower bounds on what can be gained.
 *
 * @param proofClass what the type of the rule proves
 * @param whereTheoremAFails which of the theorem's assumptions the market breaks, in words, for a rule that leans on it
 * @param episodes how many episodes a strategy was scored on
 * @param obedient the total surplus where all bid the truth, as a fraction of first best
 * @param manipulations what was found, a strategy each
 * @param spoiled what is left where some bid 0 wherever they lose; empty in a market of one station
 * @param uav what the UAV gains by its declarations
 */
public record DynamicAudit(
        ProofClass proofClass,
        Optional<String> whereTheoremAFails,
        int episodes,
        Interval obedient,
        List<ManipulationGain> manipulations,
        List<Spoiling> spoiled,
        UavDeclaration uav) {
    /** Copies the lists. */
    public DynamicAudit {
        manipulations = List.copyOf(manipulations);
        spoiled = List.copyOf(spoiled);
    }

    /**
     * How much is searched.
     *
     * @param episodes the episodes of training, and as many held-out ones, at least 1
     * @param ring whether a ring of two is searched as well, which bids by one strategy and counts its joint utility
     * @param learningRounds the rounds for which a best response learns, 0 for none
     */
    public record Budget(int episodes, boolean ring, int learningRounds) {}

    /**
     * Audits a way of selling.
     *
     * @param seller the way of selling. Modified: it plays.
     * @param proofClass what its type proves
     * @param scenario the market
     * @param effort how much is searched
     * @param seed the seed of all episodes
     * @return what was found
     * @throws UsageException if a ring is to be searched in a market of one station, or a best response learned against a way
     *     of selling that has no rho, or the number of stations varies
     */
    public static DynamicAudit of(Seller seller, ProofClass proofClass, Scenario scenario, Budget effort, long seed) {
        requireRing(scenario, effort);
        if (effort.learningRounds() > 0 && !(seller instanceof RuleSeller)) {
            throw new UsageException("--learn: expected a rule for rho, which a best response can be learned against,"
                    + " got a way of selling without one");
        }
        try {
            Stations.requireOne(scenario, "what stations gain over an episode, each under its number");
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        SeedTree seeds = SeedTree.of(seed).child("dynamic-audit");
        HorizonPlay market = new HorizonPlay(seller, scenario, seeds, effort.episodes());
        Contest alone = new Contest(market, 1);
        List<ManipulationGain> found = menus(market, alone, effort.ring());
        if (effort.learningRounds() > 0 && seller instanceof RuleSeller rule) {
            for (Information information : Information.values()) {
                market.forget();
                BestResponse response = BestResponse.learned(
                        rule,
                        scenario,
                        information,
                        seeds.child("response").child(information.toString()),
                        effort.learningRounds());
                String name = "one station, " + information + ", learned";
                found.add(alone.score(name, "DQN, " + effort.learningRounds() + " rounds", response));
            }
        }
        return new DynamicAudit(
                proofClass,
                proofClass.whereTheoremAFails(scenario),
                effort.episodes(),
                alone.truth.fraction(seeds.child("obedient").stream()),
                found,
                Spoiling.of(alone.heldOut, seeds.child("spoilers")),
                UavDeclaration.search(market::declaring, seeds.child("uav")));
    }

    /**
     * Audits a rule for slots of several tasks. A strategy bids on every task as it would on the only one, and UAV 0 declares a
     * multiple of its estimates and pays by Clarke's rule.
     *
     * @param rule the rule. Modified: it plays.
     * @param proofClass what its type proves
     * @param scenario the market
     * @param effort how much is searched; nothing is learned
     * @param seed the seed of all episodes
     * @return what was found
     * @throws UsageException if a ring is to be searched in a market of one station
     */
    public static DynamicAudit ofSlots(
            VectorRule rule, ProofClass proofClass, Scenario scenario, Budget effort, long seed) {
        requireRing(scenario, effort);
        SeedTree seeds = SeedTree.of(seed).child("dynamic-audit");
        SlotPlay market = new SlotPlay(Intersection.of(scenario), rule, seeds, effort.episodes());
        Contest alone = new Contest(market, 1);
        return new DynamicAudit(
                proofClass,
                proofClass.whereTheoremAFails(scenario),
                effort.episodes(),
                alone.truth.fraction(seeds.child("obedient").stream()),
                menus(market, alone, effort.ring()),
                Spoiling.of(alone.heldOut, seeds.child("spoilers")),
                UavDeclaration.search(market::declaring, seeds.child("uav")));
    }

    private static void requireRing(Scenario scenario, Budget effort) {
        if (effort.ring() && scenario.groundStations() < 2) {
            throw new UsageException(
                    "--ring: expected a market with groundStations of at least 2, got " + scenario.groundStations());
        }
    }

    /** What strategies from the menu gain. */
    private static List<ManipulationGain> menus(StrategyPlay market, Contest alone, boolean ring) {
        List<ManipulationGain> found = new ArrayList<>();
        for (Information information : Information.values()) {
            found.add(alone.menu("one station, " + information, information));
        }
        if (ring) {
            found.add(new Contest(market, 2).menu("ring of two, full", Information.FULL));
        }
        return found;
    }

    /** Strategies of the first stations against the truth on the same held-out episodes. */
    private static final class Contest {
        private final StrategyPlay market;
        private final StrategyPlay heldOut;
        private final int manipulators;
        private final PlayedEpisodes truth;

        Contest(StrategyPlay market, int manipulators) {
            this.market = market;
            this.heldOut = market.branch("held-out");
            this.manipulators = manipulators;
            this.truth = heldOut.with(BidStrategy.TRUTH, manipulators);
        }

        ManipulationGain menu(String name, Information information) {
            MenuStrategy best = new MenuSearch(market.branch("training"), manipulators).best(information);
            return score(name, best.isTruth() ? "the truth" : best.toString(), best);
        }

        ManipulationGain score(String name, String text, BidStrategy strategy) {
            return ManipulationGain.of(
                    name,
                    manipulators,
                    text,
                    heldOut.with(strategy, manipulators),
                    truth,
                    market.seeds().child("resampling"));
        }
    }

    /**
     * Whether truth is optimal over time for one station: by the type of the rule, and in this market.
     *
     * @return true if no bid of a station moves its later factors, and no assumption of theorem A is broken
     */
    public boolean isTruthfulOverTime() {
        return proofClass.isTruthfulOverTime() && whereTheoremAFails.isEmpty();
    }

    /**
     * The strategy that pays one station most of all that was found.
     *
     * @return it, empty where nothing pays
     */
    public Optional<ManipulationGain> mostProfitable() {
        return manipulations.stream()
                .filter(found -> found.manipulators() == 1 && found.profit().estimate() > 0)
                .max(Comparator.comparingDouble(found -> found.profit().estimate()));
    }

    /**
     * What is left of the surplus where one station plays what pays it most of all that was found.
     *
     * @return the fraction of first best; that of the truth where nothing pays
     */
    public Interval gamed() {
        return mostProfitable().map(ManipulationGain::fraction).orElse(obedient);
    }

    /**
     * The audit as plain values by key, as {@code audit --dynamic --json} prints it.
     *
     * @return the values, in order
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("proofClass", proofClass.statement());
        whereTheoremAFails.ifPresent(assumption -> map.put("whereTheoremAFails", assumption));
        map.put("episodes", episodes);
        ManipulationGain.put(map, "obedient", obedient);
        ManipulationGain.put(map, "gamed", gamed());
        map.put(
                "manipulations",
                manipulations.stream().map(ManipulationGain::toMap).toList());
        map.put("spoiled", spoiled.stream().map(Spoiling::toMap).toList());
        map.put("uav", uav.toMap());
        return map;
    }
}
