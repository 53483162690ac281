package dmsb.experiments.dense;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dmsb.auction.dense.DenseHouse;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.Slot;
import dmsb.auction.dense.SlotListener;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.log.MarketColumns;
import dmsb.experiments.log.SlotColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the slots of an evaluation as a log, a row a task: what was declared and bid, what was posted, who served, and what it
 * was worth. Slots of the warm-up have negative numbers.
 */
public final class SlotLog implements SlotListener {
    private final Intersection shape;
    private final boolean allValues;
    private final int columns;
    private final List<String> row = new ArrayList<>();
    private final Consumer<List<String>> rows;

    private SlotLog(Intersection shape, boolean allValues, Consumer<List<String>> rows) {
        this.shape = shape;
        this.allValues = allValues;
        this.columns = header(shape).size();
        this.rows = rows;
    }

    /**
     * A log in CSV, whose header is written at once.
     *
     * @param shape what is simulated
     * @param allValues whether the values of all UAVs are written; otherwise that of the one that serves
     * @param text receives the rows; to be flushed by whoever has given it
     * @return the log
     */
    public static SlotLog csv(Intersection shape, boolean allValues, Writer text) {
        CsvWriter csv = CsvWriter.builder()
                .bufferSize(0)
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        csv.writeRecord(header(shape));
        return new SlotLog(shape, allValues, csv::writeRecord);
    }

    /**
     * A log in JSON lines.
     *
     * @param shape what is simulated
     * @param allValues whether the values of all UAVs are written; otherwise that of the one that serves
     * @param text receives the rows; to be flushed by whoever has given it
     * @return the log
     */
    public static SlotLog jsonLines(Intersection shape, boolean allValues, Writer text) {
        List<String> header = header(shape);
        return new SlotLog(shape, allValues, row -> {
            try {
                text.write(json(header, row));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<String> header(Intersection shape) {
        List<String> header = new ArrayList<>(List.of(
                SlotColumns.EPISODE, SlotColumns.SLOT, SlotColumns.SLOTS_LEFT, SlotColumns.TASKS, SlotColumns.TASK));
        for (String column : List.of(SlotColumns.ESTIMATE, SlotColumns.CONTRACT, SlotColumns.UAV_VALUE)) {
            addNumbered(header, column, shape.uavs());
        }
        int stations = shape.market().groundStations();
        addNumbered(header, SlotColumns.BID, stations);
        header.addAll(List.of(
                SlotColumns.RHO,
                SlotColumns.WINNER,
                SlotColumns.UAV,
                SlotColumns.PLACE,
                SlotColumns.PRICE,
                SlotColumns.SURPLUS));
        addNumbered(header, SlotColumns.UNIT_PRICE, shape.uavs());
        header.addAll(MarketColumns.names(stations));
        return header;
    }

    private static void addNumbered(List<String> header, String column, int count) {
        for (int i = 1; i <= count; i++) {
            header.add(column + i);
        }
    }

    /** What a slot itself does not tell. */
    interface Background {
        /** What a task was worth to a UAV. */
        double uavValue(int uav, int task);

        /** What a unit of a UAV's battery had to be worth at the least. */
        double unitPrice(int uav);

        /** Adds the fields of the market of a task. */
        void appendMarket(List<String> row, int task);
    }

    @Override
    public void onSlot(int episode, int number, DenseHouse house) {
        write(episode, number, house.slot(), new Background() {
            @Override
            public double uavValue(int uav, int task) {
                return house.task(task).uavValue(uav);
            }

            @Override
            public double unitPrice(int uav) {
                return house.unitPrice(uav);
            }

            @Override
            public void appendMarket(List<String> fields, int task) {
                MarketColumns.append(fields, house.task(task));
            }
        });
    }

    /** Writes an awarded slot, which may have no task, absent bids, and UAVs that do not declare. */
    void write(int episode, int number, Slot slot, Background background) {
        for (int m = 0; m < slot.tasks(); m++) {
            begin(episode, number, slot, m + 1);
            addUavs(slot, m, background);
            for (int n = 1; n <= slot.view(0, m).groundStations(); n++) {
                addIf(slot.view(0, m).isPresent(n), slot.view(0, m).bids()[n - 1]);
            }
            addOutcome(slot, m, background);
            background.appendMarket(row, m);
            rows.accept(row);
        }
        if (slot.tasks() == 0) {
            begin(episode, number, slot, 0);
            row.addAll(Collections.nCopies(columns - row.size(), ""));
            rows.accept(row);
        }
    }

    private void begin(int episode, int number, Slot slot, int task) {
        row.clear();
        row.add(String.valueOf(episode));
        row.add(String.valueOf(number));
        row.add(number < 0 ? "" : String.valueOf(shape.market().roundsPerEpisode() - number));
        row.add(String.valueOf(slot.tasks()));
        row.add(String.valueOf(task));
    }

    private void addUavs(Slot slot, int task, Background background) {
        for (int u = 0; u < slot.uavs(); u++) {
            addIf(declares(slot, u, task), slot.view(u, task).estimate());
        }
        for (int u = 0; u < slot.uavs(); u++) {
            addIf(declares(slot, u, task), slot.view(u, task).contract());
        }
        for (int u = 0; u < slot.uavs(); u++) {
            addIf(allValues || slot.uav(task) == u, background.uavValue(u, task));
        }
    }

    private static boolean declares(Slot slot, int uav, int task) {
        return !Double.isNaN(slot.declaredWorth(uav, task));
    }

    private void addOutcome(Slot slot, int task, Background background) {
        int server = slot.server(task);
        int uav = slot.uav(task);
        add(slot.view(0, task).rho());
        row.add(String.valueOf(server));
        row.add(String.valueOf(uav + 1));
        row.add(String.valueOf(slot.place(task)));
        add(server > 0 ? slot.view(0, task).price() : 0.0);
        add(slot.surplus(task, uav < 0 ? 0.0 : background.uavValue(uav, task)));
        for (int u = 0; u < slot.uavs(); u++) {
            add(background.unitPrice(u));
        }
    }

    private void addIf(boolean isThere, double value) {
        row.add(isThere ? Decimal.shortest(value) : "");
    }

    private void add(double value) {
        row.add(Decimal.shortest(value));
    }

    /** A row as an object; numbered columns, which follow each other, are a list. */
    private static String json(List<String> header, List<String> row) {
        StringBuilder line = new StringBuilder("{");
        for (int c = 0; c < header.size(); c++) {
            String name = header.get(c);
            String list = SlotColumns.LISTS.stream()
                    .filter(column -> name.startsWith(column) && !name.equals(column))
                    .findFirst()
                    .orElse("");
            boolean first = name.equals(list + 1);
            if (list.isEmpty() || first) {
                line.append(c == 0 ? "\"" : ",\"");
                line.append(first ? SlotColumns.list(list) : name).append("\":").append(first ? "[" : "");
            } else {
                line.append(',');
            }
            line.append(SlotColumns.json(row.get(c)));
            boolean last = c + 1 == header.size() || !header.get(c + 1).startsWith(list);
            line.append(!list.isEmpty() && last ? "]" : "");
        }
        return line.append("}\n").toString();
    }
}
