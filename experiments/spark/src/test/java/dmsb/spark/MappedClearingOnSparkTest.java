package dmsb.spark;

import static dmsb.spark.CommandLine.dmsb;
import static dmsb.spark.CommandLine.done;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of other forms on Spark against the local command: the same bytes. */
class MappedClearingOnSparkTest {
    private static final String SPARK = " --engine spark --master local[2] ";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeLogs() throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), """
                {form: long, auction: lot, bidder: who, bidders: 5, bid: ask, better: low, reserve: most,
                 outside: 0.9 * reserve, market: town, interleaved: true}
                """);
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/b.csv"), log(2));
        try (OutputStream file = Files.newOutputStream(folder.resolve("logs/a.csv.gz"));
                GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(log(1).getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("logs/_not-a-log"), "");
    }

    /** Auctions of 1 to 5 bids in two towns by turns. */
    private static String log(int seed) {
        RandomStream random = SeedTree.of(seed).stream();
        StringBuilder csv = new StringBuilder("lot,town,who,ask,most\n");
        for (int lot = 0; lot < 300; lot++) {
            double most = 100 + random.nextInt(100);
            for (int bid = random.nextInt(5); bid >= 0; bid--) {
                csv.append("L" + lot + "," + (lot % 2 == 0 ? "here" : "\"over, there\"") + ",\u00fc" + bid + ","
                        + most * (0.5 + 0.6 * random.nextDouble()) + "," + most + "\n");
            }
        }
        return csv.toString();
    }

    private String clear(String bids) {
        return "clear --mapping " + folder.resolve("mapping.yaml") + " --bids " + folder.resolve(bids);
    }

    private byte[] here(String bids, String pricing) throws IOException {
        Path out = folder.resolve("here.csv");
        Files.deleteIfExists(out);
        done(clear(bids) + pricing + " --out " + out);
        return Files.readAllBytes(out);
    }

    @Test
    void aFileHasTheBytesOfTheLocalCommand() throws IOException {
        Path model = folder.resolve("filter.safetensors");
        done("fit --seed 1 --set groundStations=5 --rows 1-200 --set roundsPerEpisode=20 --bids "
                + folder.resolve("logs/b.csv") + " --mapping " + folder.resolve("mapping.yaml") + " --out " + model);
        int number = 0;
        for (String pricing : List.of(" --rho 1.05", " --model " + model)) {
            Path out = folder.resolve("out" + number++);
            String told = done(clear("logs") + pricing + SPARK + "--out " + out).err();
            assertTrue(told.contains("600 rows cleared: "), told);
            assertArrayEquals(here("logs/a.csv.gz", pricing), Files.readAllBytes(out.resolve("part-00000.csv")));
            assertArrayEquals(here("logs/b.csv", pricing), Files.readAllBytes(out.resolve("part-00001.csv")));
            assertTrue(Files.exists(out.resolve("_SUCCESS")));
        }
    }

    @Test
    void aBadAuctionEndsTheClearingUnlessSuchAreSkipped() throws IOException {
        Path log = folder.resolve("logs/b.csv");
        Files.writeString(log, Files.readString(log).replaceFirst("\nL7,", "\nL7,more,"));
        Path out = folder.resolve("out");
        CommandLine.Ran refused = dmsb(clear("logs/b.csv") + " --rho 1.05" + SPARK + "--out " + out);
        assertEquals(2, refused.status(), refused.err());
        assertTrue(
                refused.err().contains("b.csv: line ") && refused.err().contains("expected 5 fields"), refused.err());
        assertFalse(Files.exists(out));
        String skip = " --rho 1.05 --bad-rows skip";
        String told = done(clear("logs/b.csv") + skip + SPARK + "--out " + out).err();
        assertTrue(told.contains("; 1 bad rows skipped"), told);
        assertArrayEquals(here("logs/b.csv", skip), Files.readAllBytes(out.resolve("part-00000.csv")));
    }

    @Test
    void whatIsNoCsvOrNotThereIsRefused() {
        Path out = folder.resolve("out");
        String parquet = dmsb(clear("logs") + " --rho 2 --out-format parquet" + SPARK + "--out " + out)
                .err();
        assertTrue(parquet.contains("expected csv together with --mapping, got parquet"), parquet);
        String none =
                dmsb(clear("nowhere*") + " --rho 2" + SPARK + "--out " + out).err();
        assertTrue(none.contains("which does not exist or has none"), none);
        assertFalse(Files.exists(out));
    }
}
