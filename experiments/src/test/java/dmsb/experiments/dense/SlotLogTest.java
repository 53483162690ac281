package dmsb.experiments.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.auction.dense.DenseHouse;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.Slot;
import dmsb.auction.dense.SlotAnnouncement;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.RoundTerms;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.SlotClearing;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.log.MarketColumns;
import dmsb.experiments.log.SlotColumns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slots of every shape are written and read back: without tasks, without bids, without estimates. */
class SlotLogTest {
    private static final int TASKS = 3;
    private static final int UAVS = 2;
    private static final int STATIONS = 2;
    private static final Intersection SHAPE = Intersection.of(Scenario.standard()
            .with(Scenario.GROUND_STATIONS, STATIONS)
            .with(DenseSettings.TASKS, TASKS)
            .with(DenseSettings.UAVS, UAVS));

    private static final SlotLog.Background NOTHING_BEHIND = new SlotLog.Background() {
        @Override
        public double uavValue(int uav, int task) {
            return 10 * uav + task;
        }

        @Override
        public double unitPrice(int uav) {
            return 0.0;
        }

        @Override
        public void appendMarket(List<String> row, int task) {
            row.addAll(Collections.nCopies(MarketColumns.names(STATIONS).size(), ""));
        }
    };

    /** A slot in which about every third thing is missing. */
    private static void fill(Slot slot, RandomStream random, double[] rhos) {
        slot.begin(random.nextInt(TASKS + 1));
        for (int m = 0; m < slot.tasks(); m++) {
            double[] bids = new double[STATIONS];
            for (int n = 0; n < STATIONS; n++) {
                bids[n] = random.nextInt(3) == 0 ? Double.NaN : 100 * random.nextDouble();
            }
            for (int u = 0; u < UAVS; u++) {
                boolean declares = random.nextInt(3) > 0;
                Announcement announcement = new Ledger(RoundTerms.of(SHAPE.market())).announcement();
                announcement.declare(declares ? 100 * random.nextDouble() : 0.0, random.nextInt(50));
                slot.view(u, m).announce(0, announcement);
                System.arraycopy(bids, 0, slot.view(u, m).bids(), 0, STATIONS);
                slot.view(u, m).openWithMissing();
                slot.declare(u, m, declares ? announcement.estimate() : Double.NaN);
            }
            rhos[m] = random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : 1 + random.nextDouble();
        }
        int[] batteries = new int[UAVS];
        Arrays.fill(batteries, Intersection.UNLIMITED);
        slot.award(rhos, batteries, new double[UAVS]);
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "JSONL"})
    void whatIsMissingIsWrittenAndReadBack(ClearingFormat format) throws IOException {
        Slot slot = new Slot(RoundTerms.of(SHAPE.market()), TASKS, UAVS, SHAPE.weights());
        RandomStream random = SeedTree.of(5).stream();
        int count = 100;
        double[][] posted = new double[count][TASKS];
        StringWriter text = new StringWriter();
        SlotLog log =
                format == ClearingFormat.CSV ? SlotLog.csv(SHAPE, false, text) : SlotLog.jsonLines(SHAPE, false, text);
        StringBuilder expected = new StringBuilder();
        int nobody = 0;
        for (int t = 0; t < count; t++) {
            fill(slot, random, posted[t]);
            log.write(0, t, slot, NOTHING_BEHIND);
            if (slot.tasks() == 0) {
                expected.append(t).append(" 0\n");
            }
            for (int m = 0; m < slot.tasks(); m++) {
                double price = slot.server(m) > 0 ? slot.view(0, m).price() : 0.0;
                expected.append(t)
                        .append(' ')
                        .append(m + 1)
                        .append(' ')
                        .append(slot.server(m))
                        .append(' ');
                expected.append(slot.uav(m) + 1)
                        .append(' ')
                        .append(slot.place(m))
                        .append(' ')
                        .append(price);
                expected.append(' ').append(slot.view(0, m).rho()).append('\n');
                nobody += slot.server(m) == Slot.NOBODY ? 1 : 0;
            }
        }
        assertEquals(expected.toString(), cleared(text.toString(), format, new Replay(posted)));
        assertTrue(nobody > 1 && expected.indexOf(" 0\n") > 0, "there are empty slots, and tasks for nobody");
    }

    /** In a town a place may be empty; a row is of the vehicle that is there. */
    @Test
    void aRowOfATownIsOfItsVehicle() {
        Intersection town = Intersection.of(Scenario.preset("town"), 12, 2);
        StringWriter text = new StringWriter();
        SlotLog log = SlotLog.csv(town, true, text);
        List<String> surplus = new ArrayList<>();
        int moved = 0;
        DenseHouse house = new DenseHouse(town);
        for (int e = 0; e < 40 && moved <= 10; e++) {
            house.reset(SeedTree.of(3).child(e));
            for (int t = 0; t < 100; t++) {
                house.award((announcement, rhos, prices) -> Arrays.fill(rhos, Double.POSITIVE_INFINITY), 100 - t);
                log.onSlot(e, t, house);
                for (int m = 0; m < house.slot().tasks(); m++) {
                    surplus.add(Decimal.shortest(house.surplus(m)));
                    moved += house.task(m) == house.market().task(m) ? 0 : 1;
                }
                house.settle();
                house.next();
            }
        }
        List<String> lines = text.toString().lines().toList();
        int column = List.of(lines.get(0).split(",", -1)).indexOf(SlotColumns.SURPLUS);
        assertEquals(
                surplus,
                lines.stream()
                        .skip(1)
                        .filter(line -> !line.split(",", -1)[4].equals("0"))
                        .map(line -> line.split(",", -1)[column])
                        .toList());
        assertTrue(moved > 10, "tasks behind an empty place: " + moved);
    }

    /** Posts what was posted. */
    private static final class Replay implements VectorRule {
        private final double[][] posted;
        private int next;

        Replay(double[][] posted) {
            this.posted = posted;
        }

        @Override
        public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
            System.arraycopy(posted[next++], 0, rhos, 0, announcement.tasks());
        }
    }

    /** The outcomes of a log, numbers read and written again. */
    private static String cleared(String log, ClearingFormat format, VectorRule rule) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SlotClearing(SHAPE, rule, SeedTree.of(1), format)
                .run(
                        new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
                        (bytes, length) -> out.write(bytes, 0, length),
                        read -> {});
        StringBuilder text = new StringBuilder();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            String[] fields = format == ClearingFormat.CSV ? line.split(",", -1) : fields(line);
            if (!fields[0].equals("line")) {
                text.append(fields[1]).append(' ').append(fields[2]);
                if (!fields[3].isEmpty()) {
                    text.append(' ')
                            .append(fields[3])
                            .append(' ')
                            .append(fields[4])
                            .append(' ')
                            .append(fields[5]);
                    text.append(' ').append(Double.parseDouble(fields[6]));
                    text.append(' ').append(Double.parseDouble(fields[7]));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String[] fields(String line) throws IOException {
        JsonNode row = new ObjectMapper().readTree(line);
        return List.of("line", "slot", "task", "winner", "uav", "place", "price", "rho").stream()
                .map(name -> row.get(name).isNull() ? "" : row.get(name).asText())
                .toArray(String[]::new);
    }
}
