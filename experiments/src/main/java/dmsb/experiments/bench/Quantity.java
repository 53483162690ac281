package dmsb.experiments.bench;

import dmsb.experiments.config.Decimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with units, for people: three digits and a fitting prefix. */
final class Quantity {
    private static final int DIGITS = 3;
    private static final String[] TIMES = {"ns", "us", "ms", "s"};
    private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

    private Quantity() {}

    /** A duration: 23.1 ns, 45 us, 12.3 ms. */
    static String time(double nanoseconds) {
        return scaled(nanoseconds, TIMES);
    }

    /** A number with the prefix of its unit: 138 GFLOP/s, 1.02 M slots/s, 81.3 updates/s. */
    static String withPrefix(double value, String unit) {
        String text = scaled(value, PREFIXES);
        return unit.startsWith("FLOP") || text.endsWith(" ") ? text + unit : text + " " + unit;
    }

    private static String scaled(double value, String[] units) {
        double scaled = value;
        int unit = 0;
        while (Math.abs(scaled) >= 999.5 && unit < units.length - 1) {
            scaled /= 1e3;
            unit++;
        }
        return digits(scaled) + " " + units[unit];
    }

    /** Three significant digits, trailing zeros kept. */
    static String digits(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return Decimal.rounded(value, DIGITS);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        int places = DIGITS - (rounded.precision() - rounded.scale());
        return rounded.setScale(Math.max(0, places), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** The share that an error is of a value, in percent; nothing if there is no error. */
    static String share(double error, double value) {
        return Double.isFinite(error) ? "± " + Decimal.fixed(100 * error / value, 1) + " %" : "";
    }

    /** Bytes: whole ones from 10 on; below, one place, and 0 for what JMH's own bookkeeping leaves. */
    static String bytes(double bytes) {
        return Double.isFinite(bytes) ? Decimal.fixed(bytes, bytes < 0.05 || bytes >= 10 ? 0 : 1) : "";
    }
}
