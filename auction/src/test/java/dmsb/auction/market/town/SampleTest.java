package dmsb.auction.market.town;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void theSampleIsWhatItsGeneratorMakes() throws IOException {
        try (InputStream trace = Town.class.getResourceAsStream("town.fcd.xml.gz");
                InputStream sites = Town.class.getResourceAsStream("sites.csv")) {
            assertNotNull(trace);
            assertNotNull(sites);
            String traceText = new String(new GZIPInputStream(trace).readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(GridTraffic.trace(), traceText);
            assertEquals(GridTraffic.sites(), new String(sites.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
