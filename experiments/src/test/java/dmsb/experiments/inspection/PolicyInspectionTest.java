package dmsb.experiments.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.SeedTree;
import dmsb.experiments.cli.Main;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.figure.BarChart;
import dmsb.experiments.figure.Series;
import dmsb.experiments.run.HeldOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of what a policy does. */
class PolicyInspectionTest {
    private static final Scenario MARKET = Scenario.preset("paper").with(Scenario.ROUNDS_PER_EPISODE, 30);
    private static final SeedTree EPISODES = HeldOut.episodes(3);

    private static PostedRule rule(String name) {
        return (PostedRule) Sellers.ruleNamed(name, MARKET, SeedTree.of(1), 20);
    }

    private static List<PlayedRound> played(PostedRule rule) {
        List<PlayedRound> rounds = new ArrayList<>();
        SimulatedRounds source = new SimulatedRounds(MARKET);
        double[] conditions = new double[ConditionLayout.count(MARKET.groundStations())];
        new Evaluation(source, EPISODES).run(Sellers.of(rule), 0, 1, (episode, index, market, round) -> {
            source.market().conditions(conditions);
            rounds.add(PlayedRound.of(conditions, round));
        });
        return rounds;
    }

    private static PolicyInspection inspect(int episodes) {
        return PolicyInspection.at("the rule", Sellers.of(rule("lagged-reserve")), MARKET, EPISODES, episodes);
    }

    /** Where nothing is changed, the auctioneer posts what was posted in the evaluation. */
    @ParameterizedTest
    @ValueSource(strings = {"lagged-reserve", "linear-filter"})
    void whereNothingIsChangedRhoIsThatOfTheEvaluation(String name) {
        PostedRule rule = rule(name);
        List<PlayedRound> episode = played(rule);
        int different = 0;
        for (int round : new int[] {5, 12, 29}) { // the history of 3 rounds is full of the episode's own
            RhoSurface surface = new RhoSurface(rule(name), MARKET, episode, round);
            PlayedRound before = episode.get(round - 1);
            PlayedRound now = episode.get(round);
            for (StateQuantity first : StateQuantity.values()) {
                for (StateQuantity second : StateQuantity.values()) {
                    double rho = surface.rho(first, first.of(before, now), second, second.of(before, now));
                    assertEquals(now.rho(), rho, first + " and " + second + " before round " + round);
                }
            }
            double moved =
                    surface.rho(StateQuantity.ESTIMATE, 3 * now.estimate(), StateQuantity.SECOND, before.second());
            different += moved == now.rho() ? 0 : 1;
        }
        assertTrue(different > 0, "three times the estimate moves rho");
    }

    /** Lagged reserve is max(1, estimate / last second bid), and so is its figure. */
    @Test
    void theFigureOfLaggedReserveIsItsFormula() {
        List<Series> curves = inspect(1)
                .rhoOver(rule("lagged-reserve"), 0, 10, StateQuantity.ESTIMATE, StateQuantity.SECOND)
                .series();
        assertEquals(5, curves.size());
        List<PlayedRound> episode = played(rule("lagged-reserve"));
        double[] seconds = episode.subList(0, episode.size() - 1).stream()
                .mapToDouble(PlayedRound::second)
                .sorted()
                .toArray();
        double[] levels = {0.05, 0.25, 0.5, 0.75, 0.95};
        for (int c = 0; c < curves.size(); c++) {
            double second = seconds[(int) Math.round(levels[c] * (seconds.length - 1))];
            double highest = episode.get(9).highest();
            double ranked = Math.min(second, highest); // a second bid above the highest is the highest
            double[] x = curves.get(c).x();
            double[] rho = curves.get(c).y();
            for (int i = 0; i < x.length; i++) {
                double third =
                        episode.get(9).bids().stream().sorted().findFirst().orElseThrow();
                assertEquals(Math.max(1, x[i] / Math.max(third, ranked)), rho[i], 1e-12 * rho[i]);
            }
        }
    }

    @Test
    void sharesSumToOneAndLossesToWhatEvaluationSays() {
        BarChart shares = inspect(4).shares();
        double sum =
                shares.bars().stream().limit(4).mapToDouble(bar -> bar.value()).sum();
        double lost =
                shares.bars().stream().skip(4).mapToDouble(bar -> bar.value()).sum();
        double fraction = new Evaluation(MARKET, EPISODES)
                .run(Sellers.of(rule("lagged-reserve")), 4)
                .firstBestFraction();
        assertEquals(1, sum, 1e-12);
        assertEquals(1 - fraction, lost, 1e-9);
        assertTrue(lost > 0);
    }

    @Test
    void whatIsNotThereIsRefused() {
        PolicyInspection inspected = inspect(2);
        PostedRule rule = rule("lagged-reserve");
        assertEquals("--episode: expected 0 to 1, got 2", refusal(() -> inspected.timeline(2)));
        assertEquals(
                "--round: expected 1 to 29, got 30",
                refusal(() -> inspected.rhoOver(rule, 0, 30, StateQuantity.ESTIMATE, StateQuantity.SECOND)));
        assertEquals(
                "--over: expected two different quantities, got second twice",
                refusal(() -> inspected.rhoOver(rule, 0, 3, StateQuantity.SECOND, StateQuantity.SECOND)));
    }

    private static String refusal(Runnable act) {
        return String.valueOf(assertThrows(UsageException.class, act::run).getMessage());
    }

    @Test
    void theCommandWritesEveryFigureThreeWays(@TempDir Path folder) throws IOException {
        for (String rule : List.of("lagged-reserve", "myopic-msb")) {
            Path out = folder.resolve(rule);
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int status = Main.run(
                    new ByteArrayOutputStream(),
                    err,
                    List.of(),
                    "inspect",
                    "--rule",
                    rule,
                    "--episodes",
                    "1",
                    "--set",
                    "roundsPerEpisode=12",
                    "--out",
                    out.toString());
            assertEquals(0, status, err.toString(StandardCharsets.UTF_8));
            List<String> figures = new ArrayList<>(List.of("amounts", "rho", "shares"));
            if (rule.equals("lagged-reserve")) {
                figures.add("rho-over"); // the other sees the bids
            }
            for (String figure : figures) {
                assertTrue(Files.readString(out.resolve(figure + ".svg")).startsWith("<svg"), figure);
                assertTrue(Files.size(out.resolve(figure + ".pdf")) > 500, figure);
                assertTrue(Files.readAllLines(out.resolve(figure + ".csv")).size() > 5, figure);
            }
            assertEquals(figures.size() == 4, Files.exists(out.resolve("rho-over.svg")));
            List<String> timeline = Files.readAllLines(out.resolve("timeline.csv"));
            assertEquals(
                    "round,estimate,contract,uavValue,bid1,bid2,bid3,rho,winner,price,surplus,firstBest",
                    timeline.get(0));
            assertEquals(13, timeline.size());
        }
    }
}
