package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.GreedyRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.OptimalMsbRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.RandomRule;
import dmsb.auction.rule.filter.LinearFilterFit;
import dmsb.auction.rule.filter.OthersFilterFit;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A market that is saved and restored goes on as if it had never stopped. */
class AuctioneerCheckpointTest {
    private static final Scenario SCENARIO =
            Scenario.preset("paper").with(Scenario.REVEAL_LAG, 3).with(Scenario.UAV_BARGAINING_POWER, 0.4);
    private static final RoundTerms TERMS =
            new RoundTerms(3, ConditionLayout.count(3), SCENARIO.history(), 0.4, Reveal.SERVED, 3);
    private static final ActionGrid GRID = new ActionGrid(20);

    @TempDir
    private Path folder;

    private static PostedRule reset(PostedRule rule) {
        rule.reset(SeedTree.of(8).stream());
        return rule;
    }

    private static final Map<String, Supplier<PostedRule>> RULES = Map.of(
            "constant", () -> new ConstantRule(1.7),
            "lagged reserve", LaggedReserveRule::new,
            "optimal", OptimalMsbRule::ofBrandValue,
            "optimal in words", OptimalMsbRule::ofHighestBid,
            "greedy", () -> reset(new GreedyRule(GRID)),
            "random", () -> reset(new RandomRule(GRID)),
            "model", () -> new ModelRule(LearnedModel.of(SCENARIO, HashingPolicy.of(SCENARIO, 4))),
            "model that draws", () -> new ModelRule(LearnedModel.of(SCENARIO, HashingPolicy.drawing(SCENARIO, 4))),
            "fit", () -> new LinearFilterFit(SCENARIO, 3),
            "fit in others' views", () -> new OthersFilterFit(SCENARIO));

    static List<String> rules() {
        return RULES.keySet().stream().sorted().toList();
    }

    private static Auctioneer market(String rule) {
        return new Auctioneer(Objects.requireNonNull(RULES.get(rule)).get(), TERMS);
    }

    /** Posts every round, settles some two rounds later, cancels some, leaves bids out, reveals late or never. */
    private static List<String> play(Auctioneer market, int from, int to) {
        List<String> told = new ArrayList<>();
        for (int t = from; t < to; t++) {
            RandomStream random = SeedTree.of(12).child(t).stream();
            double[] conditions = random.doubles(TERMS.conditionCount()).toArray();
            market.announce(conditions, 60 + 80 * random.nextDouble(), 40);
            Posted posted = market.post("auction " + t);
            for (Posted open : market.open()) {
                if (open.number() % 7 == 5) {
                    open.cancel();
                } else if (open.number() % 3 != 0 || open.number() <= posted.number() - 2) {
                    SealedBids bids = new SealedBids(3);
                    for (int n = 1; n <= 3; n++) {
                        if (random.nextInt(5) > 0) {
                            bids.bid(n, 100 * random.nextDouble());
                        }
                    }
                    told.add(open.clear(bids) + " " + open.estimate() + " " + open.pricedBy());
                }
            }
            for (Settlement served : market.awaiting()) {
                if (served.number() % 4 != 0 && served.number() <= posted.number() - 1) {
                    served.reveal(50 + 60 * random.nextDouble());
                }
            }
        }
        return told;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aMarketThatIsSavedAndRestoredComesOutAsOneThatIsNot(String rule) throws Exception {
        Auctioneer straight = market(rule);
        List<String> expected = play(straight, 0, 200);
        for (int stop : new int[] {0, 1, 91, 92}) { // at 92 a settled round has not been shown to the rule
            Auctioneer first = market(rule);
            List<String> told = new ArrayList<>(play(first, 0, stop));
            assertTrue(stop < 90 || !first.open().isEmpty(), "a round is open");
            Path saved = folder.resolve(rule + stop);
            new CheckpointFolder(saved).write(1, first);
            Auctioneer second = market(rule);
            play(second, 1000, 1010); // what it held before is forgotten
            second.restore(new CheckpointFolder(saved).read().orElseThrow().state());
            assertArrayEquals(
                    SavedState.of(first).toBytes(), SavedState.of(second).toBytes());
            assertEquals(first.open().size(), second.open().size());
            assertEquals(first.awaiting().size(), second.awaiting().size());
            told.addAll(play(second, stop, 200));
            assertEquals(expected, told, "stopped at " + stop);
            assertArrayEquals(
                    SavedState.of(straight).toBytes(), SavedState.of(second).toBytes());
        }
    }

    /** Every value is revealed at once, so that there is something to learn from; the stop is between a price and its bids. */
    @Test
    void aFitInOthersViewsThatIsRestoredLearnsOnAsOneThatNeverStopped() {
        RoundTerms terms = RoundTerms.of(SCENARIO).withReveal(Reveal.SERVED, 0);
        byte[][] ends = new byte[2][];
        for (boolean stops : new boolean[] {false, true}) {
            OthersFilterFit fit = new OthersFilterFit(SCENARIO);
            Auctioneer market = new Auctioneer(fit, terms);
            RandomStream random = SeedTree.of(4).stream();
            for (int t = 0; t < 300; t++) {
                market.announce(60 + 80 * random.nextDouble(), 40);
                Posted posted = market.post();
                if (stops && t == 150) {
                    fit = new OthersFilterFit(SCENARIO);
                    Auctioneer next = new Auctioneer(fit, terms);
                    SavedState.parse(SavedState.of(market).toBytes()).restoreTo(next);
                    market = next;
                    posted = market.open().get(0);
                }
                posted.clear(random.doubles(terms.groundStations())
                                .map(u -> 20 + 100 * u)
                                .toArray())
                        .reveal(50 + 60 * random.nextDouble());
            }
            fit.fitted();
            ends[stops ? 1 : 0] = SavedState.of(market).toBytes();
        }
        assertArrayEquals(ends[0], ends[1]);
    }

    @Test
    void anOpenRoundIsSettledAfterTheRestartAsItWasPosted() {
        Auctioneer first = market("lagged reserve").announce(new double[TERMS.conditionCount()], 100, 30);
        first.clear(50, 40, 30);
        Posted posted = first.post("late");
        first.announce(new double[TERMS.conditionCount()], 1, 2);
        Auctioneer second = market("lagged reserve");
        SavedState.parse(SavedState.of(first).toBytes()).restoreTo(second);
        Posted restored = second.open().get(0);
        assertEquals(posted.number(), restored.number());
        assertEquals(2.5, restored.rho());
        assertEquals("late", restored.auctionId());
        assertEquals(100, restored.estimate());
        Settlement settlement = restored.clear(70, 30, 20);
        assertEquals(0, settlement.winner());
        assertEquals(30, settlement.price());
        assertThrows(IllegalStateException.class, () -> restored.clear(70, 30, 20));
        second.awaiting().get(0).reveal(90);
        assertEquals(List.of(), second.awaiting());
    }

    @Test
    void aFileOfAnotherMarketIsRefused() throws Exception {
        Auctioneer three = market("constant").announce(0, 0);
        three.clear(1, 2, 3);
        new CheckpointFolder(folder).write(1, three);
        Auctioneer two = Auctioneer.fixed(1.7, 2);
        var state = new CheckpointFolder(folder).read().orElseThrow().state();
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> two.restore(state))
                        .getMessage())
                .contains("expected"));
        Path file = folder.resolve("state-1.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThrows(IOException.class, () -> new CheckpointFolder(folder).read());
    }

    @Test
    void whatWasAnnouncedHoldsAfterTheRestart() {
        double[] conditions = new double[TERMS.conditionCount()];
        conditions[2] = 0.75;
        List<Double> seen = new ArrayList<>();
        PostedRule rule = announcement -> {
            seen.add(announcement.conditions()[2]);
            return 1;
        };
        Auctioneer first = new Auctioneer(rule, TERMS).announce(conditions, 100, 30);
        Auctioneer second = new Auctioneer(rule, TERMS);
        SavedState.of(first).restoreTo(second);
        Posted posted = second.post();
        assertEquals(List.of(0.75), seen);
        assertEquals(100, posted.estimate());
        assertEquals(30, posted.contract());
    }

    @Test
    void aRestoredMarketKnowsWhetherOneWasAnnounced() {
        Auctioneer silent = market("constant");
        Auctioneer announced = market("constant").announce(0, 0);
        Auctioneer restored = market("constant");
        SavedState.of(announced).restoreTo(restored);
        assertEquals(0, restored.post().number());
        SavedState.of(silent).restoreTo(restored);
        assertThrows(IllegalStateException.class, restored::post);
        assertThrows(IllegalStateException.class, () -> restored.clear(3, 2, 1));
    }

    @Test
    void severalOpenAndAwaitingRoundsComeBackWithTheBidsOfTheSettled() {
        Auctioneer first = new Auctioneer(new ConstantRule(Double.POSITIVE_INFINITY), TERMS).announce(100, 30);
        first.post("served").clear(new SealedBids(3).bid(2, 40));
        first.post("served too").clear(1, 2, 3);
        first.post("open");
        first.post("open too");
        Auctioneer second = new Auctioneer(new ConstantRule(1), TERMS);
        SavedState.of(first).restoreTo(second);
        assertEquals(
                List.of("open", "open too"),
                second.open().stream().map(Posted::auctionId).toList());
        assertEquals(
                List.of("served", "served too"),
                second.awaiting().stream().map(Settlement::auctionId).toList());
        Settlement served = second.awaiting().get(0);
        assertEquals(OptionalDouble.empty(), served.bid(1));
        assertEquals(OptionalDouble.of(40), served.bid(2));
        assertEquals(40, served.comparison().highest());
    }

    @Test
    void aModelThatSeesTheBidsGoesOnWithItsStream() {
        Scenario sighted = SCENARIO.with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);
        LearnedModel model = LearnedModel.of(sighted, HashingPolicy.drawing(sighted, 4));
        List<Auctioneer> markets = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            BidDependentRule rule = model.bidDependentRule();
            rule.reset(SeedTree.of(3 + i).stream());
            markets.add(Auctioneer.withoutTruthfulness(rule, TERMS, AuctionListener.NONE)
                    .announce(0, 0));
        }
        Auctioneer first = markets.get(0);
        Auctioneer second = markets.get(1);
        for (int t = 0; t < 5; t++) {
            first.clear(3, 2, 1);
        }
        SavedState.of(first).restoreTo(second);
        List<Double> expected = new ArrayList<>();
        List<Double> rhos = new ArrayList<>();
        for (int t = 0; t < 20; t++) {
            expected.add(first.clear(3, 2, 1).rho());
            rhos.add(second.clear(3, 2, 1).rho());
        }
        assertEquals(expected, rhos);
        assertTrue(expected.stream().distinct().count() > 5, "it draws");
    }
}
