package dmsb.experiments.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.Pricing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BadRowTest {
    /** The bytes of a mark are harmless characters one by one, and a mark together; bin/check-fuzz found it. */
    @Test
    void aDirectionalMarkInASkippedRowIsNotPrinted() throws IOException {
        String rows = "bid1,bid2\n1,\u202e2\n1,2\n";
        List<String> complaints = new ArrayList<>();
        new Clearing(new Pricing.Fixed(1.5), ClearingFormat.CSV, true, 1)
                .run(
                        new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)),
                        (bytes, length) -> {},
                        complaints::add,
                        read -> {});
        assertEquals(List.of("line 2, column bid2: expected a finite number from 0, got '?2'"), complaints);
    }
}
