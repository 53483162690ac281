package dmsb.experiments.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @ValueSource(strings = {"a: &a 5", "a: [&b 1]", "&c a: 1", "a: &d", "&e {a: 1}", "a: &f [1]", "a: &g |\n  text"})
    void anAnchorIsRefusedOnWhateverItStands(String yaml) {
        assertEquals("file line 1: expected plain values, got an anchor", refusal(yaml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u", "\"\\x", "\"\\U", "a: \"\\u", "\"\\UFFFFFFFF\"", "\"\\U80000000\": 1"})
    void anEscapeThatIsNoCharacterIsRefused(String yaml) {
        assertEquals("file: expected YAML of the form 'key: value': got an escape that is no character", refusal(yaml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: \"\\uD800\"", "\"\\uDC00\": 1", "a: [\"\\uDC00\\uD800\"]"})
    void halfOfASurrogatePairIsRefused(String yaml) {
        assertEquals("file line 1: expected text of whole characters, got half of a surrogate pair", refusal(yaml));
    }

    @Test
    void aSurrogatePairIsOneCharacter() {
        assertEquals(Map.of("a", "\uD83D\uDE00"), Yaml.parse("a: \"\\uD83D\\uDE00\"", "file"));
    }

    /** Section 10.3.2 of YAML 1.2.2; YAML 1.1 has other numbers and truth values in most of these places. */
    @Test
    void scalarsMeanWhatTheCoreSchemaSays() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("010", 10);
        expected.put("012", 12);
        expected.put("-08", -8);
        expected.put("0o17", 15);
        expected.put("0x1F", 31);
        expected.put("+3", 3);
        expected.put("2147483648", 2147483648L);
        expected.put("9223372036854775808", new BigInteger("9223372036854775808"));
        expected.put("1e3", 1000.0);
        expected.put("1.", 1.0);
        expected.put(".5", 0.5);
        expected.put("007.5", 7.5);
        expected.put("-.inf", Double.NEGATIVE_INFINITY);
        expected.put(".NaN", Double.NaN);
        expected.put("True", true);
        expected.put("FALSE", false);
        expected.put("~", null);
        expected.put("Null", null);
        for (String text : List.of(
                "1_000",
                "1:30",
                "0b11",
                "no",
                "Yes",
                "on",
                "off",
                "y",
                "n",
                "2001-01-01",
                "-0x1",
                "1e",
                ".",
                "+",
                "tRue",
                "0o8",
                "0x",
                "Infinity",
                "NaN",
                "<<",
                "=")) {
            expected.put(text, text);
        }
        expected.forEach((text, value) -> {
            assertEquals(value, Yaml.parse("a: " + text, "file").get("a"), text);
            assertEquals(text, Yaml.parse("a: '" + text + "'", "file").get("a"), text);
            assertEquals(
                    Arrays.asList(value, "x"),
                    Yaml.parse("a: [" + text + ", x]", "file").get("a"),
                    text);
        });
        assertEquals(Map.of("012", 1, "no", 2), Yaml.parse("012: 1\nno: 2", "file"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1^a: 2|file line 2: expected each key once, got key 'a' twice",
                "b: {a: 1, 'a': 2}|file line 1: expected each key once, got key 'a' twice",
                "a: 1^---^b: 2|file line 2: expected one document, got a second one",
                "a: 1^...^b: 2|file line 3: expected YAML of the form 'key: value': expected '<document start>'",
                "[1]|file line 1: expected YAML of the form 'key: value', got a list",
                "? [1]^: 2|file line 1: expected text as a key, got a list",
                "a: 1e999|file line 1: expected a number up to 1.8e308, got 1e999",
                "a: '^|file line 2: expected YAML of the form 'key: value': while scanning a quoted scalar"
            })
    void whatWouldBeSwallowedIsRefused(String yaml, String message) {
        String refusal = refusal(yaml.replace('^', '\n'));
        assertTrue(refusal.startsWith(message), refusal);
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
                        () -> Presets.SCENARIOS.complete(Yaml.parse("\"\\e[2J\\nx\\u202e\": 1", "file")))
                .getMessage();
        assertEquals(
                "scenario key '?[2J x?' is unknown; expected one of " + String.join(", ", Presets.SCENARIOS.keys()),
                message);
    }

    /** What was expected is said even if the file's own words would fill the message; bin/check-fuzz found it. */
    @Test
    void aLongKeyLeavesRoomForWhatWasExpected() {
        String key = "k".repeat(5_000);
        String message = assertThrows(UsageException.class, () -> Presets.SCENARIOS.complete(Map.of(key, 1)))
                .getMessage();
        assertEquals(
                "scenario key '" + "k".repeat(200) + "...' is unknown; expected one of "
                        + String.join(", ", Presets.SCENARIOS.keys()),
                message);
        assertTrue(String.valueOf(assertThrows(
                                UsageException.class,
                                () -> ConfigSection.of("file", Map.of(key, 1)).only(List.of("a")))
                        .getMessage())
                .endsWith("...' is unknown; expected one of a"));
        assertTrue(String.valueOf(assertThrows(UsageException.class, () -> Yaml.parseAssignment(key + "=["))
                        .getMessage())
                .startsWith("--set " + "k".repeat(200) + "... line 1: expected YAML"));
    }
}
