package dmsb.spark;

import static dmsb.spark.CommandLine.dmsb;
import static dmsb.spark.CommandLine.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.Decimal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of slots on Spark against the local command: the same rows, in whatever order, and the same totals. */
class SlotClearingOnSparkTest {
    private static final int EPISODES = 6;
    private static final int SLOTS = 10;
    private static final int WARM_UP = 20;
    private static final String SET = " --set roundsPerEpisode=" + SLOTS;

    /** For a quarter of the tasks. */
    private static final String BATTERY = " --scenario battery --set uavTasksPerEpisode=" + SLOTS + SET;

    private static final String HEADER = "id,slot,task,winner,uav,place,price,rho";

    /** Small splits, so that slots and markets are cut by them, and partitions that stay apart although they are small. */
    private static final String SPARK = " --engine spark --master local[2] --conf spark.sql.shuffle.partitions=4"
            + " --conf spark.sql.files.maxPartitionBytes=20000 --conf spark.sql.files.openCostInBytes=1"
            + " --conf spark.sql.adaptive.coalescePartitions.enabled=false --out ";

    @TempDir
    static Path folder;

    private static Path diffusion = Path.of("");

    /** A policy that draws noise when it decides, on a UAV with a battery. */
    @BeforeAll
    static void train() throws IOException {
        done("train --agent diffusion --steps 120 --evaluations 1 --curve-episodes 1 --set hidden=8"
                + " --set batch=24 --set firstUpdate=50" + BATTERY + " --out " + folder.resolve("run"));
        diffusion = folder.resolve("run/model.safetensors");
    }

    private static Path fresh(String name) throws IOException {
        return Files.createTempDirectory(folder, "test").resolve(name);
    }

    /** A simulated log whose rows have an id. */
    private static List<String> simulated(String market) throws IOException {
        Path simulated = fresh("simulated.csv");
        done("simulate --episodes " + EPISODES + " --seed 6 --reveal served" + market + " --out " + simulated);
        List<String> rows = new ArrayList<>(Files.readAllLines(simulated));
        for (int i = 0; i < rows.size(); i++) {
            rows.set(i, (i == 0 ? "id" : "r" + i) + "," + rows.get(i));
        }
        return rows;
    }

    /** The last line that a command has told, its totals. */
    private static String totals(CommandLine.Ran ran) {
        return ran.err().lines().reduce("", (before, line) -> line);
    }

    /** What the local command gives: its totals, then the outcomes, sorted. */
    private static List<String> here(Path log, String words) throws IOException {
        Path out = fresh("here.csv");
        List<String> told = new ArrayList<>(List.of(totals(done("clear --bids " + log + words + " --out " + out))));
        told.addAll(OutcomeFiles.outcomes(out));
        return told;
    }

    /** Totals and outcomes, and how many partitions had any. */
    private record Told(List<String> lines, long partitions) {}

    /** The same by Spark, to CSV. */
    private static Told onSpark(Path log, String words) throws IOException {
        Path out = fresh("out");
        List<String> told = new ArrayList<>(
                List.of(totals(done("clear --bids " + log + words + " --out-format csv" + SPARK + out))));
        List<List<String>> parts = OutcomeFiles.parts(out, HEADER);
        told.addAll(parts.stream().flatMap(List::stream).sorted().toList());
        return new Told(told, parts.stream().filter(part -> !part.isEmpty()).count());
    }

    /** Rows as they may lie in a table: anywhere, but for the first of every market, which tells the order of the markets. */
    private static List<String> shuffled(List<String> rows) {
        List<String> firsts = new ArrayList<>();
        List<String> others = new ArrayList<>();
        String before = "";
        for (String row : rows.subList(1, rows.size())) {
            String market = row.split(",", -1)[1];
            (market.equals(before) ? others : firsts).add(row);
            before = market;
        }
        Collections.shuffle(others, new Random(5));
        List<String> shuffled = new ArrayList<>(List.of(rows.get(0)));
        shuffled.addAll(firsts);
        shuffled.addAll(others);
        return shuffled;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dense   | --rho 1.5,1,Infinity,4 | many",
                "battery | --rho 4                | many",
                "city    | --rule best-constant   | many",
                "dense   | --rule others-filter   | many",
                "battery | --rule lagged-reserve  | many",
                "city    | --rule mean-field      | many",
                "battery | --rule mean-field      | one",
                "dense   | --rule dual-price      | one",
                "battery | --rule planner         | one",
                "battery | --seed 6 --model MODEL | many"
            })
    void outcomesAndTotalsAreTheSameHoweverTheRowsLie(String preset, String pricing, String partitions)
            throws IOException {
        String market = preset.equals("battery") ? BATTERY : " --scenario " + preset + SET;
        List<String> rows = simulated(market);
        String words =
                (pricing.contains("MODEL") ? " " : market + " ") + pricing.replace("MODEL", diffusion.toString());
        List<String> expected = here(Files.write(fresh("log.csv"), rows), words);
        assertEquals(rows.size(), expected.size());
        String slots = EPISODES * SLOTS + " slots cleared, besides " + EPISODES * WARM_UP + " of warm-ups: ";
        assertTrue(expected.get(0).startsWith(slots), expected.get(0));
        Told told = onSpark(Files.write(fresh("log.csv"), shuffled(rows)), words);
        assertEquals(expected, told.lines());
        assertEquals(partitions, told.partitions() == 1 ? "one" : "many");
    }

    /** What the cases above would not show otherwise: to these ways of pricing the order of the markets matters. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BATTERY --rule mean-field | false",
                "BATTERY --rule dual-price | false",
                "BATTERY --rule planner    | false",
                "--seed 6 --model MODEL    | false",
                "BATTERY --rho 4           | true"
            })
    void theOrderOfMarketsMatters(String pricing, boolean same) throws IOException {
        String words = " " + pricing.replace("MODEL", diffusion.toString()).replace("BATTERY", BATTERY.strip());
        List<String> rows = simulated(BATTERY);
        List<String> reversed = new ArrayList<>(List.of(rows.get(0)));
        for (int episode = EPISODES - 1; episode >= 0; episode--) {
            String market = String.valueOf(episode);
            rows.stream().filter(row -> row.split(",", -1)[1].equals(market)).forEach(reversed::add);
        }
        List<String> expected = here(Files.write(fresh("log.csv"), rows), words);
        Path log = Files.write(fresh("reversed.csv"), reversed);
        assertEquals(same, expected.equals(here(log, words)));
        assertEquals(here(log, words), onSpark(log, words).lines());
    }

    /** A table tells the order of its rows as a file does; numbers are numbers in it. */
    @Test
    void parquetIsReadAndWritten() throws IOException {
        Path log = Files.write(fresh("log.csv"), simulated(BATTERY));
        Path table = fresh("log.parquet");
        try (SparkSession session = session()) {
            session.read()
                    .option("header", true)
                    .option("inferSchema", true)
                    .csv(log.toString())
                    .coalesce(1)
                    .write()
                    .option("maxRecordsPerFile", 100)
                    .parquet(table.toString());
        }
        for (String pricing : List.of(" --seed 6 --model " + diffusion, BATTERY + " --rule dual-price")) {
            List<String> expected = here(log, pricing);
            assertEquals(expected, onSpark(table, pricing).lines());
            Path out = fresh("out");
            String told = totals(done("clear --bids " + table + pricing + SPARK + out));
            assertEquals(expected.get(0), told);
            assertEquals(expected.subList(1, expected.size()), parquet(out));
        }
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .getOrCreate();
    }

    private static List<String> parquet(Path outcomes) throws IOException {
        try (SparkSession session = session()) {
            assertEquals(
                    HEADER,
                    String.join(",", session.read().parquet(outcomes.toString()).columns()));
            return session.read().parquet(outcomes.toString()).collectAsList().stream()
                    .map(row -> IntStream.range(0, row.size())
                            .mapToObj(i -> text(row, i))
                            .collect(Collectors.joining(",")))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Row row, int column) {
        Object value = row.get(column);
        return value instanceof Double number ? Decimal.shortest(number) : Objects.toString(value, "");
    }

    /** The files of a folder are one log, in the order of their names, whatever their sizes; compressed ones too. */
    @Test
    void aFolderOfFilesIsOneLog() throws IOException {
        List<String> rows = simulated(BATTERY);
        Path log = Files.write(fresh("log.csv"), rows);
        Path many = Files.createDirectory(fresh("many"));
        int from = 1;
        int part = 0;
        for (int size : new int[] {50, 400, 20, rows.size()}) { // in the middle of markets and slots
            List<String> some = new ArrayList<>(List.of("", rows.get(0)));
            some.addAll(rows.subList(from, Math.min(rows.size(), from + size)));
            from += size;
            byte[] text = (String.join("\n", some) + "\n").getBytes(StandardCharsets.UTF_8);
            boolean zipped = part == 1;
            Path file = many.resolve("part" + part++ + (zipped ? ".csv.gz" : ".csv"));
            try (OutputStream out =
                    zipped ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
                out.write(text);
            }
        }
        for (String pricing : List.of(" --seed 6 --model " + diffusion, BATTERY + " --rule dual-price")) {
            assertEquals(
                    here(log, pricing), onSpark(many, pricing + " --format csv").lines());
        }
    }

    /** A slot without a task, tasks that nobody serves, no id, and one market without a name. */
    @Test
    void whatIsMissingHasItsMeaning() throws IOException {
        Path log = Files.writeString(
                fresh("log.csv"),
                "id,bid1,bid2,estimate1,contract1,uavValue1,slot,tasks,task\n"
                        + "\"empty, \u00fc\",,,,,,0,0,0\n" // a slot without a task
                        + "\"no, bids\",,,4,1,,1,3,1\n" // to the UAV
                        + "nobody,,,,,,1,3,2\n" // no bids and no UAV
                        + "alone,,3,,,,1,3,3\n" // one bid, a price of 0
                        + "less,5,0,1,,,2,1,1\n",
                StandardCharsets.ISO_8859_1);
        String words = " --scenario dense --set groundStations=2 --set tasks=3 --rho 1";
        List<String> expected = here(log, words);
        assertTrue(expected.contains("empty, \u00fc,0,0,,,,,"), expected.toString());
        assertTrue(expected.contains("nobody,1,2,-1,0,0,0,1"), expected.toString());
        assertEquals(expected, onSpark(log, words).lines());
        assertEquals(
                here(log, " --scenario dense --set groundStations=2 --set tasks=3 --rule dual-price"),
                onSpark(log, " --scenario dense --set groundStations=2 --set tasks=3 --rule dual-price")
                        .lines());
    }

    /** One task and one UAV is a scenario too, and one bidder less than its table has columns for is none. */
    @Test
    void aScenarioOfOneTaskIsClearedAsSlots() throws IOException {
        Path log = Files.writeString(
                fresh("log.csv"),
                "id,episode,slot,tasks,task,bid1,bid2,bid3,estimate1\n1,x,1,1,1,8,5,2,9\n2,x,2,1,1,3,5,2,9\n3,y,1,1,1,8,,2,9\n");
        String words = " --scenario paper --rho 1.5";
        assertEquals(here(log, words), onSpark(log, words).lines());
    }

    /** Whatever is wrong ends the clearing and names the row, or the market whose slot lacks one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,a,1,1,1,x,5,9 | id 1, column bid1: expected a finite number from 0, got 'x'",
                "1,a,1,2,1,8,5,9;2,b,1,1,1,8,5,9;3,a,1,2 | id 3, expected 8 fields as in the header, got 4",
                "1,a,1,2,1,8,5,9;2,a,1,2,1,8,5,9 | column task: expected 2, task after task, got '1'",
                "1,a,1,2,1,8,5,9;2,a,2,1,1,8,5,9 | id 2, column slot: expected 1 until its 2 tasks are there, got '2'",
                "1,a,1,2,1,8,5,9;2,b,1,1,1,8,5,9 | market [a], slot 1: expected 2 rows, one for each task, got 1 and the end of"
                        + " the market",
                "1,\u00fc,1,2,1,8,5,9 | market [\u00fc], slot 1: expected 2 rows, one for each task, got 1 and the end of the market",
                "'1,\"a,1,1,1,8,5,9' | expected a closing quote on the line on which it opens"
            })
    void aMalformedRowEndsTheClearing(String rows, String complaint) throws IOException {
        Path log = Files.writeString(
                fresh("log.csv"), "id,market,slot,tasks,task,bid1,bid2,estimate1\n" + rows.replace(';', '\n') + "\n");
        Path out = fresh("out");
        CommandLine.Ran ran = dmsb("clear --bids " + log
                + " --scenario dense --set groundStations=2 --set tasks=3 --rho 1 --conf spark.sql.shuffle.partitions=1"
                + SPARK + out);
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains(complaint), ran.err());
        assertTrue(ran.err().startsWith("dmsb: --bids " + log + ": "), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertEquals(List.of(), OutcomeFiles.names(Objects.requireNonNull(out.getParent())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--scenario dense --rho 1 --bad-rows skip | --bad-rows skip: expected with a log of one task only, got one of slots",
                "--scenario dense --rho 1 --mapping m.yaml | --mapping: expected with a log of one task only, got one of slots",
                "--model MODEL --chains 2 | --chains: expected with a log of one task only, got one of slots",
                "--scenario dense --rho 1 --threads 2 | --threads: expected without --engine spark",
                "--scenario dense --rho 1 --format jsonl | --format: expected csv or parquet on a cluster, got jsonl",
                "--scenario dense --rho 1,2 | --rho: expected one number, or one for each of the scenario's tasks, 4, got 2",
                "--scenario dense --rule plannr | did you mean planner?",
                "--rule planner | --scenario: expected one, such as dense, for a log of slots, got none",
                "--model MODEL --set uavs=2 | uavs: expected 1",
                "--scenario city --rho 1 | table, header: expected a column estimate2 (groundStations 3 and uavs 2)",
                "--scenario dense --rho 1 --bids NOID | expected a column id, by which the outcomes are known",
                "--rho 1 | expected a log of one task, got one of slots, which clear takes with --scenario"
            })
    void whatCannotBeDoneIsRefused(String words, String complaint) throws IOException {
        Path log =
                Files.writeString(fresh("log.csv"), "id,slot,tasks,task,bid1,bid2,bid3,estimate1\n1,1,1,1,8,5,2,9\n");
        Path noId = Files.writeString(fresh("log.csv"), "slot,tasks,task,bid1,bid2,bid3,estimate1\n1,1,1,8,5,2,9\n");
        Path out = fresh("out");
        String bids = words.contains("NOID") ? "" : " --bids " + log;
        CommandLine.Ran ran = dmsb("clear "
                + words.replace("MODEL", diffusion.toString()).replace("NOID", noId.toString()) + bids + SPARK + out);
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains(complaint), ran.err());
        assertFalse(Files.exists(out));
        CommandLine.Ran nowhere = dmsb("clear --scenario dense --rho 1 --engine spark --bids " + log);
        assertTrue(
                nowhere.err().contains("--out: expected a folder for the outcomes with --engine spark"), nowhere.err());
        assertNotEquals(0, nowhere.status());
    }
}
