package dmsb.proofs.law;

import java.util.regex.Pattern;

/** What a stranger's auction, rule or market has thrown: a finding about it, and never the end of an examination. */
public final class Thrown {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Thrown() {}

    /**
     * What was thrown, in a line. Out of memory and a broken virtual machine are nobody's finding and are thrown on; a stack
     * overflow is one.
     *
     * @param thrown what was thrown
     * @return its text
     */
    public static String text(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
        return SPACE.matcher(thrown.toString()).replaceAll(" ");
    }
}
