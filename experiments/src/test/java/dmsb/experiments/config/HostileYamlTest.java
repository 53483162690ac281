package dmsb.experiments.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Range;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML that is meant to do harm. What a mutation finds is in {@code dmsb.experiments.fuzz}. */
class HostileYamlTest {
    private static String refusal(String yaml) {
        return String.valueOf(assertThrows(UsageException.class, () -> Yaml.parse(yaml, "file"))
                .getMessage());
    }

    @Test
    void aBillionLaughsAreRefusedAtTheFirst() {
        StringBuilder bomb = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (char c = 'b'; c <= 'i'; c++) {
            bomb.append(c).append(": &").append(c).append(" [");
            bomb.append(("*" + (char) (c - 1) + ", ").repeat(9)).append("]\n");
        }
        assertEquals("file line 1: expected plain values, got an anchor", refusal(bomb.toString()));
        assertEquals("file line 1: expected plain values, got an alias", refusal("a: *a"));
        assertEquals("file line 2: expected plain values, got an anchor", refusal("a: 1\nb: &b {<<: *b}\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://localhost/\"]]]]",
                "!!javax.script.ScriptEngineManager {a: 1}",
                "a: !!java.lang.Object {}",
                "a: !<tag:yaml.org,2002:java.lang.Object> x",
                "a: !local 1",
                "a: !!str 1",
                "a: !!binary aGk="
            })
    void aTagIsRefused(String yaml) {
        assertEquals("file line 1: expected plain values, got a tag", refusal(yaml));
    }

    @Test
    void deepNestingIsRefused() {
        for (String yaml :
                new String[] {"a: " + "[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000) + "a"}) {
            assertTrue(refusal(yaml).startsWith("file"), refusal(yaml));
        }
    }

    @Test
    void numbersOfManyDigitsAreRefused() {
        assertTrue(refusal("a: " + "9".repeat(500_000)).matches("file( line 1)?: expected YAML.{1,200}"));
    }

    @Test
    void aLargeFileIsRefusedUnread(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100L << 20);
        }
        assertEquals(
                file + ": expected at most 1048576 bytes of YAML, got more",
                assertThrows(UsageException.class, () -> Yaml.read(file)).getMessage());
    }

    @Test
    void bytesThatAreNotUtf8AreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xE9});
        assertEquals(
                file + ": expected text in UTF-8, got other bytes",
                assertThrows(UsageException.class, () -> Yaml.read(file)).getMessage());
    }

    @Test
    void aComplaintIsOneLineWithoutControlCharacters() {
        String message = assertThrows(
                        UsageException.class,
                        () -> RecordSettings.of(Range.class, "range")
                                .with(new Range(0, 1), Yaml.parse("\"\\e[2J\\nx\\u202e\": 1", "file")))
                .getMessage();
        assertEquals("range key '?[2J x?' is unknown; expected one of low, high", message);
    }

    /** What was expected is said even if the file's own words would fill the message; bin/check-fuzz found it. */
    @Test
    void aLongKeyLeavesRoomForWhatWasExpected() {
        String key = "k".repeat(5_000);
        String message = assertThrows(
                        UsageException.class,
                        () -> RecordSettings.of(Range.class, "range").with(new Range(0, 1), Map.of(key, 1)))
                .getMessage();
        assertEquals("range key '" + "k".repeat(200) + "...' is unknown; expected one of low, high", message);
        assertTrue(String.valueOf(assertThrows(
                                UsageException.class,
                                () -> Section.of("file", Map.of(key, 1)).only(List.of("a")))
                        .getMessage())
                .endsWith("...' is unknown; expected one of a"));
        assertTrue(String.valueOf(assertThrows(UsageException.class, () -> Yaml.parseAssignment(key + "=["))
                        .getMessage())
                .startsWith("--set " + "k".repeat(200) + "... line 1: expected YAML"));
    }
}
