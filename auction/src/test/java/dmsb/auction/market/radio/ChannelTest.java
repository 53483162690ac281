package dmsb.auction.market.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Check values computed by hand from the tables of the reports, which have a hundredth of a decibel. */
class ChannelTest {
    private static final double HUNDREDTH = 0.01;
    private static final Antennas STREET = new Antennas(10, 1.5, 3.5);
    private static final Antennas ALOFT =
            new Antennas(100, 1e-9, 3.5); // the check values have h = 100 above the vehicle

    static Iterable<Channel> channels() {
        return Channels.all().values();
    }

    @ParameterizedTest
    @CsvSource({"umi, 10, true, 85.31", "umi, 10, false, 104.64", "uma, 25, true, 83.14", "uma, 25, false, 103.04"})
    void lossAtAHundredMetresIsThatOfTheReport(String name, double height, boolean lineOfSight, double expected) {
        Antennas antennas = new Antennas(height, 1.5, 3.5); // heights for which the report makes the models
        assertEquals(expected, Channels.named("channel", name).lossDb(antennas, 100, lineOfSight), HUNDREDTH);
    }

    @ParameterizedTest
    @CsvSource({"a2g-urban, 87.95", "a2g-dense, 93.16", "a2g-high-rise, 116.15"})
    void meanLossFromTheAirIsThatOfThePaper(String name, double expected) {
        assertEquals(expected, Channels.named("channel", name).meanLossDb(ALOFT, 100), HUNDREDTH);
    }

    @Test
    void lineOfSightProbabilityIsThatOfTheReport() {
        assertEquals(0.231, new UrbanMicro().lineOfSightProbability(STREET, 100), 0.0005);
        assertEquals(
                18.0 / 100 + StrictMath.exp(-100.0 / 63) * 0.82,
                new UrbanMacro().lineOfSightProbability(STREET, 100),
                1e-12);
        assertEquals(1.0, new UrbanMicro().lineOfSightProbability(STREET, 18));
    }

    @Test
    void aHigherUserSeesAMacroCellMoreOften() {
        UrbanMacro macro = new UrbanMacro();
        double low = macro.lineOfSightProbability(new Antennas(25, 13, 3.5), 200);
        double high = macro.lineOfSightProbability(new Antennas(25, 23, 3.5), 200);
        // C' = 1 at 23 m; 5/4 (d/100)^3 exp(-d/150) at 200 m
        assertEquals(low * (1 + 1.25 * 8 * StrictMath.exp(-200.0 / 150)), high, 1e-12);
    }

    @Test
    void lossIsContinuousAtTheBreakPoint() {
        double breakPoint = 4 * 9 * 0.5 * 3.5e9 / 3e8; // 210 m
        for (String name : new String[] {"umi", "uma"}) {
            Channel channel = Channels.named("channel", name);
            double before = channel.lossDb(STREET, breakPoint, true);
            double after = channel.lossDb(STREET, breakPoint + 1e-6, true);
            // 21 + 19 = 40 and 22 + 18 = 40: the correction makes the parts meet in d_3D^2 = d_BP^2 + rise^2
            assertEquals(before, after, 1e-6, name);
        }
    }

    @Test
    void beyondTheBreakPointTheSlopeIsForty() {
        Channel channel = new UrbanMicro();
        double near = channel.lossDb(STREET, 1000, true);
        double far = channel.lossDb(STREET, 2000, true);
        assertEquals(40 * StrictMath.log10(STREET.direct(2000) / STREET.direct(1000)), far - near, 1e-9);
    }

    @Test
    void anAircraftAlwaysSeesWhatIsBelowIt() {
        Antennas antennas = new Antennas(100, 1.5, 3.5);
        Channel aerial = new AerialMicro();
        double always = 294.05 * 2 - 432.94; // 155.16 m
        assertEquals(1.0, aerial.lineOfSightProbability(antennas, always));
        assertEquals(
                always / 300 + StrictMath.exp(-300 / (233.98 * 2 - 0.95)) * (1 - always / 300),
                aerial.lineOfSightProbability(antennas, 300),
                1e-12);
        // 30.9 + (22.25 - .5 log h) log d3 + 20 log f exceeds free space
        assertEquals(
                30.9 + 21.25 * StrictMath.log10(antennas.direct(200)) + 20 * StrictMath.log10(3.5),
                aerial.lossDb(antennas, 200, true),
                1e-9);
        assertEquals(
                32.4 + 28 * StrictMath.log10(antennas.direct(200)) + 20 * StrictMath.log10(3.5),
                aerial.lossDb(antennas, 200, false),
                1e-9);
    }

    @Test
    void anAircraftBelowTheRoofsIsAStreetUser() {
        Antennas low = new Antennas(22.5, 1.5, 3.5);
        assertEquals(new UrbanMicro().lossDb(low, 150, false), new AerialMicro().lossDb(low, 150, false));
    }

    @ParameterizedTest
    @MethodSource("channels")
    void aBlockedLinkLosesNoLessAndALongerOneNoLess(Channel channel) {
        for (Antennas antennas : new Antennas[] {STREET, new Antennas(25, 1.5, 28), new Antennas(120, 1.5, 2)}) {
            double last = -1;
            for (double distance = 0; distance < 5000; distance += 7) {
                double clear = channel.lossDb(antennas, distance, true);
                assertTrue(clear >= last - 1e-9, channel.name() + " at " + distance);
                assertTrue(channel.lossDb(antennas, distance, false) >= clear, channel.name() + " at " + distance);
                double sight = channel.lineOfSightProbability(antennas, distance);
                assertTrue(sight >= 0 && sight <= 1, channel.name() + " at " + distance);
                last = clear;
            }
        }
    }

    @Test
    void aNameThatNoModelHasIsRefusedWithThoseThatAre() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Channels.named("groundChannel", "cost231"));
        assertTrue(
                String.valueOf(refusal.getMessage())
                        .startsWith("groundChannel: expected one of umi, uma, umi-av, a2g-suburban"),
                refusal.getMessage());
        assertTrue(String.valueOf(refusal.getMessage()).endsWith("got cost231"), refusal.getMessage());
    }
}
