package dmsb.experiments.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void significantDigitsAreKeptAndTrailingZerosDropped() {
        assertEquals("0.9571", NumberText.significant(0.95714, 4));
        assertEquals("0.5", NumberText.significant(0.5, 4));
        assertEquals("3000", NumberText.significant(3000, 4));
        assertEquals("32,000", NumberText.significant(32_000, 4));
        assertEquals("\u22122.5", NumberText.significant(-2.5, 4));
        assertEquals("0", NumberText.significant(0, 4));
        assertEquals("0", NumberText.significant(-0.0, 4));
    }

    @Test
    void extremeMagnitudesArePowersOfTen() {
        assertEquals("1.235\u00d710\u2077", NumberText.significant(12_345_678, 4));
        assertEquals("1\u00d710\u207b\u2075", NumberText.significant(1e-5, 4));
        assertEquals("\u22122\u00d710\u00b2\u2079\u2079", NumberText.significant(-2e299, 4));
        assertEquals("5\u00d710\u207b\u00b3\u00b2\u2074", NumberText.significant(Double.MIN_VALUE, 1));
    }

    @Test
    void fixedDecimalsAlign() {
        assertEquals("0.960", NumberText.fixed(0.96, 3));
        assertEquals("0.0005", NumberText.fixed(0.0005, 4));
        assertEquals("12,346", NumberText.fixed(12_345.6, 0));
        assertEquals("0.00", NumberText.fixed(-0.001, 2));
        assertEquals("3.1\u00d710\u207b\u2076", NumberText.fixed(3.1e-6, 3));
        assertEquals("1\u00d710\u2079", NumberText.fixed(1e9, 2));
    }

    @Test
    void whatIsNotANumberIsADash() {
        assertEquals("\u2013", NumberText.fixed(Double.NaN, 2));
        assertEquals("\u2013", NumberText.significant(Double.NaN, 2));
        assertEquals("\u221e", NumberText.significant(Double.POSITIVE_INFINITY, 2));
        assertEquals("\u2212\u221e", NumberText.fixed(Double.NEGATIVE_INFINITY, 2));
    }

    @Test
    void intervalsStandInBrackets() {
        assertEquals("[0.951, 0.962]", NumberText.interval(0.951, 0.962, 3));
    }
}
