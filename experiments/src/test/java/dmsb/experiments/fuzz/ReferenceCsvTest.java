package dmsb.experiments.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceCsvTest {
    private static ReferenceCsv read(String text) {
        return ReferenceCsv.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void recordsByHand() {
        ReferenceCsv csv = read("a,b\r\n\r\n\"x\r\n\"\"y\",\r1\n\"q\"r,\"s\nt\"\n,\"open\n1,2\n");
        assertEquals(
                List.of(
                        new ReferenceCsv.Row(1, 1, 0, 5, List.of("a", "b"), 0),
                        new ReferenceCsv.Row(3, 2, 7, 10, List.of("x\r\n\"y", ""), 0),
                        new ReferenceCsv.Row(5, 1, 17, 2, List.of("1"), 0),
                        new ReferenceCsv.Row(6, 2, 19, 11, List.of("qr", "s\nt"), 6)),
                csv.records);
        assertEquals(8, csv.unclosedLine);
    }
}
