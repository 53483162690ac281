package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.BatchAuctioneer;
import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.BatchEvaluation;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.log.BidLog;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.OthersPastRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.filter.OthersFilterModel;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Learners;
import dmsb.experiments.log.BidLogReader;
import dmsb.experiments.log.RowRange;
import dmsb.experiments.project.HttpExample;
import dmsb.experiments.run.Model;
import dmsb.nn.agent.Inference;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.PolicyFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is measured is what is deployed: on the same rounds the same rule has the same rho, winner and price, bit for bit,
 * whoever holds the auctions: an evaluation, one of many episodes side by side, an auctioneer, a batch auctioneer, {@code
 * dmsb clear --model} on the log, and the server of the HTTP example. (That a cluster clears like {@code clear} is a test of
 * the module for Spark.)
 *
 * <p>With {@code -Ddmsb.markets=100} on 100 markets instead of four.
 */
class DeployedIsMeasuredTest {
    private static final int MARKETS = Integer.getInteger("dmsb.markets", 4);
    private static final int ROUNDS = 30;

    @TempDir
    static Path folder;

    private static String log = "";
    private static Class<?> server = Object.class;

    /** Who is told what, and how much the UAV counts. */
    record Terms(double zeta, Reveal reveal, int lag, boolean uavAction) {
        Terms(double zeta, Reveal reveal, int lag) {
            this(zeta, reveal, lag, false);
        }

        Scenario scenario() {
            return Scenario.standard()
                    .with(Scenario.ROUNDS_PER_EPISODE, ROUNDS)
                    .with(Scenario.UAV_BARGAINING_POWER, zeta)
                    .with(Scenario.REVEAL, reveal)
                    .with(Scenario.REVEAL_LAG, lag)
                    .with(Scenario.UAV_ACTION, uavAction);
        }
    }

    /** A round's rho, winner and price, as text that reads back as the same numbers. */
    private static String line(double rho, int winner, double price) {
        return Decimal.shortest(rho) + " " + winner + " " + Decimal.shortest(price);
    }

    static Stream<Terms> terms() {
        return Stream.of(1.0, 0.4)
                .flatMap(zeta -> Stream.of(
                        new Terms(zeta, Reveal.SERVED, 0),
                        new Terms(zeta, Reveal.NEVER, 0),
                        new Terms(zeta, Reveal.SERVED, 3),
                        new Terms(zeta, Reveal.SERVED, 0, true)));
    }

    @BeforeAll
    static void simulateAndCompile() throws Exception {
        Path file = folder.resolve("log.csv");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String words =
                "simulate --seed 5 --set roundsPerEpisode=" + ROUNDS + " --episodes " + MARKETS + " --out " + file;
        assertEquals(0, Main.run(new ByteArrayOutputStream(), err, words.split(" ", -1)), err::toString);
        log = Files.readString(file);
        server = HttpExample.compile(Files.createDirectory(folder.resolve("classes")));
    }

    private static BidLog read(Scenario scenario) {
        InputStream in = new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8));
        return BidLogReader.read(in, "log.csv", scenario, RowRange.ALL, line -> {})
                .log();
    }

    // The ways to play.

    private static List<String> evaluated(BidLog rows, Scenario scenario, ScalingRule rule) {
        List<String> lines = new ArrayList<>();
        Seller seller = Sellers.of(rule);
        new Evaluation(new RowRounds(rows, scenario), SeedTree.of(1))
                .run(
                        seller,
                        0,
                        MARKETS,
                        (episode, index, source, round) -> lines.add(line(
                                round.round().rho(),
                                round.round().winner(),
                                round.round().price())));
        return lines;
    }

    /** One market after the other; each has an auctioneer of its own. */
    private static List<String> auctioneered(BidLog rows, Scenario scenario, Supplier<Auctioneer> auctioneers) {
        List<String> lines = new ArrayList<>();
        for (int market = 0; market < rows.markets(); market++) {
            Auctioneer auctioneer = auctioneers.get();
            List<Settlement> served = new ArrayList<>();
            for (int row = rows.marketStart(market); row < rows.marketStart(market + 1); row++) {
                auctioneer.announce(RowRounds.conditions(rows, row), rows.estimate(row), rows.contract(row));
                Settlement settlement = auctioneer.clear(RowRounds.bids(rows, row));
                lines.add(line(settlement.rho(), settlement.winner(), settlement.price()));
                served.add(settlement);
                reveal(rows, row, settlement, served, scenario.revealLag());
            }
        }
        return lines;
    }

    /** Reveals values as late as the scenario says, where the UAV has served. */
    private static void reveal(BidLog rows, int row, Settlement now, List<Settlement> all, int lag) {
        int index = all.size() - 1 - lag;
        if (lag == 0 && now.uavServes()) {
            now.reveal(rows.uavValue(row));
        } else if (lag > 0 && index >= 0 && all.get(index).uavServes()) {
            all.get(index).reveal(rows.uavValue(row - lag));
        }
    }

    private static List<String> batched(BidLog rows, PostedRule rule, RoundTerms terms) {
        BatchAuctioneer batch = new BatchAuctioneer(rule, terms);
        Auctioneer[] markets = new Auctioneer[MARKETS];
        Arrays.setAll(markets, i -> batch.newMarket());
        Posted[] posted = new Posted[MARKETS];
        String[] lines = new String[MARKETS * ROUNDS];
        for (int t = 0; t < ROUNDS; t++) {
            for (int m = 0; m < MARKETS; m++) {
                int row = rows.marketStart(m) + t;
                markets[m].announce(RowRounds.conditions(rows, row), rows.estimate(row), rows.contract(row));
            }
            batch.post(MARKETS, markets, posted);
            for (int m = 0; m < MARKETS; m++) {
                int row = rows.marketStart(m) + t;
                Settlement settlement = posted[m].clear(RowRounds.bids(rows, row));
                lines[m * ROUNDS + t] = line(settlement.rho(), settlement.winner(), settlement.price());
                if (settlement.uavServes()) {
                    settlement.reveal(rows.uavValue(row)); // at once: the terms say from when on it is seen
                }
            }
        }
        return List.of(lines);
    }

    private static List<String> cleared(byte[] model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Clearing(new Pricing.Learned(model, Inference.standard()), ClearingFormat.CSV, false, 1)
                .run(
                        new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
                        (bytes, length) -> out.write(bytes, 0, length),
                        complaint -> {},
                        read -> {});
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(row -> row.split(",", -1))
                .map(fields -> fields[3] + " " + fields[1] + " " + fields[2])
                .toList();
    }

    private static List<String> served(BidLog rows, Supplier<Auctioneer> auctioneers) throws Exception {
        try (HttpExample running = HttpExample.start(server, auctioneers, System::nanoTime)) {
            List<String> lines = new ArrayList<>();
            for (int market = 0; market < MARKETS; market++) {
                String cell = "/market" + market;
                for (int t = 0; t < ROUNDS; t++) {
                    int row = rows.marketStart(market) + t;
                    String declared = rows.estimate(row) + " " + rows.contract(row) + " "
                            + words(RowRounds.conditions(rows, row));
                    assertTrue(asked(running, cell + "/post", declared).startsWith(t + " "));
                    String[] answer = asked(running, cell + "/clear/" + t, words(RowRounds.bids(rows, row)))
                            .split(" ", -1);
                    int winner = Integer.parseInt(answer[0]);
                    lines.add(line(Double.parseDouble(answer[2]), winner, Double.parseDouble(answer[1])));
                    if (winner == 0) {
                        assertEquals("ok", asked(running, cell + "/reveal/" + t, String.valueOf(rows.uavValue(row))));
                    }
                }
            }
            return lines;
        }
    }

    private static String words(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    private static String asked(HttpExample running, String path, String body) throws Exception {
        HttpExample.Answer answer = running.ask(path, body);
        assertEquals(200, answer.status(), answer.body());
        return answer.body();
    }

    // What is played.

    @ParameterizedTest
    @MethodSource("terms")
    void everyRuleForRho(Terms terms) throws Exception {
        Scenario scenario = terms.scenario();
        BidLog rows = read(scenario);
        for (String name : Sellers.names()) {
            if (List.of("spa", "first-best", "first-best-grid").contains(name)) {
                continue; // no rules for rho
            }
            Supplier<ScalingRule> rules = () -> Sellers.ruleNamed(
                    name.replace("RHO", "1.5"), scenario, SeedTree.of(2).child("training"), 20);
            List<String> expected = evaluated(rows, scenario, rules.get());
            assertEquals(MARKETS * ROUNDS, expected.size());
            SeedTree episodes = SeedTree.of(1).child("episode");
            int[] market = new int[1];
            Supplier<Auctioneer> auctioneers = () -> {
                ScalingRule rule = rules.get();
                SeedTree seller = episodes.child(market[0]++).child("seller");
                if (rule instanceof OthersPastRule others) {
                    SeedTree coins = SeedTree.of(seller.stream().nextLong());
                    return new Auctioneer(others, RoundTerms.of(scenario), coins, AuctionListener.NONE);
                }
                rule.reset(seller.stream());
                return rule instanceof PostedRule posted
                        ? new Auctioneer(posted, RoundTerms.of(scenario))
                        : Auctioneer.withoutTruthfulness(
                                (BidDependentRule) rule, RoundTerms.of(scenario), AuctionListener.NONE);
            };
            assertEquals(expected, auctioneered(rows, scenario, auctioneers), name);
            if (rules.get() instanceof PostedRule) {
                market[0] = 0;
                assertEquals(expected, served(rows, auctioneers), name);
            }
            if (List.of("lagged-reserve", "linear-filter", "constant=RHO").contains(name)) { // keep nothing of a market
                assertEquals(expected, batched(rows, (PostedRule) rules.get(), RoundTerms.of(scenario)), name);
            }
        }
    }

    private static TensorFile untrained(String agent, Scenario scenario) {
        return untrained(agent, scenario, Optional.empty());
    }

    private static TensorFile untrained(String agent, Scenario scenario, Optional<ModelFilter> filter) {
        return untrained(agent, scenario, filter, 3);
    }

    private static TensorFile untrained(String agent, Scenario scenario, Optional<ModelFilter> filter, long seed) {
        LearnerConfig learner = Learners.of(agent).load(filter.isEmpty() ? "raw" : "standard", Map.of("hidden", 16));
        AuctionEnvironment environment =
                new AuctionEnvironment(new SimulatedRounds(scenario), 116.0, LearnedModel.encoder(scenario, filter));
        return Model.of(
                        scenario,
                        filter,
                        learner,
                        116.0,
                        Map.of("seed", "1"),
                        learner.newAgent(environment, SeedTree.of(seed)))
                .toFile();
    }

    private static void assertSameEverywhere(String name, Scenario scenario, TensorFile file) throws Exception {
        BidLog rows = read(scenario);
        PricingModel model = Model.pricing(file, Inference.standard());
        List<String> expected = evaluated(rows, scenario, model.open());
        assertTrue(expected.stream().distinct().count() > 10, name);
        ModelRule shared = new ModelRule(model);
        assertEquals(
                expected, auctioneered(rows, scenario, () -> Auctioneer.trained(shared, AuctionListener.NONE)), name);
        assertEquals(expected, batched(rows, shared, RoundTerms.of(scenario)), name);
        assertEquals(expected, cleared(file.toBytes()), name);
        assertEquals(expected, served(rows, () -> Auctioneer.trained(model)), name);
        EpisodeMeans one =
                new Evaluation(new RowRounds(rows, scenario), SeedTree.of(1)).run(Sellers.of(model.open()), MARKETS);
        EpisodeMeans together =
                new BatchEvaluation(() -> new RowRounds(rows, scenario), SeedTree.of(1)).run(model.open(), 0, MARKETS);
        for (Metric metric : List.of(Metric.SURPLUS, Metric.RHO, Metric.PRICE, Metric.UAV_SHARE)) {
            assertEquals(Arrays.toString(one.of(metric)), Arrays.toString(together.of(metric)), name + " " + metric);
        }
    }

    @ParameterizedTest
    @MethodSource("terms")
    void theLinearFilterAndAModelOfEveryAgent(Terms terms) throws Exception {
        Scenario scenario = terms.scenario();
        LinearFilterModel filter = Sellers.fittedFilter(new Evaluation(scenario, SeedTree.of(2)), 40);
        assertSameEverywhere(
                "linear filter", scenario, TensorFile.parse(filter.toFile().toBytes()));
        for (String agent : Learners.agents()) {
            assertSameEverywhere(agent, scenario, untrained(agent, scenario));
            assertSameEverywhere(agent + " with forecasts", scenario, untrained(agent, scenario, Optional.of(filter)));
        }
    }

    /** A belief remembers what the announcement does: here rounds that the log's market has not had, and then forgets some. */
    @ParameterizedTest
    @MethodSource("terms")
    void theBeliefAndAModelOfEveryAgentWithIt(Terms terms) throws Exception {
        Scenario scenario = terms.scenario().with(Scenario.HISTORY, 12);
        BeliefModel belief = BeliefModel.of(Sellers.fittedBelief(new Evaluation(scenario, SeedTree.of(2)), 40), 2);
        assertSameEverywhere(
                "belief", scenario, TensorFile.parse(belief.toFile().toBytes()));
        for (String agent : Learners.agents()) {
            assertSameEverywhere(agent + " with a belief", scenario, untrained(agent, scenario, Optional.of(belief)));
        }
    }

    /** Where a station's own factor decides: an evaluation, an auctioneer, {@code clear}, and the server of the example. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OTHERS.*")
    void aFilterOfTheOthersPastAndAModelOfEveryAgentWithIt(ObservationMode mode) throws Exception {
        Scenario scenario = new Terms(0.4, Reveal.SERVED, 0).scenario().with(Scenario.OBSERVATION, mode);
        BidLog rows = read(scenario);
        OthersFilterModel filter = Sellers.fittedOthersModel(new Evaluation(scenario, SeedTree.of(2)), 40);
        List<TensorFile> files = new ArrayList<>(List.of(filter.toFile()));
        for (String agent : Learners.agents()) {
            files.add(untrained(agent, scenario, Optional.of(filter), 7)); // under which no agent clings to one rho
        }
        for (TensorFile file : files) {
            PricingModel model = Model.pricing(TensorFile.parse(file.toBytes()), Inference.standard());
            List<String> expected = evaluated(rows, scenario, model.rule());
            assertTrue(expected.stream().distinct().count() > 10, model.id());
            assertEquals(expected, auctioneered(rows, scenario, () -> Auctioneer.trained(model)));
            assertEquals(expected, cleared(file.toBytes()));
            assertEquals(expected, served(rows, () -> Auctioneer.trained(model)));
        }
    }

    @Test
    void aModelThatSeesTheBids() throws Exception {
        Scenario scenario =
                new Terms(0.4, Reveal.SERVED, 0).scenario().with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);
        BidLog rows = read(scenario);
        TensorFile file = untrained("d2sac", scenario);
        LearnedModel model = LearnedModel.of(file, PolicyFile.read(file));
        assertEquals(
                evaluated(rows, scenario, model.bidDependentRule()),
                auctioneered(
                        rows,
                        scenario,
                        () -> Auctioneer.withoutTruthfulness(
                                model.bidDependentRule(), RoundTerms.of(scenario), AuctionListener.NONE)));
    }

    /** The terms are not decoration: each of them changes what the filter posts. */
    @Test
    void zetaRevealAndLagMatter() {
        Scenario usual = new Terms(1, Reveal.SERVED, 0).scenario();
        LinearFilterModel filter = Sellers.fittedFilter(new Evaluation(usual, SeedTree.of(2)), 40);
        assertNotNull(filter.id());
        List<String> expected = evaluated(read(usual), usual, filter.open());
        for (Terms terms : List.of(
                new Terms(0.4, Reveal.SERVED, 0), new Terms(1, Reveal.NEVER, 0), new Terms(1, Reveal.SERVED, 1))) {
            Scenario other = terms.scenario();
            assertNotEquals(expected, evaluated(read(other), other, filter.open()), terms.toString());
        }
    }
}
