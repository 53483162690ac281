package dmsb.auction.market.town;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Market;
import dmsb.auction.market.ProviderState;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TownTest {
    private static final Scenario TOWN = Scenario.preset("town");

    private static final String OTHER_BYTES =
            "trace t: expected text in the encoding that it declares, got other bytes";

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static TrafficTrace trace(String steps) throws IOException {
        return FloatingCarData.read(
                stream("<fcd-export>\n" + steps.replace(" | ", "\n") + "\n</fcd-export>"), "trace t");
    }

    private static String step(int time, String... vehicles) {
        return "<timestep time=\"" + time + ".00\">" + String.join("", vehicles) + "</timestep>\n";
    }

    private static String vehicle(String id, double x) {
        return "<vehicle id=\"" + id + "\" x=\"" + x + "\" y=\"0.5\" speed=\"1\"/>";
    }

    @Test
    void aJourneyIsTheConsecutiveStepsOfAVehicle() throws IOException {
        TrafficTrace trace = trace(step(0, vehicle("a", 1))
                + step(1, vehicle("a", 2), vehicle("b", 10))
                + step(2, vehicle("b", 11))
                + step(3, vehicle("a", 5), vehicle("b", 12))
                + step(4, vehicle("a", 6)));
        assertEquals(3, trace.journeys());
        assertEquals(7, trace.rows());
        assertEquals(1.0, trace.stepSeconds());
        assertEquals(new Bounds(1, 0.5, 12, 0.5), trace.bounds());
        assertEquals(2, trace.length(0)); // a, until it is missing in step 2
        assertEquals(5.0, trace.x(1, 0)); // a again is another journey
        assertEquals(3, trace.length(2)); // b
    }

    @Test
    void ofMoreJourneysThanThereIsRoomForAUniformSampleIsKept() throws IOException {
        StringBuilder xml = new StringBuilder("<fcd-export>");
        int all = 4_000;
        for (int t = 0; t < 2 * all; t++) {
            xml.append(step(t, vehicle("v" + t / 2, Math.floorDiv(t, 2))));
        }
        TrafficTrace trace = FloatingCarData.read(stream(xml + "</fcd-export>"), "t", 500);
        assertEquals(500, trace.journeys());
        assertEquals(all, trace.journeysSeen());
        double mean = 0;
        for (int j = 0; j < 500; j++) {
            mean += trace.x(j, 0) / 500;
        }
        // uniform on 0..all-1 without replacement: within four standard errors
        double error = all / Math.sqrt(12) * Math.sqrt((1 - 500.0 / all) / 500);
        assertEquals((all - 1) / 2.0, mean, 4 * error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "<timestep time=\"0\"><vehicle id=\"a\" x=\"1\" y=\"1e\"/></timestep> # 2, y: expected a number from -1e8 to 1e8, got '1e'",
                "<timestep time=\"0\"><vehicle id=\"a\" x=\"1\"/></timestep> # 2, y: expected a number from -1e8 to 1e8, got none",
                "<timestep time=\"0\"><vehicle id=\"a\" x=\"NaN\" y=\"1\"/></timestep> # 2, x: expected a number from -1e8 to 1e8, got 'NaN'",
                "<timestep time=\"0\"><vehicle x=\"1\" y=\"1\"/></timestep> # 2: expected an attribute id, got none",
                "<timestep time=\"soon\"></timestep> # 2, time: expected a finite number, got 'soon'",
                "<timestep time=\"0\"/> | <timestep time=\"1\"/> | <timestep time=\"3\"/> # 4: expected time 2.0, as steps have one length, got 3.0",
                "<timestep time=\"1\"/> | <timestep time=\"1\"/> # 3: expected a time after 1.0, got 1.0",
                "<timestep time=\"-1e308\"/> | <timestep time=\"1e308\"/> # 3: expected a finite step after -1.0E308, got one to 1.0E308",
                "<vehicle id=\"a\" x=\"1\" y=\"1\"/> # 2: expected a vehicle within a time step, got one outside",
                "<timestep time=\"0\"><vehicle id=\"a\" x=\"1\" y=\"1\"/><vehicle id=\"a\" x=\"1\" y=\"1\"/></timestep> # 2: expected vehicle a once in a time step, got it twice",
            })
    void aMalformedTraceIsRefusedInOneLineWithItsPlace(String steps, String complaint) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> trace(steps));
        assertEquals("trace t, line " + complaint, refusal.getMessage());
    }

    @Test
    void aTraceOfAnotherKindOrWithAnEntityIsRefused() {
        assertRefused("<routes/>", "trace t, line 1: expected an element fcd-export, got routes");
        assertRefused("", "trace t, line 1: expected well-formed XML, got Premature end of file.");
        assertRefused(
                "<fcd-export/>",
                "trace t: expected a vehicle in two time steps that follow one another, got none in 0"
                        + " rows of 0 steps");
        String bomb =
                "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><fcd-export><timestep time=\"0\"><vehicle id=\"&a;\"/></timestep>"
                        + "</fcd-export>";
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> FloatingCarData.read(stream(bomb), "trace t"));
        assertEquals("trace t, line 1: expected no document type, got one", refusal.getMessage());
    }

    @Test
    void whateverIsWrongWithATraceStandardErrorIsToldNothing() throws IOException {
        byte[] good = GridTraffic.trace().substring(0, 20_000).getBytes(StandardCharsets.UTF_8);
        RandomStream random = SeedTree.of(6).stream();
        String told = standardErrorOf(() -> {
            assertRefused(withByte(good, 0xFF), OTHER_BYTES); // no byte of UTF-8
            assertRefused(withByte(good, 0xC3), OTHER_BYTES); // half a character
            for (String before : List.of("", "<?xml version='1.1'?>", "<?a b?>\n<!-- c --> ")) {
                int line = before.contains("\n") ? 2 : 1;
                for (String start :
                        List.of("<!DOCTYPE", "<!DOCTYPE a [", "<!DOCTYPE a [<!ENT", "<!DOCTYPE a [<!ENTITY b 'c'>]>")) {
                    assertRefused(before + start, "trace t, line " + line + ": expected no document type, got one");
                }
            }
            assertRefused(
                    withByte(declared("US-ASCII"), 0xE9), OTHER_BYTES); // a byte that is none of the declared encoding
            for (int i = 0; i < 500; i++) {
                byte[] changed = good.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                try {
                    FloatingCarData.read(new ByteArrayInputStream(changed), "trace t");
                } catch (IllegalArgumentException refusal) {
                    assertFalse(String.valueOf(refusal.getMessage()).contains("\n"), refusal.getMessage());
                }
            }
        });
        assertEquals("", told);
    }

    private static byte[] declared(String encoding) {
        return ("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n<fcd-export>"
                        + step(0, vehicle("a", 1), vehicle("b", 1)) + step(1, vehicle("a", 2), vehicle("b", 2))
                        + "</fcd-export>")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The same with another byte in place of the first vehicle's name. */
    private static byte[] withByte(byte[] xml, int changed) {
        byte[] copy = xml.clone();
        String text = new String(xml, StandardCharsets.ISO_8859_1);
        copy[text.indexOf("<vehicle id=\"") + "<vehicle id=\"".length()] = (byte) changed;
        return copy;
    }

    @Test
    void aTraceIsReadInTheEncodingThatItsFirstBytesTell() throws IOException {
        String text = new String(declared("UTF-16"), StandardCharsets.US_ASCII);
        for (byte[] xml : List.of(
                declared("utf-8"),
                declared("ISO-8859-1"),
                withByte(declared("ISO-8859-1"), 0xE9),
                ("\ufeff" + text.replace("UTF-16", "UTF-8")).getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.UTF_16),
                text.getBytes(StandardCharsets.UTF_16LE),
                text.getBytes(StandardCharsets.UTF_16BE))) {
            assertEquals(
                    4, FloatingCarData.read(new ByteArrayInputStream(xml), "t").rows());
        }
        String expected = "trace t, line 1: expected the name of the encoding that it is in, such as UTF-8, got ";
        for (String name : List.of("UTF-16", "none", "a b")) {
            assertRefused(declared(name), expected + name);
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    /** What is written to standard error meanwhile. */
    private static String standardErrorOf(Action action) throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return told.toString(StandardCharsets.UTF_8);
    }

    private static void assertRefused(byte[] xml, String complaint) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> FloatingCarData.read(new ByteArrayInputStream(xml), "trace t"));
        assertEquals(complaint, refusal.getMessage());
    }

    private static void assertRefused(String xml, String complaint) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> FloatingCarData.read(stream(xml), "trace t"));
        assertEquals(complaint, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "site,latitude # , line 1: expected a header with site, and latitude and longitude or x and y, got site,latitude",
                "site,x,y | A,1 # , line 2: expected 3 fields as in the header, got 2",
                "site,x,y | A,1,two # , line 2, column y: expected a number from -1e8 to 1e8, got 'two'",
                "site,latitude,longitude | A,91,0 # , line 2, column latitude: expected a number from -85 to 85, got '91'",
                "site,x,y | A,1,2 | A,3,4 # , line 3, column site: expected a name of its own, got A",
                "site,x,y | ,1,2 # , line 2, column site: expected a name, got nothing",
                "site,x,y # : expected at least one site, got none",
            })
    void malformedSitesAreRefusedInOneLineWithTheirPlace(String lines, String complaint) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> SiteFile.read(stream(lines.replace(" | ", "\n")), "sites s"));
        assertEquals("sites s" + complaint, refusal.getMessage());
    }

    @Test
    void namesOfSitesAreInUtf8() throws IOException {
        String sites = "\uFEFFsite,x,y\r\nZ\u00fcrich \uD83D\uDE81,1,2\r\nB,3,4\r\n";
        assertEquals(
                "Z\u00fcrich \uD83D\uDE81",
                SiteFile.read(stream(sites), "s").names().get(0));
        InputStream latin =
                new ByteArrayInputStream(sites.substring(1).getBytes(StandardCharsets.ISO_8859_1)); // \u00fc a byte
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> SiteFile.read(latin, "sites s"));
        assertEquals("sites s, line 2: expected text in UTF-8, got other bytes", refusal.getMessage());
    }

    @Test
    void changedBytesNeverDoAnythingButReadOrRefuse() throws IOException {
        byte[] good = GridTraffic.trace().substring(0, 20_000).getBytes(StandardCharsets.UTF_8);
        byte[] sites = GridTraffic.sites().getBytes(StandardCharsets.UTF_8);
        RandomStream random = SeedTree.of(5).stream();
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = (i % 2 == 0 ? good : sites).clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            InputStream in = new ByteArrayInputStream(changed, 0, random.nextInt(changed.length + 1));
            try {
                if (i % 2 == 0) {
                    FloatingCarData.read(in, "t");
                } else {
                    SiteFile.read(in, "s");
                }
            } catch (IllegalArgumentException refusal) {
                assertFalse(String.valueOf(refusal.getMessage()).contains("\n"), refusal.getMessage());
                assertTrue(String.valueOf(refusal.getMessage()).contains("expected "), refusal.getMessage());
            }
        }
    }

    @Test
    void aFurtherColumnOfTheOtherPlaneIsPassedOver() throws IOException {
        for (String header : List.of("latitude,site,x,y", "longitude,site,x,y")) {
            SiteMap sites = SiteFile.read(stream(header + "\n50,A,1,2\n"), "s");
            assertFalse(sites.geographic());
            assertEquals(2.0, sites.ys()[0]);
        }
        SiteMap degrees = SiteFile.read(stream("x,site,latitude,longitude\n7,A,50,10\n"), "s");
        assertTrue(degrees.geographic());
    }

    @Test
    void degreesBecomeMetresAroundTheMiddleOfTheTraffic() throws IOException {
        SiteMap sites = SiteFile.read(
                stream("site,latitude,longitude\nA,-37.8,144.9\nB,-37.801,144.9\nC,-37.8,144.901\n"), "s");
        // a thousandth of a degree is 111.19 m to the north, and cos(37.8 degrees) of it to the east
        assertEquals(111.195, sites.ys()[0] - sites.ys()[1], 0.01);
        assertEquals(111.195 * StrictMath.cos(StrictMath.toRadians(37.8)), sites.xs()[2] - sites.xs()[0], 0.01);
        TrafficTrace traffic = trace(step(0, vehicle("a", 1000)) + step(1, vehicle("a", 1200)));
        SiteMap moved = new Town(traffic, sites).sites();
        assertEquals(1100, moved.bounds().middleX(), 1e-6);
        assertEquals(0.5, moved.bounds().middleY(), 1e-6);
    }

    @Test
    void filesAreReadWhereverASampleIsPlainOrCompressed(@TempDir Path folder) throws IOException {
        Path plain = folder.resolve("t.xml");
        Files.writeString(plain, GridTraffic.trace());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(GridTraffic.trace().getBytes(StandardCharsets.UTF_8));
        }
        Path compressed = folder.resolve("t.gz");
        Files.write(compressed, bytes.toByteArray());
        double[] expected = values(new Market(TOWN));
        for (Path file : new Path[] {plain, compressed}) {
            assertEquals(
                    Arrays.toString(expected),
                    Arrays.toString(values(new Market(TOWN.with(TownSettings.TRACE, file.toString())))));
        }
        for (int kept : new int[] {5, 500, bytes.size() - 6}) { // in the header, the data, the checksum
            Files.write(compressed, Arrays.copyOf(bytes.toByteArray(), kept));
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> new Market(TOWN.with(TownSettings.TRACE, compressed.toString())));
            assertEquals("trace " + compressed + ": expected whole gzip data, got an early end", refusal.getMessage());
        }
    }

    private static double[] values(Market market) {
        market.reset(SeedTree.of(9));
        double[] values = new double[400];
        for (int t = 0; t < values.length; t += 4) {
            for (int n = 0; n < 4; n++) {
                values[t + n] = market.value(n);
            }
            market.advance();
        }
        return values;
    }

    @Test
    void candidatesAreTheNearestSitesUpToTheHandoverMargin() {
        Scenario scenario = TOWN.with(TownSettings.HANDOVER_MARGIN, 10.0);
        SiteMap sites = TownSettings.town(scenario).sites();
        Market market = new Market(scenario);
        TownRadio radio = (TownRadio) market.radio();
        long handovers = 0;
        for (int episode = 0; episode < 10; episode++) {
            market.reset(SeedTree.of(episode));
            for (int t = 0; t < 100; t++) {
                Set<Integer> candidates = new HashSet<>();
                double farthest = 0;
                for (int n = 1; n <= 3; n++) {
                    assertTrue(candidates.add(radio.station(n) - 1), "a site stands in two places");
                    farthest = Math.max(farthest, distance(radio, sites, radio.station(n) - 1));
                }
                for (int site = 0; site < sites.size(); site++) {
                    if (!candidates.contains(site)) {
                        assertTrue(distance(radio, sites, site) >= farthest - 10.0, "a site is nearer by the margin");
                    }
                }
                market.advance();
            }
            handovers += market.handovers();
        }
        assertTrue(handovers > 100, handovers + " handovers");
    }

    private static double distance(TownRadio radio, SiteMap sites, int site) {
        return Math.hypot(radio.vehicleX() - sites.xs()[site], radio.vehicleY() - sites.ys()[site]);
    }

    @Test
    void aStationHasOneSetOfResourcesInAnEpisodeWhereverItStands() {
        Market market = new Market(TOWN);
        market.reset(SeedTree.of(4));
        double[] bandwidths = new double[10_000];
        int seenAgain = 0;
        for (int t = 0; t < 2_000; t++) {
            for (int n = 1; n <= 3; n++) {
                ProviderState state = market.provider(n);
                double before = bandwidths[state.station()];
                if (before != 0) {
                    assertEquals(before, state.uplinkHz());
                    seenAgain++;
                }
                bandwidths[state.station()] = state.uplinkHz();
            }
            market.advance();
        }
        assertTrue(seenAgain > 0);
    }

    @Test
    void aStationThatTakesOverIsValuedByItsOwnSlotsAlone() {
        Market market = new Market(TOWN.with(Scenario.WINDOW, 10));
        market.reset(SeedTree.of(6));
        int checked = 0;
        int[] stations = new int[4];
        for (int t = 0; t < 500; t++) {
            for (int n = 1; n <= 3; n++) {
                int station = market.provider(n).station();
                if (t > 0 && station != stations[n]) {
                    double wrong = Math.max(1 - market.accuracy(n), 0.5 / 1024);
                    double ofThisSlot = 1 / market.latency(n) / (wrong * wrong);
                    assertEquals(ofThisSlot, market.value(n), 1e-9 * ofThisSlot);
                    checked++;
                }
                stations[n] = station;
            }
            market.advance();
        }
        assertTrue(checked > 5, checked + " handovers");
    }

    @Test
    void noiseIsThermalByBandwidthAndNoLinkExceedsTheCap() {
        Market market = new Market(TOWN);
        market.reset(SeedTree.of(7));
        int capped = 0;
        for (int t = 0; t < 500; t++) {
            for (int n = 0; n <= 3; n++) {
                ProviderState state = market.provider(n);
                double dbm = -174 + 10 * Math.log10(state.uplinkHz()) + 5;
                assertEquals(dbm, 10 * Math.log10(state.uplinkNoiseWatts()) + 30, 1e-9);
                assertEquals(
                        -174 + 10 * Math.log10(state.downlinkHz()) + 9,
                        10 * Math.log10(state.downlinkNoiseWatts()) + 30,
                        1e-9);
                double processing = market.taskBits() * (0.5 / state.gpuBitPerSecond() + 1 / state.cpuBitPerSecond());
                double least =
                        market.taskBits() / (7.4 * state.uplinkHz()) + market.taskBits() / (7.4 * state.downlinkHz());
                assertTrue(market.latency(n) >= (processing + least) * (1 - 1e-12));
                capped += market.latency(n) <= (processing + least) * (1 + 1e-12) ? 1 : 0;
            }
            market.advance();
        }
        assertTrue(capped > 0, "no link at the cap");
    }

    @Test
    void theCommonValueHasTheHeavyTailOfATown() {
        SimulatedRounds rounds = new SimulatedRounds(TOWN);
        double[] ratios = new double[20_000];
        for (int episode = 0; episode < 200; episode++) {
            rounds.reset(SeedTree.of(11).child(episode));
            for (int t = 0; t < 100; t++) {
                double[] speeds = new double[3];
                for (int n = 1; n <= 3; n++) {
                    speeds[n - 1] = 1 / rounds.latency(n);
                }
                Arrays.sort(speeds);
                ratios[100 * episode + t] = speeds[2] / speeds[1];
                rounds.advance();
            }
        }
        Arrays.sort(ratios);
        double tail = ratios[(int) (0.95 * ratios.length)];
        // with Table 1 it is 1.36 and on a city's real sites 3.1; recorded range, the draws being fixed
        assertTrue(tail > 2.7 && tail < 3.7, "95 % point " + tail);
    }

    @Test
    void fewerSitesThanBaseStationsAreRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> new Market(TOWN.with(Scenario.GROUND_STATIONS, 500)));
        assertTrue(
                String.valueOf(refusal.getMessage()).startsWith("groundStations: expected at most the "),
                refusal.getMessage());
    }

    @Test
    void aMissingFileIsRefusedByTheNameOfItsKey() {
        for (var key : List.of(TownSettings.TRACE, TownSettings.SITES)) {
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class, () -> TownSettings.require(TOWN.with(key, "no-such-file")));
            assertEquals(
                    key + ": expected a file or sample, got no-such-file, which does not exist", refusal.getMessage());
        }
    }
}
