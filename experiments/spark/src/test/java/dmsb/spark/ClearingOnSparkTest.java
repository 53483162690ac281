package dmsb.spark;

import static dmsb.spark.CommandLine.dmsb;
import static dmsb.spark.CommandLine.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spark against the local command: the same rows, in whatever order. */
class ClearingOnSparkTest {
    /** Small splits, so that there are several partitions. */
    private static final String SPARK =
            " --engine spark --master local[2] --conf spark.sql.files.maxPartitionBytes=40000 --conf spark.sql.files.openCostInBytes=1 ";

    @TempDir
    static Path folder;

    private static Path bids = Path.of("");
    private static Path bidsParquet = Path.of("");
    private static Path log = Path.of("");
    private static Path logParquet = Path.of("");
    private static Path model = Path.of("");

    @BeforeAll
    static void makeLogs() throws IOException {
        bids = folder.resolve("bids.csv");
        RandomStream random = SeedTree.of(9).stream();
        List<String> lines = new ArrayList<>(List.of("bid2,id,more,contract,bid1,bid3"));
        for (int i = 0; i < 4000; i++) {
            String id = i % 7 == 0 ? "\"a, \"\"" + i + "\"" : i % 11 == 0 ? "\u00fc " + i : String.valueOf(i);
            lines.add(100 * random.nextDouble() + "," + id + ",x," + (i % 3 == 0 ? "" : random.nextDouble()) + ","
                    + random.nextInt(90) + "," + 1e-3 * random.nextDouble());
        }
        Files.write(bids, lines);

        Path simulated = folder.resolve("simulated.csv");
        log = folder.resolve("log.csv");
        done("simulate --episodes 12 --seed 4 --out " + simulated);
        List<String> rows = new ArrayList<>(Files.readAllLines(simulated));
        for (int i = 0; i < rows.size(); i++) {
            rows.set(i, (i == 0 ? "id" : i) + "," + rows.get(i));
        }
        Files.write(log, rows);
        Path run = folder.resolve("run");
        done(
                "train --steps 300 --evaluations 1 --curve-episodes 1 --set hidden=8 --set batch=16 --set firstUpdate=50 --out "
                        + run);
        model = run.resolve("model.safetensors");

        bidsParquet = folder.resolve("bids.parquet");
        logParquet = folder.resolve("log.parquet");
        try (SparkSession session = session()) {
            read(session, bids).write().parquet(bidsParquet.toString());
            read(session, log).orderBy(functions.rand(5)).repartition(5).write().parquet(logParquet.toString());
        }
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .getOrCreate();
    }

    private static Dataset<Row> read(SparkSession session, Path csv) {
        return session.read()
                .option("header", true)
                .option("escape", "\"")
                .option("inferSchema", true)
                .csv(csv.toString());
    }

    /** The outcomes that the local command gives, sorted. */
    private static List<String> here(Path csv, String pricing) throws IOException {
        Path out = folder.resolve("here.csv");
        done("clear " + pricing + " --bids " + csv + " --out " + out);
        return Files.readAllLines(out).stream().skip(1).sorted().toList();
    }

    private static List<String> csv(Path outcomes) throws IOException {
        List<String> lines = new ArrayList<>();
        assertTrue(Files.exists(outcomes.resolve("_SUCCESS")));
        try (Stream<Path> files = Files.list(outcomes)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".csv")).toList()) {
                List<String> part = Files.readAllLines(file);
                assertEquals("id,winner,price,rho", part.get(0));
                lines.addAll(part.subList(1, part.size()));
            }
        }
        return lines.stream().sorted().toList();
    }

    private static List<String> parquet(Path outcomes) throws IOException {
        try (SparkSession session = session()) {
            return session.read().parquet(outcomes.toString()).collectAsList().stream()
                    .map(row -> quoted(String.valueOf(row.get(0))) + "," + row.getInt(1) + ","
                            + Decimal.shortest(row.getDouble(2)) + "," + Decimal.shortest(row.getDouble(3)))
                    .sorted()
                    .toList();
        }
    }

    private static String quoted(String id) {
        return id.contains(",") ? "\"" + id.replace("\"", "\"\"") + "\"" : id;
    }

    @Test
    void aFixedRhoGivesTheSameOutcomesFromAndToEveryFormat() throws IOException {
        List<String> expected = here(bids, "--rho 1.25");
        assertEquals(4000, expected.size());
        for (Path input : List.of(bids, bidsParquet)) {
            String to = folder.resolve("fixed-" + input.getFileName()) + "-";
            done("clear --rho 1.25 --bids " + input + SPARK + "--out-format csv --out " + to + "csv");
            assertEquals(expected, csv(Path.of(to + "csv")));
            done("clear --rho 1.25 --bids " + input + SPARK + "--out " + to + "parquet");
            assertEquals(expected, parquet(Path.of(to + "parquet")));
        }
    }

    @Test
    void aModelGivesTheSameOutcomesHoweverTheRowsLie() throws IOException {
        List<String> expected = here(log, "--model " + model + " --chains 2");
        assertEquals(1200, expected.size());
        assertTrue(
                expected.stream()
                                .map(line -> line.replaceAll(".*,", ""))
                                .distinct()
                                .count()
                        > 1,
                "one rho");
        for (Path input : List.of(log, logParquet)) {
            Path out = folder.resolve("learned-" + input.getFileName());
            CommandLine.Ran ran = done("clear --model " + model + " --chains 2 --bids " + input + SPARK
                    + "--conf spark.sql.shuffle.partitions=4 --out-format csv --out " + out);
            assertTrue(ran.err().contains("1200 rows cleared: "), ran.err());
            assertEquals(expected, csv(out));
        }
    }

    @Test
    void badRowsAreTheSameOnesAndSkippedOrFatal() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(bids));
        lines.set(100, "x,100,,,1,2");
        lines.set(2000, "1,2000,,-3,1,2");
        lines.set(3000, "1,3000");
        lines.set(3500, "1,,,,1,2");
        Path bad = folder.resolve("bad.csv");
        Files.write(bad, lines);
        CommandLine.Ran here =
                done("clear --rho 2 --bad-rows skip --bids " + bad + " --out " + folder.resolve("bad-here"));
        Path out = folder.resolve("bad-skipped");
        CommandLine.Ran ran =
                done("clear --rho 2 --bad-rows skip --out-format csv --bids " + bad + SPARK + "--out " + out);
        String totals = ran.err().lines().reduce("", (before, line) -> line);
        assertTrue(totals.startsWith("3997 rows cleared") && totals.endsWith("3 bad rows skipped"), totals);
        assertEquals(here.err().lines().reduce("", (before, line) -> line), totals);
        assertEquals(
                Files.readAllLines(folder.resolve("bad-here")).stream()
                        .skip(1)
                        .sorted()
                        .toList(),
                csv(out));
        assertTrue(ran.err().contains("id 100, column bid2: expected a finite number not below 0, got 'x'"), ran.err());
        assertTrue(
                ran.err().contains("id 3000, column bid1: expected a finite number not below 0, got nothing"),
                ran.err());
        Path none = folder.resolve("bad-fatal");
        CommandLine.Ran refused = dmsb("clear --rho 2 --bids " + bad + SPARK + "--out " + none);
        assertEquals(2, refused.status(), refused.err());
        assertFalse(Files.exists(none));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clear --rho 2 --bids BIDS --engine spark|--out: expected a folder",
                "clear --rho 2 --bids BIDS --engine spark --out HERE|--out: expected a folder that does not exist yet",
                "clear --rho 2 --bids BIDS --engine spark --threads 2 --out NEW|--threads: expected without",
                "clear --rho 2 --bids BIDS --engine spark --format jsonl --out NEW|--format: expected csv or parquet",
                "clear --rho 2 --bids - --engine spark --out NEW|--bids: expected an address",
                "clear --rho 2 --bids HERE/nowhere.csv --engine spark --out NEW|does not exist",
                "clear --rho 0.5 --bids BIDS --engine spark --out NEW|--rho: expected",
                "clear --model MODEL --bids BIDS --engine spark --out NEW|expected a column estimate",
                "clear --model MODEL --bids HERE/rounds.csv --engine spark --out NEW|expected a column round",
                "clear --rho 2 --bids HERE/simulated.csv --engine spark --out NEW|expected a column id",
                "clear --model MODEL --bids HERE/twice.csv --engine spark --out NEW|expected every round of a market once",
                "clear --rho 2 --bids BIDS --master local|--master: expected with --engine spark only",
                "clear --rho 2 --bids BIDS --out-format csv|--out-format: expected with --engine spark only",
                "clear --rho 2 --bids BIDS --chains 2|--chains: expected together with --model only"
            })
    void whatCannotBeDoneIsRefused(String words, String message) throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(log));
        rows.add(rows.get(7));
        Files.write(folder.resolve("twice.csv"), rows);
        rows.set(0, rows.get(0).replace(",round,", ",other,"));
        Files.write(folder.resolve("rounds.csv"), rows);
        Path none = folder.resolve("new");
        CommandLine.Ran ran = dmsb(words.replace("BIDS", bids.toString())
                .replace("HERE", folder.toString())
                .replace("MODEL", model.toString())
                .replace("NEW", none.toString()));
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains(message), ran.err());
        assertFalse(Files.exists(none));
    }
}
