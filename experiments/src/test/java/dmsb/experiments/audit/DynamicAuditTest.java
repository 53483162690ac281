package dmsb.experiments.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.rule.OthersLaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicAuditTest {
    private static final Scenario MARKET = Scenario.preset("paper").with(Scenario.ROUNDS_PER_EPISODE, 30);
    private static final int TRAINING = 30;

    private static ScalingRule rule(String name) {
        return Sellers.ruleNamed(name, MARKET, SeedTree.of(1), TRAINING);
    }

    private static DynamicAudit audit(String name, int episodes) {
        ScalingRule rule = rule(name);
        return DynamicAudit.of(
                Sellers.of(rule), ProofClass.of(rule), MARKET, new DynamicAudit.Budget(episodes, false, 0), 7);
    }

    @Test
    void aStationGainsFromALinearFilter() {
        DynamicAudit audit = audit("linear-filter", 12);
        for (ManipulationGain found : audit.manipulations()) {
            assertTrue(found.gain().low() > 0.1, found::toString);
            assertTrue(found.surplus().high() < 0, found::toString);
        }
        assertTrue(audit.gamed().high() < audit.obedient().low(), () -> "left: " + audit.gamed());
        assertTrue(audit.manipulations().stream()
                .anyMatch(found -> found.fraction().equals(audit.gamed())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constant=1.5",
                "others-lagged-reserve",
                "others-filter",
                "others-filter-looks",
                "others-filter-blind-10"
            })
    void nothingIsFoundAgainstARuleThatIsTruthfulOverTime(String name) {
        DynamicAudit audit = audit(name, 2);
        assertTrue(audit.proofClass().isTruthfulOverTime());
        for (ManipulationGain found : audit.manipulations()) {
            assertEquals("the truth", found.strategy());
            assertEquals(0.0, found.gain().estimate());
        }
        assertEquals(audit.obedient(), audit.gamed());
    }

    private static List<Spoiling> spoiled(String name) {
        HorizonPlay market = new HorizonPlay(Sellers.of(rule(name)), MARKET, SeedTree.of(7), 20);
        return Spoiling.of(market.branch("held-out"), SeedTree.of(8));
    }

    /** One spoiler of three is worth no less than its absence, and no rule is helpless where all others spoil. */
    @Test
    void spoilersLeaveOfAFilterWhatTheirAbsenceDoes() {
        for (String name : List.of("others-filter", "others-filter-reveals", "others-filter-looks")) {
            List<Spoiling> found = spoiled(name);
            assertEquals(
                    List.of(1, 2, 3), found.stream().map(Spoiling::spoilers).toList());
            double least = found.get(0).absent().estimate() - 0.015;
            assertTrue(found.get(0).fraction().estimate() > least, () -> name + found.get(0));
            assertTrue(found.get(2).fraction().estimate() > 0.8, () -> name + found.get(2));
        }
        Spoiling all = spoiled("others-lagged-reserve").get(2);
        assertTrue(all.fraction().estimate() < 0.75, () -> "what has no answer to spoilers: " + all);
    }

    /** Whoever is absent cannot serve: with all stations gone the UAV's value is all that there is. */
    @Test
    void whatAbsentStationsLeaveIsMeasuredByTheFirstBestWithoutThem() {
        Spoiling all = spoiled("constant=1.5").get(2);
        assertEquals(1.0, all.absent().estimate());
    }

    /** Bids that have nothing to do with each other: far, near, 0 and the threshold itself, by a stream of its own. */
    private static BidStrategy random(long seed) {
        RandomStream random = SeedTree.of(seed).stream();
        return (announcement, values, station, rho) -> {
            double rival = Information.FULL.rival(announcement, values, station);
            return switch (random.nextInt(6)) {
                case 0 -> 0.0;
                case 1 -> 2 * random.nextDouble() * values[station - 1];
                case 2 -> 20 * random.nextDouble() * values[station - 1];
                case 3 -> rival;
                case 4 -> Double.isFinite(rho) ? rho * rival * (0.9 + 0.2 * random.nextDouble()) : rival;
                default -> values[station - 1];
            };
        };
    }

    /** Theorem A, pathwise: whatever the coins and the others' values, no sequence of bids earns more than the truth. */
    @ParameterizedTest
    @ValueSource(strings = {"others-lagged-reserve", "others-filter", "others-filter-looks", "others-filter-blind-10"})
    void noneOfFiveHundredStrategiesEarnsMoreThanTheTruthAgainstAStrictRule(String name) {
        Seller seller = Sellers.of(rule(name));
        int losses = 0;
        for (int i = 0; i < 500; i++) {
            HorizonPlay market = new HorizonPlay(seller, MARKET, SeedTree.of(1000 + i), 1);
            double truth = market.with(BidStrategy.TRUTH, 1).utility()[0];
            double played = market.with(random(i), 1).utility()[0];
            assertTrue(played <= truth, () -> name + ", strategy " + played + " against the truth's " + truth);
            losses += played < truth ? 1 : 0;
        }
        assertTrue(losses > 100, "the strategies do something: " + losses);
    }

    private static String refusal(Seller seller, Scenario market, DynamicAudit.Budget effort) {
        return String.valueOf(assertThrows(
                        UsageException.class, () -> DynamicAudit.of(seller, ProofClass.SECOND_PRICE, market, effort, 7))
                .getMessage());
    }

    @Test
    void whatCannotBeSearchedIsRefusedInsteadOfLeftOut() {
        assertEquals(
                "--learn: expected a rule for rho, which a best response can be learned against,"
                        + " got a way of selling without one",
                refusal(Sellers.secondPrice(), MARKET, new DynamicAudit.Budget(1, false, 300)));
        assertEquals(
                "--ring: expected a market with groundStations of at least 2, got 1",
                refusal(
                        Sellers.secondPrice(),
                        MARKET.with(Scenario.GROUND_STATIONS, 1),
                        new DynamicAudit.Budget(1, true, 0)));
    }

    @Test
    void aLearnedBestResponseIsScoredOnOtherEpisodes() {
        ScalingRule rule = rule("others-lagged-reserve");
        DynamicAudit audit = DynamicAudit.of(
                Sellers.of(rule), ProofClass.of(rule), MARKET, new DynamicAudit.Budget(2, true, 300), 7);
        assertEquals(5, audit.manipulations().size(), "two menus, a ring, and two that have learned");
        for (ManipulationGain found : audit.manipulations()) {
            boolean ring = found.name().startsWith("ring");
            assertTrue(ring || found.gain().estimate() <= 0, found::toString);
        }
        Map<String, Object> map = audit.toMap();
        assertTrue(map.keySet().containsAll(List.of("obedient", "manipulations", "spoiled", "uav")), map::toString);
        for (ManipulationGain found : audit.manipulations()) {
            double left = audit.obedient().estimate() * (1 + found.surplus().estimate());
            assertEquals(left, found.fraction().estimate(), 1e-12, "the same episodes");
        }
    }

    private static PlayedEpisodes earning(double... utility) {
        double[] surplus = new double[utility.length];
        Arrays.fill(surplus, 1);
        return new PlayedEpisodes(utility, surplus, new double[utility.length], surplus);
    }

    private static DynamicAudit auditOf(ManipulationGain... found) {
        Interval all = Interval.none(1);
        return new DynamicAudit(
                ProofClass.POSTED,
                Optional.empty(),
                3,
                all,
                List.of(found),
                List.of(),
                new UavDeclaration(1, Interval.none(0), Interval.none(0)));
    }

    /** As with many stations and few rounds: the first station has not won once with the truth. */
    @Test
    void aGainFromNothingIsAGain() {
        SeedTree seeds = SeedTree.of(1);
        PlayedEpisodes nothing = earning(0, 0, 0);
        ManipulationGain found = ManipulationGain.of("one station", 1, "bids", earning(2, 0, 4), nothing, seeds);
        assertEquals(2, found.profit().estimate());
        assertEquals(Double.POSITIVE_INFINITY, found.gain().estimate());
        assertFalse(found.gain().isKnown());
        assertEquals(0, found.others().estimate(), "nothing becomes nothing");
        assertTrue(
                found.toMap().containsKey("profitLow") && !found.toMap().containsKey("gain"), "JSON has no infinity");
        ManipulationGain losing = ManipulationGain.of("one station", 1, "bids", earning(-1, 0, 0), nothing, seeds);
        assertEquals(Double.NEGATIVE_INFINITY, losing.gain().estimate());
        DynamicAudit audit = auditOf(losing, found);
        assertEquals(Optional.of(found), audit.mostProfitable());
        assertEquals(found.fraction(), audit.gamed());
        TruthfulnessPrice.Audited row = new TruthfulnessPrice.Audited("a rule", 3, audit);
        assertEquals(Double.POSITIVE_INFINITY, row.gain());
        assertTrue(new TruthfulnessPrice(List.of(row)).csv().contains(",Infinity,"));
        assertEquals(0, new TruthfulnessPrice.Audited("a rule", 3, auditOf(losing)).gain());
    }

    /** Its factor falls with the rounds that it has observed, in all episodes since it was made. No bid can move it. */
    private static final class LearningOn implements PostedRule {
        private long rounds;

        @Override
        public double rho(Announcement announcement) {
            return 1 + 100.0 / (100 + rounds);
        }

        @Override
        public void observe(Round round) {
            rounds++;
        }

        @Override
        public void save(StateWriter state) {
            state.put("rounds", rounds);
        }

        @Override
        public void restore(StateReader state) {
            rounds = state.wholeNumber("rounds");
        }
    }

    @Test
    void whatARuleHasLearnedInOnePlayIsNoPartOfTheNext() {
        Seller seller = Sellers.of(new LearningOn());
        DynamicAudit audit =
                DynamicAudit.of(seller, ProofClass.POSTED, MARKET, new DynamicAudit.Budget(2, false, 300), 7);
        for (ManipulationGain found : audit.manipulations()) {
            assertTrue(found.profit().estimate() <= 0, found::toString);
        }
        HorizonPlay market = new HorizonPlay(seller, MARKET, SeedTree.of(1), 2);
        double[] first = market.declaring(1, SeedTree.of(2)).profit();
        assertArrayEquals(first, market.declaring(1, SeedTree.of(2)).profit());
    }

    @Test
    void anAuditSaysWhichAssumptionItsMarketBreaks() {
        Scenario load = Scenario.preset("load");
        Scenario town = Scenario.preset("town");
        for (ProofClass leaning : List.of(ProofClass.CONSTANT, ProofClass.STRICT, ProofClass.STRICT_WITH_LOOKS)) {
            assertEquals(Optional.empty(), leaning.whereTheoremAFails(MARKET));
            assertTrue(leaning.whereTheoremAFails(load).orElse("").contains("slotSeconds 0.25"));
            assertEquals(
                    leaning != ProofClass.CONSTANT,
                    leaning.whereTheoremAFails(town).isPresent());
        }
        assertEquals(Optional.empty(), ProofClass.POSTED.whereTheoremAFails(load), "it promises nothing over time");
        Scenario small = load.with(Scenario.ROUNDS_PER_EPISODE, 5);
        DynamicAudit audit = DynamicAudit.of(
                Sellers.of(new OthersLaggedReserveRule()),
                ProofClass.STRICT,
                small,
                new DynamicAudit.Budget(1, false, 0),
                7);
        assertFalse(audit.isTruthfulOverTime());
        assertTrue(audit.toMap().containsKey("whereTheoremAFails"));
    }
}
