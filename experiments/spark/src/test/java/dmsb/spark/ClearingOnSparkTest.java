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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        return OutcomeFiles.here(pricing + " --bids " + csv, folder.resolve("here.csv"));
    }

    private static List<String> csv(Path outcomes) throws IOException {
        return OutcomeFiles.csv(outcomes);
    }

    /** The bytes of a text as characters. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static List<String> parquet(Path outcomes) throws IOException {
        try (SparkSession session = session()) {
            return session.read().parquet(outcomes.toString()).collectAsList().stream()
                    .map(row -> bytes(String.valueOf(row.get(0))) + "," + row.getInt(1) + ","
                            + Decimal.shortest(row.getDouble(2)) + "," + Decimal.shortest(row.getDouble(3)))
                    .sorted()
                    .toList();
        }
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
        assertEquals(OutcomeFiles.outcomes(folder.resolve("bad-here")), csv(out));
        assertTrue(ran.err().contains("id 100, column bid2: expected a finite number from 0, got 'x'"), ran.err());
        assertTrue(ran.err().contains("id 3000, expected 6 fields as in the header, got 2"), ran.err());
        Path none = folder.resolve("bad-fatal");
        CommandLine.Ran refused = dmsb("clear --rho 2 --bids " + bad + SPARK + "--out " + none);
        assertEquals(2, refused.status(), refused.err());
        assertFalse(Files.exists(none));
    }

    /** A file cleared at rho 1.2, its bytes as characters; the name of the folder of outcomes, which is not there yet. */
    private static CommandLine.Ran clear(Path bids, String words, Path out) {
        return dmsb("clear --rho 1.2 --bids " + bids + SPARK + words + "--out " + out);
    }

    private static Path write(String name, String bytes) throws IOException {
        return Files.writeString(folder.resolve(name), bytes, StandardCharsets.ISO_8859_1);
    }

    private static void assertNothingIsLeft(Path out) throws IOException {
        assertFalse(Files.exists(out));
        assertTrue(
                OutcomeFiles.names(folder).stream().noneMatch(name -> name.endsWith(".dmsb.tmp")),
                () -> "something temporary was left in " + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"left open\n", "\"two\nlines\"\n", "\"a\" b,\"c\n", "\"two\rlines\"\n"})
    void aQuoteThatIsOpenAtTheEndOfALineIsRefused(String note) throws IOException {
        String bids = "id,bid1,bid2,note\n1,80,60,fine\n2,90,50," + note + "3,70,60,y\n4,100,20,z\n";
        Path open = write("open.csv", bids);
        for (String words : List.of("", "--bad-rows skip ")) {
            Path out = folder.resolve("open");
            CommandLine.Ran ran = clear(open, words, out);
            assertEquals(2, ran.status(), ran.err());
            if (!words.isEmpty()) { // otherwise another task may find the rest of the row first, a bad row
                assertTrue(
                        ran.err().contains("open.csv: expected a closing quote on the line on which it opens"),
                        ran.err());
                assertTrue(ran.err().contains("got '2,90,50,"), ran.err());
            }
            assertNothingIsLeft(out);
        }
    }

    /** Rows in are outcomes and bad rows, the same ones as by the local command. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,80,60,\"a\" b\n2,90,50,c\n", // text after a closing quote
                "1,80,60\n2,90,50,c\n3,90,50,c,d\n4,5,6,7\n", // too few fields, too many
                "\n\n1,80,60,a\n\n2,90,50,b\n\n", // blank lines
                " \n1,80,60,a\n", // one that is not blank
                "1,80,60,a\r2,90,50,b\r\n3,1,2,c\n4,1,2,d\r\r5,1,2,e\n\r6,1,2,f", // line ends of all kinds
                "K\u00f6ln,80,60,a\nK\u00c3\u00b6ln,80,60,a\n\u00ff\u00fe,3,2,b\n", // not UTF-8, and UTF-8
                "\" x \",80,60,a\n \ty,90,50,b\n\"a\"\"b\",1,2,c\n\"c,d\",1,2,c\nx\"y,1,2,\"\"\n", // blanks and quotes
                "#1,80,60,a\n\\,90,50,b\n\\\",1,2,c\nnull,1,2,d\nNaN,1,2,d\n" // what other readers take for more
            })
    void everyRowIsAnOutcomeOrABadRowAsByTheLocalCommand(String rows) throws IOException {
        Path bids = write("rows.csv", "id,bid1,bid2,note\n" + rows);
        Path here = folder.resolve("rows-here.csv");
        CommandLine.Ran expected = done("clear --rho 1.2 --bad-rows skip --bids " + bids + " --out " + here);
        Path out = Files.createTempDirectory(folder, "rows").resolve("out");
        CommandLine.Ran ran = clear(bids, "--bad-rows skip --out-format csv ", out);
        assertEquals(0, ran.status(), ran.err());
        assertEquals(last(expected.err()), last(ran.err()));
        assertEquals(OutcomeFiles.outcomes(here), csv(out));
    }

    private static String last(String lines) {
        return lines.lines().reduce("", (before, line) -> line);
    }

    @Test
    void bytesThatAreNotUtf8AreKeptInParquetToo() throws IOException {
        Path bids = write("latin1.csv", "id,bid1,bid2\nK\u00f6ln,80,60\n\u00c3\u00a9t\u00c3\u00a9,70,60\n");
        Path out = folder.resolve("latin1");
        assertEquals(0, clear(bids, "", out).status());
        try (SparkSession session = session()) {
            List<String> ids = session
                    .read()
                    .parquet(out.toString())
                    .select(functions.hex(functions.col("id").cast("binary")))
                    .collectAsList()
                    .stream()
                    .map(row -> row.getString(0))
                    .sorted()
                    .toList();
            assertEquals(List.of("4BF66C6E", "C3A974C3A9"), ids);
        }
    }

    @Test
    void anIdWithALineBreakIsQuotedInText() throws IOException {
        Path in = folder.resolve("breaks.parquet");
        try (SparkSession session = session()) {
            session.range(9)
                    .selectExpr("concat('a', if(id % 2 = 0, '\\n', '\\r'), ',', id) id", "80.0 bid1", "60.0 bid2")
                    .write()
                    .parquet(in.toString());
        }
        Path out = folder.resolve("breaks");
        done("clear --rho 1.2 --bids " + in + SPARK + "--out-format csv --out " + out);
        List<String> outcomes = csv(out);
        for (int id = 0; id < 9; id++) {
            assertTrue(
                    outcomes.contains("a" + (id % 2 == 0 ? '\n' : '\r') + "," + id + ",1,72,1.2"), outcomes.toString());
        }
        assertEquals(9, outcomes.size());
    }

    /** Markets whose names differ in a byte that is no UTF-8 are two, as in the local command. */
    @Test
    void marketsWhoseNamesAreNotUtf8AreNotMerged() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(log));
        rows.set(0, rows.get(0).replace(",episode,", ",market,"));
        for (int i = 1; i < rows.size(); i++) {
            String[] fields = rows.get(i).split(",", 3);
            char name = (char) (0xE0 + Integer.parseInt(fields[1]));
            rows.set(i, fields[0] + ",M" + name + "," + fields[2]);
        }
        Path bids = Files.write(folder.resolve("markets.csv"), rows, StandardCharsets.ISO_8859_1);
        List<String> expected = here(log, "--model " + model);
        assertEquals(expected, here(bids, "--model " + model));
        Path out = folder.resolve("markets");
        done("clear --model " + model + " --bids " + bids + SPARK
                + "--conf spark.sql.shuffle.partitions=1 --out-format csv --out " + out);
        assertEquals(expected, csv(out));
    }

    /** Markets are told by whole numbers of any size in Parquet, and no name is an empty one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992L + episode",
                "case when episode > 5 then encode(concat('m', episode), 'UTF-8') else cast(concat('n', episode) as binary) end",
                "nullif(if(episode = 3, '', string(episode)), if(round % 2 = 0, '', '-'))"
            })
    void marketsOfATableAreToldApart(String market) throws IOException {
        Path in = Files.createTempDirectory(folder, "table").resolve("log.parquet");
        try (SparkSession session = session()) {
            read(session, log)
                    .withColumn("market", functions.expr(market))
                    .drop("episode")
                    .write()
                    .parquet(in.toString());
        }
        Path out = Files.createTempDirectory(folder, "table").resolve("out");
        done("clear --model " + model + " --bids " + in + SPARK
                + "--conf spark.sql.shuffle.partitions=1 --out-format csv --out " + out);
        assertEquals(here(log, "--model " + model), csv(out));
    }

    @Test
    void aFolderOfFilesHasOneHeader() throws IOException {
        Path many = Files.createDirectories(folder.resolve("many"));
        List<String> lines = Files.readAllLines(bids);
        for (int part = 0; part < 4; part++) {
            List<String> some = new ArrayList<>(List.of("", lines.get(0)));
            some.addAll(lines.subList(1 + 1000 * part, 1001 + 1000 * part));
            Files.write(many.resolve("part" + part + ".csv"), some);
        }
        Files.createFile(many.resolve("empty.csv"));
        Path out = folder.resolve("many-out");
        done("clear --rho 1.2 --format csv --bids " + many + SPARK + "--out-format csv --out " + out);
        assertEquals(here(bids, "--rho 1.2"), csv(out));
        Files.writeString(many.resolve("part4.csv"), "id,bid1,bid2,bid3\n1,2,3,4\n");
        Path none = folder.resolve("many-none");
        CommandLine.Ran ran = dmsb("clear --rho 1.2 --format csv --bids " + many + SPARK + "--out " + none);
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains("expected the header of the other files"), ran.err());
        assertNothingIsLeft(none);
    }

    /** The folders of a partitioned log are columns, and their names are texts. */
    @Test
    void marketsThatAreFoldersAreToldApartByTheirText() throws IOException {
        List<String> rows = Files.readAllLines(log);
        Path days = Files.createDirectories(folder.resolve("days"));
        for (int episode = 0; episode < 12; episode++) {
            List<String> some = new ArrayList<>(List.of(rows.get(0).replace(",episode,", ",")));
            for (String row : rows.subList(1, rows.size())) {
                String[] fields = row.split(",", 3);
                if (fields[1].equals(String.valueOf(episode))) {
                    some.add(fields[0] + "," + fields[2]);
                }
            }
            String name = "market=" + "0".repeat(episode % 3) + episode / 3; // 0, 00, 000, 1, 01, ...
            Files.write(Files.createDirectory(days.resolve(name)).resolve("log.csv"), some);
        }
        Path out = folder.resolve("days-out");
        done("clear --model " + model + " --format csv --bids " + days + SPARK
                + "--conf spark.sql.shuffle.partitions=1 --out-format csv --out " + out);
        assertEquals(here(log, "--model " + model), csv(out));
    }

    @Test
    void compressedTextIsReadAndOtherFilesAreNamed() throws IOException {
        Path zipped = folder.resolve("zipped.csv.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(bids, gzip);
        }
        Path out = folder.resolve("zipped");
        done("clear --rho 1.2 --bids " + zipped + SPARK + "--out-format csv --out " + out);
        assertEquals(here(bids, "--rho 1.2"), csv(out));
        Path misnamed = Files.copy(zipped, folder.resolve("misnamed.csv"));
        Path none = folder.resolve("misnamed");
        CommandLine.Ran ran = clear(misnamed, "", none);
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains("got a file compressed by gzip"), ran.err());
        CommandLine.Ran empty = clear(write("nothing.csv", "\n\n"), "", none);
        assertEquals(2, empty.status(), empty.err());
        assertTrue(empty.err().contains("expected a header with columns bid1, bid2, ..., got no text"), empty.err());
        assertNothingIsLeft(none);
    }

    /** Whoever asks for a folder that is there leaves it as it is. */
    @Test
    void aFolderThatIsThereStays() throws IOException {
        Path out = Files.createDirectory(folder.resolve("photos"));
        Files.writeString(out.resolve("photo"), "mine");
        CommandLine.Ran ran = clear(bids, "", out);
        assertEquals(2, ran.status(), ran.err());
        assertEquals(List.of("photo"), OutcomeFiles.names(out));
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
