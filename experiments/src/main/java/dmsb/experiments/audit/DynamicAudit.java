package dmsb.experiments.audit;

import dmsb.auction.evaluation.RuleSeller;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The audit of a way of selling over a horizon: what the bids of one round are worth to a station in later ones, and what
 * the UAV's declarations are. Strategies are searched on training episodes and scored on held-out ones, against the truth
 * on the same episodes. All gains are lower bounds on what can be gained.
 *
 * @param proofClass what the type of the rule proves
 * @param episodes how many episodes a strategy was scored on
 * @param obedient the total surplus where all bid the truth, as a fraction of first best
 * @param manipulations what was found, a strategy each
 * @param spoiled what is left where some bid 0 wherever they lose; empty in a market of one station
 * @param uav what the UAV gains by its declarations
 */
public record DynamicAudit(
        ProofClass proofClass,
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
     *     of selling that has no rho
     */
    public static DynamicAudit of(Seller seller, ProofClass proofClass, Scenario scenario, Budget effort, long seed) {
        if (effort.ring() && scenario.groundStations() < 2) {
            throw new UsageException(
                    "--ring: expected a market with groundStations of at least 2, got " + scenario.groundStations());
        }
        if (effort.learningRounds() > 0 && !(seller instanceof RuleSeller)) {
            throw new UsageException("--learn: expected a rule for rho, which a best response can be learned against,"
                    + " got a way of selling without one");
        }
        SeedTree seeds = SeedTree.of(seed).child("dynamic-audit");
        List<ManipulationGain> found = new ArrayList<>();
        for (Information information : Information.values()) {
            found.add(menu("one station, " + information, seller, scenario, seeds, effort.episodes(), 1, information));
        }
        if (effort.ring()) {
            found.add(menu("ring of two, full", seller, scenario, seeds, effort.episodes(), 2, Information.FULL));
        }
        if (effort.learningRounds() > 0 && seller instanceof RuleSeller rule) {
            for (Information information : Information.values()) {
                BestResponse response = BestResponse.learned(
                        rule,
                        scenario,
                        information,
                        seeds.child("response").child(information.toString()),
                        effort.learningRounds());
                String name = "one station, " + information + ", learned";
                String text = "DQN, " + effort.learningRounds() + " rounds";
                found.add(score(name, text, response, seller, scenario, seeds, effort.episodes(), 1));
            }
        }
        UavDeclaration uav = UavDeclaration.search(seller, scenario, seeds.child("uav"), effort.episodes());
        return new DynamicAudit(
                proofClass,
                effort.episodes(),
                obedient(seller, scenario, seeds, effort.episodes()),
                found,
                Spoiling.of(seller, scenario, seeds, effort.episodes()),
                uav);
    }

    private static Interval obedient(Seller seller, Scenario scenario, SeedTree seeds, int episodes) {
        ManipulatedSeller truth =
                MenuSearch.play(seller, BidStrategy.TRUTH, 1, scenario, seeds.child("held-out"), episodes);
        return Bootstrap.ratio(truth.surplus(), truth.firstBest(), seeds.child("obedient").stream());
    }

    private static ManipulationGain menu(
            String name,
            Seller seller,
            Scenario scenario,
            SeedTree seeds,
            int episodes,
            int manipulators,
            Information information) {
        MenuStrategy best =
                new MenuSearch(seller, scenario, seeds.child("training"), episodes, manipulators).best(information);
        String text = best.isTruth() ? "the truth" : best.toString();
        return score(name, text, best, seller, scenario, seeds, episodes, manipulators);
    }

    private static ManipulationGain score(
            String name,
            String text,
            BidStrategy strategy,
            Seller seller,
            Scenario scenario,
            SeedTree seeds,
            int episodes,
            int manipulators) {
        SeedTree heldOut = seeds.child("held-out");
        ManipulatedSeller truth = MenuSearch.play(seller, BidStrategy.TRUTH, manipulators, scenario, heldOut, episodes);
        ManipulatedSeller played = MenuSearch.play(seller, strategy, manipulators, scenario, heldOut, episodes);
        return ManipulationGain.of(name, manipulators, text, played, truth, seeds.child("resampling").stream());
    }

    /**
     * What is left of the surplus where one station plays what pays it most of all that was found.
     *
     * @return the fraction of first best; that of the truth where nothing pays
     */
    public Interval gamed() {
        return manipulations.stream()
                .filter(found -> found.manipulators() == 1 && found.gain().estimate() > 0)
                .max(Comparator.comparingDouble(found -> found.gain().estimate()))
                .map(ManipulationGain::fraction)
                .orElse(obedient);
    }

    /**
     * The audit as plain values by key, as {@code audit --dynamic --json} prints it.
     *
     * @return the values, in order
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("proofClass", proofClass.statement());
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
