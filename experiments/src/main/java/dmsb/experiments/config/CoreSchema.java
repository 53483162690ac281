package dmsb.experiments.config;

import dmsb.core.tensorfile.Excerpt;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar means by the core schema of YAML 1.2.2, section 10.3.2. YAML 1.1, which SnakeYAML resolves by, reads
 * {@code 010} as eight, {@code 1:30} as ninety and {@code no} as false.
 */
final class CoreSchema {
    private static final int MAX_DIGITS = 100;
    private static final int OCTAL = 8;
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTALS = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMALS = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITE = Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF)");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.nan|\\.NaN|\\.NAN");

    private CoreSchema() {}

    /**
     * The value of a plain scalar.
     *
     * @param text the scalar
     * @return null, a truth value, an {@link Integer}, {@link Long} or {@link BigInteger}, whichever is the first to hold a
     *     whole number, a {@link Double}, or the text itself
     * @throws UsageException if a number has too many digits, or is too large for a double
     */
    static @Nullable Object value(String text) {
        if (NULL.matcher(text).matches()) {
            return null;
        }
        if (TRUE.matcher(text).matches()) {
            return true;
        }
        if (FALSE.matcher(text).matches()) {
            return false;
        }
        if (INFINITE.matcher(text).matches()) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (NOT_A_NUMBER.matcher(text).matches()) {
            return Double.NaN;
        }
        int radix = WHOLE.matcher(text).matches()
                ? DECIMAL
                : OCTALS.matcher(text).matches()
                        ? OCTAL
                        : HEXADECIMALS.matcher(text).matches() ? HEXADECIMAL : 0;
        if (radix == 0 && !FLOAT.matcher(text).matches()) {
            return text;
        }
        if (text.length() > MAX_DIGITS) {
            throw new UsageException(
                    "expected YAML whose numbers have at most " + MAX_DIGITS + " digits, got one of " + text.length());
        }
        return radix == 0 ? real(text) : whole(radix == DECIMAL ? text : text.substring(2), radix);
    }

    private static Object whole(String digits, int radix) {
        BigInteger value = new BigInteger(digits, radix);
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static Double real(String text) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new UsageException("expected a number up to 1.8e308, got " + Excerpt.of(text, 40));
        }
        return value;
    }
}
