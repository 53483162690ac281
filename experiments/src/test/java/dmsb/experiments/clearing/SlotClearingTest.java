package dmsb.experiments.clearing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.dense.Intersection;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotClearingTest {
    private static final String HEADER = "slot,tasks,task,bid1,bid2,estimate1\n";
    private static final String HEADER_OUT = "line,slot,task,winner,uav,place,price,rho\n";

    /** Two stations, up to three tasks, one UAV, a battery of five. */
    private static final Intersection SHAPE = Intersection.of(Scenario.standard()
            .with(Scenario.GROUND_STATIONS, 2)
            .with(DenseSettings.TASKS, 3)
            .with(DenseSettings.UAV_TASKS_PER_EPISODE, 5));

    private static SlotClearing clearing(ClearingFormat format, double... rhos) {
        return new SlotClearing(
                SHAPE,
                (announcement, factors, prices) -> System.arraycopy(rhos, 0, factors, 0, announcement.tasks()),
                SeedTree.of(1),
                format);
    }

    private static String cleared(String log, ClearingFormat format, int blockBytes, double... rhos)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        clearing(format, rhos)
                .run(
                        new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
                        (bytes, length) -> out.write(bytes, 0, length),
                        read -> {},
                        blockBytes);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String cleared(String log, double... rhos) throws IOException {
        return cleared(log, ClearingFormat.CSV, Clearing.BLOCK_BYTES, rhos);
    }

    /** Both cases of docs/dense.md, whatever the size of the blocks. */
    @ParameterizedTest
    @ValueSource(ints = {64, 100, 1 << 20})
    void twoTasksAndOneUavByHand(int blockBytes) throws IOException {
        String log = HEADER + "7,2,1,8,5,9\n7,2,2,6,2,10\n";
        assertEquals(
                HEADER_OUT + "2,7,1,1,0,0,7.5,1.5\n3,7,2,0,1,1,0,4\n",
                cleared(log, ClearingFormat.CSV, blockBytes, 1.5, 4, 1));
        assertEquals(
                HEADER_OUT + "2,7,1,0,1,2,0,2\n3,7,2,0,1,1,0,4\n",
                cleared(log, ClearingFormat.CSV, blockBytes, 2, 4, 1));
    }

    @Test
    void whatIsMissingHasItsMeaning() throws IOException {
        String log = "id,bid1,bid2,estimate1,contract1,uavValue1,slot,tasks,task,market\n"
                + "empty,,,,,,0,0,0,a\n" // a slot without a task
                + "\"no, bids\",,,4,1,,1,3,1,a\n" // to the UAV
                + "nobody,,,,,,1,3,2,a\n" // no bids and no UAV
                + "alone,,3,,,,1,3,3,a\n" // one bid, a price of 0
                + "less,5,0,1,,,2,1,1,a\n"; // fewer tasks than before
        assertEquals(
                "id,slot,task,winner,uav,place,price,rho\n"
                        + "empty,0,0,,,,,\n"
                        + "\"no, bids\",1,1,0,1,1,0,1\n"
                        + "nobody,1,2,-1,0,0,0,1\n"
                        + "alone,1,3,2,0,0,0,1\n"
                        + "less,2,1,1,0,0,0,1\n",
                cleared(log, 1, 1, 1));
    }

    /** In the warm-up it neither counts nor is it used; afterwards it lasts for five tasks, and again in the next market. */
    @Test
    void aBatteryLastsForAMarket() throws IOException {
        StringBuilder log = new StringBuilder("episode,slot,tasks,task,bid1,bid2,estimate1\n");
        StringBuilder expected = new StringBuilder(HEADER_OUT);
        int line = 2;
        for (String market : List.of("x", "y")) {
            for (int slot = -3; slot < 7; slot++) {
                log.append(market).append(',').append(slot).append(",1,1,2,2,9\n");
                expected.append(line++).append(',').append(slot).append(",1,");
                expected.append(slot < 5 ? "0,1,1,0," : "-1,0,0,0,").append(slot < 0 ? "1\n" : "3\n");
            }
        }
        assertEquals(expected.toString(), cleared(log.toString(), 3, 3, 3));
    }

    @Test
    void jsonLinesMeanTheSame() throws IOException {
        String log = """
                {"slot":7,"tasks":2,"task":1,"bids":[8,5],"estimates":[9],"id":"a","more":{"task":3}}

                {"slot":7,"tasks":2,"task":2,"bid1":6,"bid2":2,"estimate1":10,"contracts":[null],"market":null}
                {"slot":8,"tasks":0,"task":0}
                {"slot":9,"tasks":1,"task":1,"bids":[null,null],"estimates":[null]}
                """;
        String expected = """
                {"id":"a","slot":7,"task":1,"winner":0,"uav":1,"place":2,"price":0,"rho":"Infinity"}
                {"line":3,"slot":7,"task":2,"winner":0,"uav":1,"place":1,"price":0,"rho":4}
                {"line":4,"slot":8,"task":0,"winner":null,"uav":null,"place":null,"price":null,"rho":null}
                {"line":5,"slot":9,"task":1,"winner":-1,"uav":0,"place":0,"price":0,"rho":"Infinity"}
                """;
        double[] rhos = {Double.POSITIVE_INFINITY, 4, 1};
        assertEquals(expected, cleared(log, ClearingFormat.JSONL, 1 << 20, rhos));
        assertEquals(expected, cleared(log, ClearingFormat.JSONL, 128, rhos));
    }

    /** Gives a row only when every slot that is whole has been answered. */
    @Test
    void aSlotIsAnsweredWhenItsLastRowIsThere() throws IOException {
        List<String> rows = List.of(
                HEADER + "1,1,1,8,5,9\n",
                "2,3,1,8,5,9\n",
                "2,3,2,8,5,9\n",
                "2,3,3,8,5,9\n",
                "3,0,0,,,\n",
                "4,1,1,7,5,9\n");
        int[] answered = {1, 1, 1, 4, 5, 6};
        List<String> answers = new ArrayList<>();
        InputStream slow = new InputStream() {
            private int given;
            private int position;

            @Override
            public int available() {
                return given == 0 ? 0 : rows.get(given - 1).length() - position;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (available() == 0) {
                    if (given > 0) {
                        assertEquals(answered[given - 1], answers.size(), "when row " + (given + 1) + " is asked for");
                    }
                    if (given == rows.size()) {
                        return -1;
                    }
                    given++;
                    position = 0;
                }
                int count = Math.min(length, available());
                byte[] row = rows.get(given - 1).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(row, position, target, offset, count);
                position += count;
                return count;
            }
        };
        clearing(ClearingFormat.CSV, 1, 1, 1)
                .run(
                        slow,
                        (bytes, length) -> new String(bytes, 0, length, StandardCharsets.UTF_8)
                                .lines()
                                .filter(line -> !line.startsWith("line"))
                                .forEach(answers::add),
                        read -> {});
        assertEquals(6, answers.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,1,1,x,5,9 | line 2, column bid1: expected a finite number from 0, got 'x'",
                "1,1,1,-1,5,9 | line 2, column bid1: expected a finite number from 0, got '-1'",
                "1,1,1,8,5 | line 2, expected 6 fields as in the header, got 5",
                ",1,1,8,5,9 | line 2, column slot: expected a whole number, got nothing",
                "1.5,1,1,8,5,9 | line 2, column slot: expected a whole number, got '1.5'",
                "1,4,1,8,5,9 | line 2, column tasks: expected a whole number from 0 to 3, the scenario's tasks, got '4'",
                "1,,1,8,5,9 | line 2, column tasks: expected a whole number from 0 to 3, the scenario's tasks, got nothing",
                "1,2,2,8,5,9 | line 2, column task: expected 1, task after task, got '2'",
                "1,2,1,8,5,9;1,2,1,8,5,9 | line 3, column task: expected 2, task after task, got '1'",
                "1,2,1,8,5,9;2,2,2,8,5,9 | line 3, column slot: expected 1 until its 2 tasks are there, got '2'",
                "1,2,1,8,5,9;1,3,2,8,5,9 | line 3, column tasks: expected 2, as in the slot's first row, got '3'",
                "1,1,1,8,5,9;1,1,1,8,5,9 | line 3, column slot: expected more than 1, the slot before, got '1'",
                "1,0,1,8,5,9 | line 2, column task: expected 0 in a slot without a task, got '1'",
                "1,0,0,,5, | line 2, column bid2: expected nothing in a slot without a task, got '5'",
                "1,3,1,8,5,9;1,3,2,8,5,9 | slot 1: expected 3 rows, one for each task, got 2 and the end of the log",
                "'\"1,1,1,8,5,9' | line 2, expected a closing quote for the one that opens on this line"
            })
    void aMalformedRowIsNamed(String rows, String complaint) {
        UsageException refusal =
                assertThrows(UsageException.class, () -> cleared(HEADER + rows.replace(';', '\n') + "\n", 1, 1, 1));
        assertEquals(complaint, String.valueOf(refusal.getMessage()).substring(0, complaint.length()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slot,tasks,task,bid1,estimate1 | header: expected a column bid2 (groundStations 2 and uavs 1), got slot,",
                "slot,tasks,bid1,bid2,estimate1 | header: expected a column task (",
                "slot,tasks,task,bid1,bid2,bid3,estimate1 | header: expected groundStations 2 and uavs 1, got column bid3",
                "slot,tasks,task,bid1,bid2,estimate1,estimate2 | header: expected groundStations 2 and uavs 1, got column"
                        + " estimate2",
                "slot,slot,tasks,task,bid1,bid2,estimate1 | column slot: expected once, got twice"
            })
    void aHeaderOfAnotherShapeIsRefused(String header, String complaint) {
        UsageException refusal = assertThrows(UsageException.class, () -> cleared(header + "\n", 1, 1, 1));
        assertEquals(
                "line 1, " + complaint, String.valueOf(refusal.getMessage()).substring(0, 8 + complaint.length()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"slot\":1,\"tasks\":1,\"task\":1,\"bids\":[1],\"estimates\":[2]} | column bids: expected a list of 2, got 'one of"
                        + " 1'",
                "{\"slot\":1,\"tasks\":1,\"task\":1,\"bids\":[1,2,3],\"estimates\":[2]} | column bids: expected a list of 2, got 'a"
                        + " longer one'",
                "{\"slot\":1,\"tasks\":1,\"task\":1,\"estimates\":[2]} | column bid1: expected a number or null, got nothing",
                "{\"slot\":1,\"tasks\":1,\"task\":1,\"bids\":[\"1\",2]} | column bids[0]: expected a number or null, got 'text'",
                "{\"slot\":1,\"tasks\":1,\"task\":1,\"bid1\":1,\"bids\":[1,2]} | column bids[0]: expected once, got 'it twice'",
                "{\"slot\":1,\"tasks\":1} | column task: expected a whole number from 0 to 3",
                "[] | expected a JSON object, got a list"
            })
    void aMalformedLineOfJsonIsNamed(String line, String complaint) {
        UsageException refusal =
                assertThrows(UsageException.class, () -> cleared(line + "\n", ClearingFormat.JSONL, 1 << 20, 1, 1, 1));
        assertEquals(
                "line 1, " + complaint, String.valueOf(refusal.getMessage()).substring(0, 8 + complaint.length()));
    }

    /** The slots before it have been answered. */
    @Test
    void slotsBeforeABadRowAreWritten() {
        List<String> written = new ArrayList<>();
        String log = HEADER + "1,1,1,8,5,9\n2,2,1,8,5,9\n2,2,2,,x,9\n";
        assertThrows(
                UsageException.class,
                () -> clearing(ClearingFormat.CSV, 1, 1, 1)
                        .run(
                                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
                                (bytes, length) -> written.add(new String(bytes, 0, length, StandardCharsets.UTF_8)),
                                read -> {}));
        assertEquals(HEADER_OUT + "2,1,1,1,0,0,5,1\n", String.join("", written));
    }
}
