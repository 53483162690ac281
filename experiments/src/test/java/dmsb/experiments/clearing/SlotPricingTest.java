package dmsb.experiments.clearing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.SlotAnnouncement;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.dense.DenseRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the markets of a log have to do with one another decides how the log may be cut into pieces. */
class SlotPricingTest {
    private static final int SLOTS = 30;
    private static final int WARM_UP = 20;
    private static final String HEADER = "episode,slot,tasks,task,estimate1,contract1,uavValue1,bid1,bid2,bid3\n";

    /** A market of three tasks; a battery is one for a quarter of them. */
    private static Scenario scenario(String preset) {
        Scenario scenario =
                Scenario.preset(preset).with(Scenario.ROUNDS_PER_EPISODE, SLOTS).with(DenseSettings.TASKS, 3);
        return preset.equals("battery") ? scenario.with(DenseSettings.UAV_TASKS_PER_EPISODE, 3 * SLOTS / 4) : scenario;
    }

    static Stream<Arguments> rulesAndMarkets() {
        return Stream.of(NamedVectorRule.values())
                .flatMap(rule -> Stream.of("dense", "battery").map(preset -> Arguments.of(rule, preset)));
    }

    /** The rows of a market of three tasks, whose bids and values return to their means. */
    private static String market(int number) {
        RandomStream random = SeedTree.of(8).child(number).stream();
        double[] moods = new double[3];
        StringBuilder rows = new StringBuilder();
        for (int slot = -WARM_UP; slot < SLOTS; slot++) {
            for (int m = 0; m < 3; m++) {
                moods[m] = 0.8 * moods[m] + 0.3 * random.nextGaussian();
                double value = 40 * (1 + 0.5 * number) * StrictMath.exp(moods[m]);
                rows.append(number + "," + slot + ",3," + (m + 1) + "," + value + ",5," + value);
                for (int n = 0; n < 3; n++) {
                    rows.append("," + 45 * StrictMath.exp(0.7 * moods[m] + 0.4 * random.nextGaussian()));
                }
                rows.append('\n');
            }
        }
        return rows.toString();
    }

    private static List<String> cleared(SlotPricing pricing, String rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pricing.clearing(ClearingFormat.CSV)
                .run(
                        new ByteArrayInputStream((HEADER + rows).getBytes(StandardCharsets.UTF_8)),
                        (bytes, length) -> out.write(bytes, 0, length),
                        read -> {});
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.replaceFirst("^[0-9]+,", ""))
                .toList();
    }

    /** The last of three markets, cleared alone, is what it is in the log if and only if the rule takes nothing along. */
    @ParameterizedTest
    @MethodSource("rulesAndMarkets")
    void aMarketCanBeClearedAloneIfNothingGoesOnIntoIt(NamedVectorRule rule, String preset) throws IOException {
        SlotPricing pricing = new SlotPricing.ByRule(scenario(preset), 1, rule.toString());
        List<String> log = cleared(pricing, market(0) + market(1) + market(2));
        List<String> alone = cleared(pricing, market(2));
        assertEquals(3 * (SLOTS + WARM_UP), alone.size());
        assertEquals(
                pricing.memory() == MarketMemory.NONE,
                log.subList(log.size() - alone.size(), log.size()).equals(alone),
                () -> "memory of " + rule + " on " + preset);
    }

    /** Posts what it draws. */
    private static final class Dice implements VectorRule {
        private RandomStream random = SeedTree.of(0).stream();

        @Override
        public void reset(RandomStream draws) {
            random = draws;
        }

        @Override
        public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
            for (int m = 0; m < announcement.tasks(); m++) {
                rhos[m] = 1 + random.nextDouble();
            }
        }
    }

    private static void read(ClearingRow row, String line) {
        row.begin();
        String[] fields = line.split(",", -1);
        for (int c = 0; c < fields.length; c++) {
            row.text(c, fields[c].toCharArray(), 0, fields[c].length());
        }
        assertEquals(null, row.complaint());
    }

    private static List<String> drawn(int firstNumber, List<Integer> markets) {
        List<String> rhos = new ArrayList<>();
        SlotClearer<String> clearer = new SlotClearer<>(
                Arrays.asList(HEADER.strip().split(",")),
                "line 1",
                UnaryOperator.identity(),
                Intersection.of(scenario("dense")),
                new Dice(),
                DenseRules.heldOut(3),
                (id, slot, task, outcome) -> rhos.add(id + ": "
                        + Decimal.shortest(Objects.requireNonNull(outcome).rho())));
        if (firstNumber > 0) {
            clearer.numberNextMarket(firstNumber);
        }
        for (int market : markets) {
            market(market).lines().forEach(line -> {
                read(clearer.row(), line);
                assertEquals(null, clearer.clear(line));
            });
        }
        assertEquals(null, clearer.unfinished());
        assertEquals((long) markets.size() * SLOTS, clearer.totals().slots());
        assertEquals((long) markets.size() * WARM_UP, clearer.totals().warmUp());
        return rhos;
    }

    @Test
    void aMarketWithItsNumberDrawsWhatItDrawsInTheLog() {
        List<String> log = drawn(0, List.of(0, 1, 2));
        int size = log.size() / 3;
        assertEquals(log.subList(size, log.size()), drawn(1, List.of(1, 2)));
        assertEquals(log.subList(2 * size, log.size()), drawn(2, List.of(2)));
    }

    /** The sum of the doubles, in either order, has no rounding error that depends on it. */
    @Test
    void totalsOfPiecesAddUpInAnyOrder() {
        SlotTotals one = SlotTotals.NONE;
        SlotTotals other = SlotTotals.NONE;
        for (int i : IntStream.range(0, 60).toArray()) {
            one = one.plus(payment(StrictMath.pow(10, i % 30 - 10)));
            other = payment(StrictMath.pow(10, (59 - i) % 30 - 10)).plus(other);
        }
        assertEquals(one, other);
        assertEquals(0, one.payments().compareTo(other.payments()));
        assertEquals(60, one.slots());
    }

    private static SlotTotals payment(double price) {
        return new SlotTotals(1, 2, 3, 4, 5, new BigDecimal(price));
    }

    @Test
    void factorsThatAreNoneAreRefused() {
        Scenario scenario = scenario("dense");
        assertThrows(IllegalArgumentException.class, () -> new SlotPricing.ByFactors(scenario, 1, List.of(1.0, 2.0)));
        assertThrows(
                IllegalArgumentException.class, () -> new SlotPricing.ByFactors(scenario, 1, List.of(1.0, 2.0, 0.5)));
    }
}
