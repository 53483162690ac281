package dmsb.core.argument;

import java.util.Collection;
import java.util.Locale;

/**
 * What a mistyped word may have been meant to be: the known word of the least edit distance, where inserting, deleting and
 * replacing a character and swapping two neighbours count one each (Damerau and Levenshtein, restricted).
 */
public final class Suggestion {
    /** One mistake in so many characters is taken for a slip. */
    private static final int CHARACTERS_PER_MISTAKE = 3;

    /** Longer words are no slips of known ones, and comparing them takes time. */
    private static final int LONGEST = 64;

    private Suggestion() {}

    /**
     * The end of a complaint about an unknown word.
     *
     * @param given the word
     * @param known the words that are known. Not modified.
     * @return for example {@code ; did you mean discount?}; empty if no known word is near
     */
    public static String of(String given, Collection<String> known) {
        String best = "";
        int least = Math.max(1, given.length() / CHARACTERS_PER_MISTAKE) + 1;
        if (given.length() > LONGEST) {
            return "";
        }
        for (String word : known) {
            int distance = distance(given.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    /** How many mistakes lead from one word to the other. */
    static int distance(String one, String other) {
        int[][] distance = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int replaced = distance[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                int changed = Math.min(distance[i - 1][j], distance[i][j - 1]) + 1;
                distance[i][j] = Math.min(replaced, changed);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
                }
            }
        }
        return distance[one.length()][other.length()];
    }
}
