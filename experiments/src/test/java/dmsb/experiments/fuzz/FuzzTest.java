package dmsb.experiments.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The short form of {@code bin/check-fuzz}, and readers with a fault, which it must find. With {@code -Ddmsb.inputs=30000} on
 * so many inputs a reader instead of a thousand.
 */
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("dmsb.inputs", 1_000);
    private static final int INPUTS_UNTIL_FOUND = 10_000;

    static Stream<Target> targets() {
        return Targets.all().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyInputIsAcceptedOrRefusedInOneLine(Target target) {
        Tally tally = new Fuzzer(target, SeedTree.of(1)).run(INPUTS);
        assertEquals(
                List.of(), tally.failures.stream().map(Tally.Failure::complaint).toList());
        assertTrue(tally.accepted > 0 && tally.refused > 0 && tally.kinds > 3, target.name());
    }

    /** A reader of YAML with a fault. */
    private static Tally fuzz(Target.Reading fault) {
        Target sound = Targets.named("yaml");
        Target faulty = new Target(
                "faulty",
                1,
                sound.seeds(),
                sound.words(),
                input -> {
                    String accepted = sound.reading().read(input);
                    fault.read(input);
                    return accepted;
                },
                sound.refusals(),
                sound.message(),
                sound.allocation(),
                sound.allocationPerByte());
        return new Fuzzer(faulty, SeedTree.of(2)).run(INPUTS_UNTIL_FOUND);
    }

    private static boolean has(byte[] input, String text) {
        return new String(input, StandardCharsets.UTF_8).contains(text);
    }

    private static String complaints(Tally tally) {
        return tally.failures.stream().map(Tally.Failure::complaint).toList().toString();
    }

    @Test
    void aForeignExceptionIsFound() {
        Tally tally = fuzz(input -> {
            if (has(input, "4294967296")) {
                throw new ArrayIndexOutOfBoundsException("4294967296");
            }
            return "";
        });
        assertTrue(complaints(tally).contains("threw java.lang.ArrayIndexOutOfBoundsException"), complaints(tally));
    }

    @Test
    void deepRecursionIsFound() {
        Tally tally = fuzz(input -> descend(has(input, "2147483647") ? Integer.MAX_VALUE : 1));
        assertTrue(complaints(tally).contains("threw java.lang.StackOverflowError"), complaints(tally));
    }

    private static String descend(int levels) {
        return levels == 0 ? "" : descend(levels - 1) + levels;
    }

    @Test
    void aLargeAllocationIsFound() {
        byte[][] kept = new byte[1][];
        Tally tally = fuzz(input -> {
            kept[0] = new byte[has(input, "2147483647") ? 20 << 20 : 0];
            return "";
        });
        assertTrue(complaints(tally).contains("allocated more than"), complaints(tally));
        assertTrue(tally.mostAllocated > 20 << 20);
    }

    @Test
    void aMessageOfTwoLinesIsFound() {
        Target target = new Target(
                "faulty",
                1,
                Target.texts("a: 1"),
                List.of(),
                input -> {
                    try {
                        return String.valueOf(Yaml.parse(new String(input, StandardCharsets.UTF_8), "file"));
                    } catch (UsageException e) {
                        throw new IllegalArgumentException(
                                "file: expected YAML, got " + has(input, "\u001b") + "\n", e);
                    }
                },
                Set.of(IllegalArgumentException.class),
                Pattern.compile("^file"),
                1 << 20,
                10_000);
        assertTrue(complaints(new Fuzzer(target, SeedTree.of(3)).run(INPUTS)).contains("said more than a line"));
    }

    @Test
    void theSameSeedMakesTheSameInputs() {
        Target target = Targets.named("row-range");
        Tally first = new Fuzzer(target, SeedTree.of(4)).run(INPUTS);
        Tally second = new Fuzzer(target, SeedTree.of(4)).run(INPUTS);
        assertEquals(
                List.of(first.bytes, first.accepted, first.kinds),
                List.of(second.bytes, second.accepted, second.kinds));
    }
}
