package dmsb.experiments.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordSettingsTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    record Span(double low, double high) {
        Span {
            if (low > high) {
                throw new IllegalArgumentException("expected low <= high, got [" + low + ", " + high + "]");
            }
        }
    }

    record Sample(int count, double rate, boolean on, Colour colour, Span span) {
        Sample {
            if (count < 1) {
                throw new IllegalArgumentException("count: expected at least 1, got " + count);
            }
        }
    }

    private static final Sample BASE = new Sample(3, 0.5, true, Colour.DARK_BLUE, new Span(1, 2.5));

    private final RecordSettings<Sample> settings = RecordSettings.of(Sample.class, "sample");

    private String refused(String yaml) {
        return String.valueOf(assertThrows(UsageException.class, () -> settings.with(BASE, Yaml.parse(yaml, "test")))
                .getMessage());
    }

    @Test
    void yamlThatIsPrintedReadsBackAsTheSameRecord() {
        String yaml = Yaml.print(settings.toMap(BASE));
        assertEquals("count: 3\nrate: 0.5\non: true\ncolour: dark-blue\nspan: [1, 2.5]\n", yaml);
        assertEquals(BASE, settings.with(new Sample(1, 0, false, Colour.RED, new Span(0, 0)), Yaml.parse(yaml, "t")));
    }

    @Test
    void someSettingsAreReplacedAndTheOthersStay() {
        Sample changed = settings.with(BASE, Yaml.parse("span: [0, 9]\nrate: 2\ncount: 4.0", "test"));
        assertEquals(new Sample(4, 2, true, Colour.DARK_BLUE, new Span(0, 9)), changed);
        assertEquals(BASE, settings.with(BASE, Map.of()));
    }

    @Test
    void whatIsWrongIsNamed() {
        assertEquals(
                "sample key 'cuont' is unknown; expected one of count, rate, on, colour, span", refused("cuont: 3"));
        assertEquals("sample key 'count': expected a whole number, got 2.5", refused("count: 2.5"));
        assertEquals("sample key 'rate': expected a number, got fast", refused("rate: fast"));
        assertEquals("sample key 'on': expected true or false, got 1", refused("on: 1"));
        assertEquals("sample key 'colour': expected one of red, dark-blue, got green", refused("colour: green"));
        assertEquals("sample key 'span': expected a range [low, high], got [1, 2, 3]", refused("span: [1, 2, 3]"));
        assertEquals("sample key 'span': expected low <= high, got [2.0, 1.0]", refused("span: [2, 1]"));
        assertEquals("sample key 'span': expected a number, got x", refused("span: [x, 1]"));
        assertEquals("sample key 'count': expected at least 1, got 0", refused("count: 0"));
        assertEquals("sample key 'rate': expected a number, got nothing", refused("rate:"));
    }

    @Test
    void yamlThatIsNotAMappingIsRefusedInOneLine(@TempDir Path folder) throws Exception {
        for (String text : new String[] {"- 1\n- 2", "a: 1\na: 2", "a: [1"}) {
            UsageException error = assertThrows(UsageException.class, () -> Yaml.parse(text, "file.yaml"), text);
            assertEquals(1, String.valueOf(error.getMessage()).lines().count(), error.getMessage());
        }
        assertThrows(UsageException.class, () -> Yaml.read(folder.resolve("missing.yaml")));
        Path large = folder.resolve("large.yaml");
        Files.writeString(large, "a: 1\n".repeat(300_000));
        assertThrows(UsageException.class, () -> Yaml.read(large));
        assertEquals(Map.of(), Yaml.parse("", "empty"));
    }

    @Test
    void assignmentsAreReadAsYaml() {
        assertEquals(Map.entry("taskMB", List.of(20, 40)), Yaml.parseAssignment("taskMB=[20, 40]"));
        assertEquals(Map.entry("a", "b=c"), Yaml.parseAssignment("a=b=c"));
        assertThrows(UsageException.class, () -> Yaml.parseAssignment("nothing"));
        assertThrows(UsageException.class, () -> Yaml.parseAssignment("=1"));
    }
}
