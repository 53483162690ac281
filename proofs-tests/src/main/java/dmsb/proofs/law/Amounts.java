package dmsb.proofs.law;

import dmsb.core.math.ShortestDecimal;
import java.util.Arrays;
import java.util.StringJoiner;

/** Lists and matrices of amounts. */
public final class Amounts {
    private Amounts() {}

    /**
     * A copy of a matrix.
     *
     * @param rows the rows. Not modified.
     * @return new rows
     */
    public static double[][] copy(double[][] rows) {
        double[][] copy = rows.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = copy[i].clone();
        }
        return copy;
    }

    /**
     * A list without one of its amounts.
     *
     * @param amounts the list. Not modified.
     * @param index which one is left out
     * @return a new list
     */
    public static double[] without(double[] amounts, int index) {
        double[] fewer = new double[amounts.length - 1];
        for (int i = 0; i < fewer.length; i++) {
            fewer[i] = amounts[i < index ? i : i + 1];
        }
        return fewer;
    }

    /**
     * Amounts in words.
     *
     * @param amounts the amounts. Not modified.
     * @return for example {@code {0, 1, 2.5}}
     */
    public static String set(double... amounts) {
        StringJoiner set = new StringJoiner(", ", "{", "}");
        for (double amount : amounts) {
            set.add(ShortestDecimal.of(amount));
        }
        return set.toString();
    }

    /**
     * An amount in at most 12 digits: what differences of decimals in doubles leave behind is not of interest to a reader.
     *
     * @param amount the amount
     * @return for example {@code 0.1}, {@code 3e-13}
     */
    public static String short12(double amount) {
        return ShortestDecimal.rounded(amount, 12);
    }

    /**
     * Multiples of an amount.
     *
     * @param amount what is multiplied
     * @param factors by what. Not modified.
     * @return the products
     */
    public static double[] multiples(double amount, double... factors) {
        return Arrays.stream(factors).map(factor -> amount * factor).toArray();
    }
}
