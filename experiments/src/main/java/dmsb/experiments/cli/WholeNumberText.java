package dmsb.experiments.cli;

import java.math.BigInteger;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A whole number as a word of the command line.
 *
 * @param low the smallest that the option can hold
 * @param high the largest
 */
record WholeNumberText(long low, long high) {
    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,19}");

    /** Reads an option of type int. */
    static final ITypeConverter<Integer> INT =
            text -> (int) new WholeNumberText(Integer.MIN_VALUE, Integer.MAX_VALUE).read(text);

    /** Reads an option of type long. */
    static final ITypeConverter<Long> LONG = text -> new WholeNumberText(Long.MIN_VALUE, Long.MAX_VALUE).read(text);

    private long read(String text) {
        BigInteger value = DIGITS.matcher(text).matches() ? new BigInteger(text) : null;
        if (value == null
                || value.compareTo(BigInteger.valueOf(low)) < 0
                || value.compareTo(BigInteger.valueOf(high)) > 0) {
            throw new TypeConversionException("expected a whole number from " + low + " to " + high + ", got " + text);
        }
        return value.longValue();
    }
}
