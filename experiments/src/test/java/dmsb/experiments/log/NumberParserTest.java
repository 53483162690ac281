package dmsb.experiments.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {
    private static double parse(String text) {
        char[] buffer = ("##" + text + "##").toCharArray();
        return NumberParser.parse(buffer, 2, text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+7",
                "12.5",
                ".5",
                "5.",
                "1e3",
                "1E-3",
                "1.5e+2",
                "000012",
                "123456789012345",
                "1234567890123456789",
                "0.1",
                "1e22",
                "1e23",
                "1e-22",
                "4.9e-324",
                "1e-400",
                "1e400",
                "1.7976931348623157e308",
                "0.000000000000000001"
            })
    void readsWhatJavaReads(String text) {
        assertEquals(Double.parseDouble(text), parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1.2.3",
                "1,5",
                " 1",
                "1 ",
                "1d",
                "1f",
                "0x1p3",
                "NaN",
                "Infinity",
                "--1",
                "1e5.5",
                "\u0661"
            })
    void everythingElseIsNoNumber(String text) {
        assertTrue(Double.isNaN(parse(text)), text);
    }

    @Test
    void roundsEveryLengthOfTextLikeJava() {
        RandomStream random = SeedTree.of(8).stream();
        for (int i = 0; i < 100_000; i++) {
            double value = random.nextDouble() * StrictMath.pow(10, random.nextInt(40) - 20);
            String text = String.format(Locale.ROOT, "%." + random.nextInt(20) + (i % 2 == 0 ? "f" : "e"), value);
            assertEquals(Double.parseDouble(text), parse(text), text);
        }
    }
}
