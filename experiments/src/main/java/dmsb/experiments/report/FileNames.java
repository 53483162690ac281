package dmsb.experiments.report;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives the figures and tables of a report their file names, in the report's order: short, plain, each once. A
 * long title is cut after a word.
 */
final class FileNames {
    private static final int LONGEST = 60;

    private final Set<String> given = new HashSet<>();

    /** A name without an end, made of the letters and digits of a title. */
    String of(String title) {
        String plain =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String name = plain.isEmpty() ? "untitled" : cut(plain);
        String unique = name;
        for (int i = 2; !given.add(unique); i++) {
            unique = name + "-" + i;
        }
        return unique;
    }

    private static String cut(String plain) {
        if (plain.length() <= LONGEST) {
            return plain;
        }
        int end = plain.lastIndexOf('-', LONGEST); // of the last word that fits
        return plain.substring(0, end > 0 ? end : LONGEST);
    }
}
