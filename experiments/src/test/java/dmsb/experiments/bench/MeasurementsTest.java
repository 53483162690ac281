package dmsb.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementsTest {
    @Test
    void theTableShowsUnitsThatPeopleRead() {
        assertEquals("""
                | benchmark           | settings              | kernels | time    | 95 %    | rate              | bytes |
                | ------------------- | --------------------- | ------- | ------- | ------- | ----------------- | ----- |
                | Update.update       | batch 256, discount 0 | vector  | 20.0 ms | ± 3.0 % | 50.0 updates/s    | 243   |
                | SingleAuction.clear | bids 9                |         | 25.0 ns |         | 40.0 M auctions/s | 0     |
                | MatrixProduct.dmsb  | C+=AB 256x256x256     | plain   | 1.05 ms | ± 1.0 % | 32.0 GFLOP/s      |       |
                """, Recorded.measurements("before.json").table());
    }

    @Test
    void aRateCountsAllThreads() {
        assertTrue(Recorded.measurements("after.json").table().contains("| 4.00 k steps/s "));
    }

    @Test
    void whatIsWrittenIsReadBack(@TempDir Path folder) throws IOException {
        Measurements measurements = Recorded.measurements("before.json");
        Path copy = folder.resolve("copy.json");
        measurements.write(copy);
        assertEquals(measurements, Measurements.read(copy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1, 2",
                "{}",
                "{\"measurements\": [{}]}",
                "{\"measurements\": [{\"name\": \"Update.update\", \"nanoseconds\": 0}]}"
            })
    void anythingElseIsRefused(String text, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.json");
        Files.writeString(file, text);
        String complaint = String.valueOf(assertThrows(UsageException.class, () -> Measurements.read(file))
                .getMessage());
        assertTrue(complaint.contains("bad.json: expected measurements"), complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "0.00123, 0.00123 ns",
        "23.08, 23.1 ns",
        "999.4, 999 ns",
        "999.6, 1.00 us",
        "45000, 45.0 us",
        "12345678, 12.3 ms",
        "2.5e12, 2500 s"
    })
    void timesHaveThreeDigitsAndAFittingUnit(double nanoseconds, String text) {
        assertEquals(text, Quantity.time(nanoseconds));
    }

    @ParameterizedTest
    @CsvSource({"0.0004, 0", "0.06, 0.1", "8.25, 8.2", "24, 24", "5067007, 5067007", "NaN, ''"})
    void bytesAreWholeFromTenOn(double bytes, String text) {
        assertEquals(text, Quantity.bytes(bytes));
    }

    @Test
    void measurementsAreCheckedWhenMade() {
        assertThrows(IllegalArgumentException.class, () -> new Measurement("Update", Map.of(), "", 1, 1, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Measurement("Update.update", Map.of(), "", 1, Double.NaN, 0, 0));
    }
}
