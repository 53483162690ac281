package dmsb.experiments.fuzz;

import com.sun.management.ThreadMXBean;
import dmsb.core.random.SeedTree;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Sends inputs to a target and judges what it does with them. An input that was accepted or refused in words not heard
 * before is kept, and later ones are made from it too, as its words tell that it got somewhere new. Given seed and number,
 * the inputs are always the same. For one thread.
 */
final class Fuzzer {
    private static final int MOST_KEPT = 2_000;
    private static final int LONGEST_KEPT = 1 << 11;
    private static final int LONGEST_MESSAGE = 2_500;
    private static final int LONGEST_KIND = 80;
    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cntrl}\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Target target;
    private final Mutator mutator;
    private final List<byte[]> inputs;
    private final Set<String> kinds = new HashSet<>();
    private final Tally tally = new Tally();

    /** The input that is being read, for whoever watches. */
    volatile byte[] current = {};

    /** How many inputs have been begun, for whoever watches. */
    final AtomicLong begun = new AtomicLong();

    Fuzzer(Target target, SeedTree seeds) {
        this.target = target;
        this.mutator = new Mutator(seeds.child(target.name()).stream(), target.words());
        this.inputs = new ArrayList<>(target.seeds());
    }

    String name() {
        return target.name();
    }

    Tally tally() {
        return tally;
    }

    /** Reads the valid inputs and then so many others. */
    Tally run(long count) {
        for (byte[] seed : target.seeds()) {
            judge(seed);
            if (tally.refused > 0) {
                tally.fail(new Tally.Failure(target.name(), seed, "a valid input was refused: " + outcome(seed)));
            }
        }
        for (long i = 0; i < count; i++) {
            judge(mutator.next(inputs));
        }
        tally.kinds = kinds.size();
        return tally;
    }

    /** What became of an input. */
    private record Outcome(String accepted, Throwable thrown) {}

    private Outcome outcome(byte[] input) {
        try {
            return new Outcome(target.reading().read(input), null);
        } catch (Throwable e) { // whatever it is: that is the question
            return new Outcome("", e);
        }
    }

    /** Reads one input and says what is wrong with how it was taken, or nothing. */
    void judge(byte[] input) {
        current = input;
        begun.incrementAndGet();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Outcome outcome = outcome(input);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated
                > target.allocationLimit(input.length)) { // again: the first time on a way through the code links it
            before = THREADS.getCurrentThreadAllocatedBytes();
            outcome = outcome(input);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        tally.inputs++;
        tally.bytes += input.length;
        tally.mostAllocated = Math.max(tally.mostAllocated, allocated);
        Throwable thrown = outcome.thrown();
        String kind;
        if (thrown == null) {
            tally.accepted++;
            kind = outcome.accepted();
        } else {
            tally.refused++;
            kind = kindOf(String.valueOf(thrown.getMessage()));
            String complaint = complaint(thrown);
            if (!complaint.isEmpty()) {
                tally.fail(new Tally.Failure(target.name(), input, complaint));
            }
        }
        if (allocated > target.allocationLimit(input.length)) {
            tally.fail(new Tally.Failure(
                    target.name(),
                    input,
                    String.format(
                            Locale.ROOT,
                            "allocated more than %d + %d bytes a byte of input%s",
                            target.allocation(),
                            target.allocationPerByte(),
                            thrown == null ? "" : " (" + kind + ")")));
        }
        if (kinds.size() < MOST_KEPT && input.length <= LONGEST_KEPT && kinds.add(kind)) {
            inputs.add(input);
        }
    }

    private String complaint(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (!target.refusals().contains(thrown.getClass())) {
            StackTraceElement[] trace = thrown.getStackTrace();
            return "threw " + thrown.getClass().getName() + ": " + kindOf(message)
                    + (trace.length == 0 ? "" : " at " + trace[0]);
        }
        if (UNWANTED.matcher(message).find()) {
            return "said more than a line, or a control character: " + kindOf(message);
        }
        if (message.length() > LONGEST_MESSAGE) {
            return "said more than " + LONGEST_MESSAGE + " characters: " + kindOf(message);
        }
        if (!target.message().matcher(message).find()) {
            return "did not say where: " + kindOf(message);
        }
        return "";
    }

    private static String kindOf(String message) {
        String digits = DIGITS.matcher(message).replaceAll("0");
        String plain = UNWANTED.matcher(digits).replaceAll("?");
        return plain.length() <= LONGEST_KIND ? plain : plain.substring(0, LONGEST_KIND);
    }
}
