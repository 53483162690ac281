package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SilentRounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.auction.round.Settlement;
import dmsb.auction.round.UavContract;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.OthersLaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.WithoutWarmUp;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One model prices rounds of any number of stations of its range, with stations that join, leave or stay silent. */
class VaryingStationsTest {
    private static final Scenario SCENARIO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2, 5).with(Scenario.ROUNDS_PER_EPISODE, 30);
    private static final LinearFilterModel FILTER = Sellers.fittedFilter(new Evaluation(SCENARIO, SeedTree.of(3)), 40);
    private static final double NONE = Double.NaN;
    private static final int EPISODES = 6;

    /** A model whose every action depends on every bit that it observes, the filter's forecasts among them. */
    private static LearnedModel hashing() {
        Optional<ModelFilter> filter = Optional.of(FILTER);
        int size = LearnedModel.encoder(SCENARIO, filter).size();
        return LearnedModel.of(SCENARIO, filter, new HashingPolicy(size, 20, 4, false));
    }

    private static PricingModel model(String name) {
        return name.equals("filter") ? FILTER : hashing();
    }

    private static Rounds rounds(double silent) {
        return new WithoutWarmUp(new SilentRounds(new SimulatedRounds(SCENARIO), silent));
    }

    private static SeedTree seeds() {
        return SeedTree.of(9);
    }

    private static String line(double rho, int winner, double price) {
        return rho + " " + winner + " " + price;
    }

    private static List<String> evaluated(PostedRule rule, double silent) {
        List<String> lines = new ArrayList<>();
        new Evaluation(rounds(silent), seeds())
                .run(
                        Sellers.of(rule),
                        0,
                        EPISODES,
                        (episode, index, source, round) -> lines.add(line(
                                round.round().rho(),
                                round.round().winner(),
                                round.round().price())));
        return lines;
    }

    /** What an embedding program would do with the same rounds; at some it is saved and restored. */
    private static List<String> auctioneered(Supplier<Auctioneer> auctioneers, double silent, boolean restored) {
        List<String> lines = new ArrayList<>();
        Rounds rounds = rounds(silent);
        double[] bids = new double[5];
        for (int episode = 0; episode < EPISODES; episode++) {
            rounds.reset(episode, seeds().child("episode").child(episode));
            Announcement announced = new Ledger(RoundTerms.of(SCENARIO)).announcement();
            UavContract contract = new UavContract();
            Auctioneer auctioneer = auctioneers.get();
            for (int t = 0; t < SCENARIO.roundsPerEpisode(); t++) {
                rounds.announce(announced, contract);
                rounds.bids(bids);
                auctioneer.announce(announced.conditions(), announced.estimate(), announced.contract());
                auctioneer.invite(
                        IntStream.rangeClosed(1, 5).filter(announced::isInvited).toArray());
                Posted posted = auctioneer.post();
                if (restored && t % 7 == 3) {
                    SavedState saved = SavedState.of(auctioneer);
                    auctioneer = auctioneers.get();
                    saved.restoreTo(auctioneer);
                    posted = auctioneer.open().get(0);
                }
                Settlement settlement = posted.clear(bids);
                lines.add(line(settlement.rho(), settlement.winner(), settlement.price()));
                if (settlement.uavServes()) {
                    settlement.reveal(rounds.uavValue());
                }
                contract.add(
                        announced.estimate(),
                        Arrays.stream(bids).filter(bid -> bid > 0).max().orElse(0));
                rounds.advance();
            }
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"filter, 0", "filter, 0.3", "hashing, 0", "hashing, 0.3"})
    void whatIsDeployedIsWhatIsEvaluated(String name, double silent) {
        List<String> evaluated = evaluated(model(name).open(), silent);
        assertEquals(evaluated, auctioneered(() -> Auctioneer.trained(model(name)), silent, false));
        assertEquals(evaluated, auctioneered(() -> Auctioneer.trained(model(name)), silent, true));
        assertTrue(Set.copyOf(evaluated).size() > EPISODES * 20, "the rounds differ");
    }

    @Test
    void aSilentStationMatters() {
        assertNotEquals(evaluated(FILTER.open(), 0), evaluated(FILTER.open(), 0.3));
    }

    @Test
    void theFilterOfARangeIsReadFromItsFileAsItWasWritten() {
        LinearFilterModel read = LinearFilterModel.of(FILTER.toFile());
        assertEquals(FILTER.id(), read.id());
        assertEquals(evaluated(FILTER.open(), 0.1), evaluated(read.open(), 0.1));
        assertArrayEquals(new int[] {4, 22}, Arrays.copyOf(shape(), 2));
    }

    /** 4 numbers of stations; an estimate, 3 rounds of 4 bids, an estimate and a surplus, and 3 targets. */
    private static int[] shape() {
        return Objects.requireNonNull(FILTER.toFile().tensors().get("filter.mean"))
                .shape();
    }

    private static Auctioneer market() {
        return new Auctioneer(new ConstantRule(1), RoundTerms.of(SCENARIO)).announce(2, 2);
    }

    @Test
    void stationsJoinAndLeaveByTheirNumbers() {
        Auctioneer market = market().invite(1, 2);
        assertEquals(2, market.clear(3, 4).winner());
        assertEquals(5, market.invite(2, 5).clear(NONE, 4, NONE, NONE, 6).winner());
        assertEquals(4, market.history().bidOf(0, 2));
        assertFalse(market.history().hasBidOf(0, 1));
        Posted posted = market.post();
        market.invite(1, 2, 3);
        assertEquals(5, posted.clear(NONE, 4, NONE, NONE, 6).winner(), "a posted round keeps its stations");
        assertEquals(3, market.clear(3, NONE, 9).winner());
        assertEquals(0, market.clear(NONE, NONE).winner(), "nobody bids");
        assertEquals(3, market.post().clear(new SealedBids(5).bid(3, 1)).winner());
    }

    private static String refusal(Runnable act) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }

    @Test
    void whatIsOutsideTheRangeOrNotInvitedIsRefusedAndNothingIsHeld() {
        Auctioneer market = market();
        assertEquals("stations: expected 2 to 5 of them, got 1", refusal(() -> market.invite(3)));
        assertEquals("stations[1]: expected a whole number from 1 to 5, got 6", refusal(() -> market.invite(1, 6)));
        assertEquals("stations: expected each of them once, got station 2 twice", refusal(() -> market.invite(2, 2)));
        market.invite(1, 2, 4);
        String third = "bids[2]: expected none, as station 3 is not invited, got 5";
        assertEquals(third, refusal(() -> market.clear(1, 2, 5)));
        Posted posted = market.post();
        assertEquals(third, refusal(() -> posted.clear(1, 2, 5)));
        assertEquals(third, refusal(() -> posted.clear(new SealedBids(5).bid(3, 5))));
        assertEquals("bids: expected at most 5 elements, got 6", refusal(() -> posted.clear(1, 2, 3, 4, 5, 6)));
        assertEquals("bids[0]: expected a finite number from 0, got -1", refusal(() -> market.clear(-1, 2)));
        assertEquals(4, posted.clear(1, 2, NONE, 5).winner(), "it stayed open");
        assertEquals(1, market.history().size());
    }

    @Test
    void aMarketOfOneNumberTakesABidOfEveryStationAsBefore() {
        Auctioneer market = Auctioneer.fixed(1, 3).announce(2, 2);
        assertEquals("stations: expected all 3, got 2", refusal(() -> market.invite(1, 2)));
        assertEquals(3, market.invite(1, 2, 3).clear(1, 2, 3).winner());
        assertThrows(IllegalArgumentException.class, () -> market.clear(1, 2));
        assertThrows(IllegalArgumentException.class, () -> market.clear(1, 2, NONE));
    }

    @Test
    void factorsFromTheOthersPastAreRefused() {
        Auctioneer market = new Auctioneer(
                        new OthersLaggedReserveRule(), RoundTerms.of(SCENARIO), SeedTree.of(1), AuctionListener.NONE)
                .announce(2, 2);
        assertEquals(
                "groundStations: expected one whole number with factors from the others' past, got [2, 5]",
                refusal(market::post));
    }
}
