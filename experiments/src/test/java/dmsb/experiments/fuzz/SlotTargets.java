package dmsb.experiments.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.MeanFieldRule;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.random.SeedTree;
import dmsb.experiments.clearing.Blocks;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.SlotClearing;
import dmsb.experiments.clearing.SlotTotals;
import dmsb.experiments.config.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The readers of logs of slots. Every row of an accepted log has its outcome, which another reader and an older auction check. */
final class SlotTargets {
    private static final Scenario SCENARIO = Scenario.preset("paper")
            .with(Scenario.GROUND_STATIONS, 2)
            .with(Scenario.HISTORY, 1)
            .with(Scenario.ACTIONS, 3)
            .with(DenseSettings.TASKS, 2)
            .with(DenseSettings.UAVS, 2)
            .with(DenseSettings.UAV_TASKS_PER_EPISODE, 9);
    private static final Intersection SHAPE = Intersection.of(SCENARIO);
    private static final Pattern MESSAGE =
            Pattern.compile("^(line [0-9]+(, column .+|, header|,|:)?:? ?|slot -?[0-9]+: )expected .+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SlotTargets() {}

    static List<Target> all() {
        return List.of(csv(), jsonLines());
    }

    private static Target csv() {
        LinearFilterModel filter = Sellers.fittedFilter(
                new Evaluation(SHAPE.market(), SeedTree.of(3).child("fit")), 10);
        StringBuilder past =
                new StringBuilder("episode,slot,slotsLeft,tasks,task,bid1,bid2,estimate1,estimate2,uavValue1\n");
        for (int slot = -2; slot < 6; slot++) {
            past.append("a,")
                    .append(slot)
                    .append(",9,2,1,80,")
                    .append(60 + slot)
                    .append(",70,50,71\n");
            past.append("a,").append(slot).append(",9,2,2,").append(40 + slot).append(",20,,50,\n");
        }
        return new Target(
                "clear-slots-csv",
                2,
                Target.texts(
                        past.toString(),
                        "slot,tasks,task,bid1,bid2,estimate1,estimate2,contract2,id\n1,0,0,,,,,,e\n2,1,1,,3,4,,,\"f,\"\n3,2,1,1,2,3,4,5,\n"
                                + "3,2,2,2e3,.5,0,,,g\n",
                        "\ufeffmarket,estimate2,estimate1,bid2,bid1,task,tasks,slot\r\nx,1,2,3,4,1,1,0\r\n\r\ny,1,2,3,4,1,1,-7\r\n"),
                List.of(
                        "slot",
                        "tasks",
                        "task",
                        "slotsLeft",
                        "estimate1",
                        "uavValue2",
                        "contract1",
                        "bid2",
                        "bid3",
                        "market",
                        "1e308",
                        "4.9e-324",
                        ",,",
                        "\"\""),
                input -> clear(input, ClearingFormat.CSV, () -> new MeanFieldRule(SHAPE, filter)),
                Set.of(UsageException.class),
                MESSAGE,
                12 << 20,
                20_000);
    }

    private static Target jsonLines() {
        return new Target(
                "clear-slots-jsonl",
                2,
                Target.texts(
                        "{\"slot\":1,\"tasks\":2,\"task\":1,\"bids\":[8,5],\"estimates\":[9,null],\"id\":\"a\"}\n"
                                + "{\"slot\":1,\"tasks\":2,\"task\":2,\"bids\":[6,2],\"estimates\":[10,7],\"contracts\":[1,2]}\n",
                        "{\"slot\":-1,\"tasks\":0,\"task\":0,\"x\":[{}]}\n\n{\"market\":\"m\",\"slot\":3,\"slotsLeft\":4,\"tasks\":1,"
                                + "\"task\":1,\"bid1\":1,\"bid2\":null,\"estimate1\":2,\"estimate2\":3,\"uavValues\":[4,5]}\n"),
                List.of(
                        "\"slot\"",
                        "\"bids\"",
                        "\"estimates\"",
                        "\"bid1\"",
                        "[[",
                        "null",
                        "NaN",
                        "1e400",
                        "\"task\":2"),
                input -> clear(
                        input, ClearingFormat.JSONL, () -> (announcement, rhos, prices) -> Arrays.fill(rhos, 1.5)),
                Set.of(UsageException.class),
                MESSAGE,
                12 << 20,
                20_000);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** What became of an input: the totals, or the refusal. */
    private record Result(String out, SlotTotals totals, UsageException refusal) {
        static Result of(byte[] input, ClearingFormat format, VectorRule rule, int blockBytes) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SlotTotals totals = null;
            UsageException refusal = null;
            try {
                totals = Blocks.clear(
                        new SlotClearing(SHAPE, rule, SeedTree.of(1), format),
                        input,
                        (bytes, length) -> out.write(bytes, 0, length),
                        blockBytes);
            } catch (UsageException e) {
                refusal = e;
            }
            return new Result(out.toString(StandardCharsets.ISO_8859_1), totals, refusal);
        }

        String message() {
            return refusal == null ? "" : String.valueOf(refusal.getMessage());
        }
    }

    private static String clear(byte[] input, ClearingFormat format, Supplier<VectorRule> rule) throws IOException {
        Result large = Result.of(input, format, rule.get(), 1 << 18);
        Result small = Result.of(input, format, rule.get(), 256);
        if (small.message().contains("expected a record of at most ")) {
            require(large.out().startsWith(small.out()), "small blocks begin with other outcomes");
        } else {
            require(small.out().equals(large.out()), "small blocks give other outcomes");
            require(small.message().equals(large.message()), "small blocks give another refusal: " + small.message());
        }
        if (large.refusal() != null) {
            throw large.refusal();
        }
        int rows = format == ClearingFormat.CSV ? requireCsv(input, large) : requireJson(input, large);
        return Math.min(rows, 6) + " rows, " + Math.min(3, large.totals().slots()) + " slots";
    }

    private static int requireCsv(byte[] input, Result result) {
        List<ReferenceCsv.Row> in = ReferenceCsv.of(input).records;
        List<ReferenceCsv.Row> out = ReferenceCsv.of(result.out().getBytes(StandardCharsets.ISO_8859_1)).records;
        require(in.size() == out.size(), "rows in: " + in.size() + ", out: " + out.size());
        List<String> header = in.get(0).fields();
        int id = header.indexOf("id");
        for (int i = 1; i < in.size(); i++) {
            List<String> row = in.get(i).fields();
            List<String> outcome = out.get(i).fields();
            require(
                    outcome.get(0).equals(id < 0 ? String.valueOf(in.get(i).line()) : row.get(id)),
                    "outcome " + i + " is of another row");
            require(
                    Double.parseDouble(outcome.get(1)) == Double.parseDouble(row.get(header.indexOf("slot")))
                            && Double.parseDouble(outcome.get(2))
                                    == Double.parseDouble(row.get(header.indexOf("task"))),
                    "outcome " + i + " is of another task");
            if (!outcome.get(3).isEmpty()) {
                requireOutcome(
                        new double[] {amount(row.get(header.indexOf("bid1"))), amount(row.get(header.indexOf("bid2")))},
                        Double.parseDouble(outcome.get(7)),
                        Integer.parseInt(outcome.get(3)),
                        Integer.parseInt(outcome.get(4)),
                        Double.parseDouble(outcome.get(6)));
            }
        }
        return in.size() - 1;
    }

    private static int requireJson(byte[] input, Result result) throws IOException {
        List<String> in = new String(input, StandardCharsets.ISO_8859_1)
                .replaceFirst("^\u00ef\u00bb\u00bf", "")
                .lines()
                .filter(line -> line.chars().anyMatch(c -> c > ' '))
                .toList();
        List<String> out = result.out().lines().toList();
        require(in.size() == out.size(), "rows in: " + in.size() + ", out: " + out.size());
        for (int i = 0; i < in.size(); i++) {
            JsonNode row = JSON.readTree(in.get(i).getBytes(StandardCharsets.ISO_8859_1));
            JsonNode outcome = JSON.readTree(out.get(i).getBytes(StandardCharsets.ISO_8859_1));
            require(outcome.get("task").asInt() == row.get("task").asInt(), "outcome " + i + " is of another task");
            if (!outcome.get("winner").isNull()) {
                requireOutcome(
                        new double[] {bid(row, 1), bid(row, 2)},
                        outcome.get("rho").asDouble(),
                        outcome.get("winner").asInt(),
                        outcome.get("uav").asInt(),
                        outcome.get("price").asDouble());
            }
        }
        return in.size();
    }

    private static double bid(JsonNode row, int station) {
        return row.has("bids")
                ? row.get("bids").get(station - 1).asDouble()
                : row.get("bid" + station).asDouble();
    }

    /** An absent station neither wins nor sets a price, as one that bids nothing does. */
    private static double amount(String text) {
        return text.isEmpty() ? 0.0 : Double.parseDouble(text);
    }

    private static void requireOutcome(double[] bids, double rho, int winner, int uav, double price) {
        Outcome expected = new ModifiedSecondBid(rho).clear(bids);
        require(
                expected.winner() == Math.max(0, winner) && price == (winner > 0 ? expected.price() : 0.0),
                "expected " + expected + ", got winner " + winner + " at " + price);
        require((winner == 0) == (uav > 0), "winner " + winner + " and UAV " + uav);
    }
}
