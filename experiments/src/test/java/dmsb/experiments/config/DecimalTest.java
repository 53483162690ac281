package dmsb.experiments.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DecimalTest {
    @Property
    void shortestReadsBackAsTheSameNumber(@ForAll double value) {
        assertEquals(value + 0.0, Double.parseDouble(Decimal.shortest(value)));
    }

    @Property
    void fewDigitsStayFew(@ForAll short mantissa) {
        String text = Decimal.shortest(mantissa / 1000.0);
        assertEquals(mantissa / 1000.0, Double.parseDouble(text));
        assertTrue(text.length() <= 7, text);
    }

    @Test
    void looksAsPeopleWriteIt() {
        assertEquals("20", Decimal.shortest(20));
        assertEquals("0.3", Decimal.shortest(0.3));
        assertEquals("-115", Decimal.shortest(-115));
        assertEquals("0.0001", Decimal.shortest(1e-4));
        assertEquals("1e-20", Decimal.shortest(1e-20));
        assertEquals("1.5e20", Decimal.shortest(1.5e20));
        assertEquals("0", Decimal.shortest(-0.0));
        assertEquals("NaN", Decimal.shortest(Double.NaN));
        assertEquals("0.96", Decimal.rounded(0.96049, 2));
        assertEquals("0.960", Decimal.fixed(0.96049, 3));
        assertEquals("2e-13", Decimal.rounded(2e-13, 3));
    }
}
