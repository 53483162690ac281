package dmsb.proofs.law;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a stranger's auction, rule or market has thrown: a finding about it, and never the end of an examination. */
public final class Thrown {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** What differs from run to run: the addresses of objects that have no text, and the numbers of lambdas. */
    private static final Pattern ADDRESS = Pattern.compile("@[0-9a-f]+\\b|(?<=\\$\\$Lambda)[$0-9]*/\\w+");

    private Thrown() {}

    /**
     * What was thrown, in a line that is the same from run to run; its class alone if it cannot tell. Out of memory and a broken
     * virtual machine are nobody's finding and are thrown on; a stack overflow is one.
     *
     * @param thrown what was thrown
     * @return its text
     */
    public static String text(Throwable thrown) {
        requireFinding(thrown);
        @Nullable String text;
        try {
            text = thrown.toString();
        } catch (Exception | Error again) { // a stranger's text, too
            requireFinding(again);
            text = null;
        }
        return text == null
                ? thrown.getClass().getName()
                : SPACE.matcher(ADDRESS.matcher(text).replaceAll("")).replaceAll(" ");
    }

    private static void requireFinding(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }
}
