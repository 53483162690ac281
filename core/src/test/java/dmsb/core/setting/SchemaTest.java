package dmsb.core.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.core.tensorfile.ModelMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    private static final SettingType<List<Double>> INCREASING = new SettingType<>(
            "increasing numbers",
            plain -> {
                List<Double> numbers = new ArrayList<>();
                if (plain instanceof List<?> list) {
                    list.forEach(element -> numbers.add(element instanceof Number n ? n.doubleValue() : Double.NaN));
                }
                return numbers.isEmpty()
                                || numbers.contains(Double.NaN)
                                || !numbers.equals(numbers.stream().sorted().toList())
                        ? Optional.empty()
                        : Optional.of(numbers);
            },
            List::copyOf);

    private static final Setting<Integer> COUNT =
            Setting.of("count", SettingType.wholeNumber(1, 1_000), 3, "chosen", "things; at least one");
    private static final Setting<Double> RATE =
            Setting.of("rate", SettingType.number(0, 9), 0.5, "measured", "speed", "1/s");
    private static final Setting<Boolean> ON = Setting.of("on", SettingType.truth(), true, "chosen", "whether");
    private static final Setting<Colour> COLOUR =
            Setting.of("colour", SettingType.choice(List.of(Colour.values())), Colour.DARK_BLUE, "chosen", "paint");
    private static final Setting<List<Double>> STEPS =
            Setting.of("steps", INCREASING, List.of(1.0, 2.5), "chosen", "steps");
    private static final Setting<Integer> OTHER =
            Setting.of("other", SettingType.wholeNumber(0, 1), 0, "chosen", "a key of something else");

    private static final Schema<Sample> SCHEMA = Schema.of("sample", Sample::new, COUNT, RATE, ON, COLOUR, STEPS)
            .withPreset("standard", "the defaults", Sample::standard)
            .withPreset("fast", "for the impatient", () -> Sample.standard().with(RATE, 9.0));

    /** At rate 0 there is no counting. */
    private record Sample(SettingValues values) implements Settings {
        Sample {
            SCHEMA.require(values);
            if (values.get(RATE) == 0 && values.get(COUNT) > 1) {
                throw COUNT.refusal("1 at rate 0", String.valueOf(values.get(COUNT)));
            }
        }

        static Sample standard() {
            return SCHEMA.standard();
        }

        @Override
        public <T> Sample with(Setting<T> key, T value) {
            return new Sample(values.with(key, value));
        }
    }

    private static String refused(Runnable act) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }

    private static String refused(String key, Object value) {
        return refused(() -> SCHEMA.with(Sample.standard(), Map.of(key, value)));
    }

    @Test
    void defaultsAreThoseOfTheKeys() {
        Sample standard = Sample.standard();
        assertEquals(3, standard.get(COUNT));
        assertEquals(
                "{count=3, rate=0.5, on=true, colour=dark-blue, steps=[1.0, 2.5]}",
                standard.values().toPlain().toString());
    }

    @Test
    void withChangesOneKeyAndNoOther() {
        Sample changed = Sample.standard().with(COLOUR, Colour.RED);
        assertEquals(Colour.RED, changed.get(COLOUR));
        assertEquals(Colour.DARK_BLUE, Sample.standard().get(COLOUR));
        assertNotEquals(Sample.standard(), changed);
        assertEquals(Sample.standard(), changed.with(COLOUR, Colour.DARK_BLUE));
        assertEquals(
                Sample.standard().hashCode(),
                changed.with(COLOUR, Colour.DARK_BLUE).hashCode());
    }

    @Test
    void plainValuesReadBackAsTheSameSettings() {
        Sample odd = Sample.standard().with(COUNT, 7).with(ON, false).with(RATE, 0.1 + 0.2);
        assertEquals(odd, SCHEMA.exact(odd.values().toPlain()));
        assertEquals(4, SCHEMA.with(odd, Map.of("count", 4.0)).get(COUNT));
        assertEquals(2.0, SCHEMA.with(odd, Map.of("rate", 2)).get(RATE));
        assertEquals(odd, SCHEMA.with(odd, Map.of()));
    }

    @Test
    void metadataReadBackAsTheSameSettings() {
        Sample odd = Sample.standard().with(RATE, 1.0 / 3).with(STEPS, List.of(-25.0, 1.0 / 3));
        Map<String, String> texts = odd.values().toMetadata("part.");
        assertEquals("dark-blue", texts.get("part.colour"));
        assertEquals("[-25, 0.3333333333333333]", texts.get("part.steps"));
        assertEquals(odd, read(texts));
        for (String key : texts.keySet()) {
            Map<String, String> fewer = new TreeMap<>(texts);
            fewer.remove(key);
            assertEquals("model key '" + key + "': expected an entry, got none", refused(() -> read(fewer)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "part.count; 0; a whole number from 1 to 1000",
                "part.rate; many; a number from 0 to 9",
                "part.rate; NaN; a number from 0 to 9",
                "part.on; 1; true or false",
                "part.colour; RED; one of red, dark-blue",
                "part.steps; [2, 1]; increasing numbers",
            })
    void metadataOutOfRangeAreRefusedByTheirWholeName(String key, String value, String expected) {
        Map<String, String> texts = Sample.standard().values().toMetadata("part.");
        texts.put(key, value);
        assertEquals("model key '" + key + "': expected " + expected + ", got " + value, refused(() -> read(texts)));
    }

    private static Sample read(Map<String, String> texts) {
        return SCHEMA.read(ModelMetadata.of(ModelMetadata.file(Map.of(), texts)), "part.");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertEquals(
                "sample key 'cuont' is unknown; expected one of count, rate, on, colour, steps; did you mean count?",
                refused("cuont", 3));
        assertEquals("sample key 'count': expected a whole number from 1 to 1000, got 2.5", refused("count", 2.5));
        assertEquals("sample key 'count': expected a whole number from 1 to 1000, got 0", refused("count", 0));
        assertEquals("sample key 'rate': expected a number from 0 to 9, got fast", refused("rate", "fast"));
        assertEquals("sample key 'on': expected true or false, got 1", refused("on", 1));
        assertEquals("sample key 'colour': expected one of red, dark-blue, got green", refused("colour", "green"));
        assertEquals("sample key 'steps': expected increasing numbers, got [2, 1]", refused("steps", List.of(2, 1)));
        assertEquals(
                "sample key 'rate': expected a number from 0 to 9, got nothing",
                refused(() -> SCHEMA.with(Sample.standard(), Collections.singletonMap("rate", null))));
        assertEquals(
                "sample key 'count': expected a value, got nothing", refused(() -> SCHEMA.exact(Map.of("rate", 1))));
        assertEquals(
                "count: expected a whole number from 1 to 1000, got 0",
                refused(() -> Sample.standard().with(COUNT, 0)));
        assertEquals(
                "key 'other' is unknown; expected one of count, rate, on, colour, steps",
                refused(() -> Sample.standard().with(OTHER, 1)));
        assertEquals(
                "other: expected a whole number from 0 to 1, got 2",
                refused(() -> Setting.of(
                        "other", SettingType.wholeNumber(0, 1), 2, "chosen", "a default that is not allowed")));
    }

    @Test
    void whatDoesNotGoTogetherIsAskedOfTheResultAlone() {
        assertEquals("sample key 'count': expected 1 at rate 0, got 3", refused("rate", 0));
        assertEquals(
                0, SCHEMA.with(Sample.standard(), Map.of("rate", 0, "count", 1)).get(RATE));
        assertEquals(
                "count: expected 1 at rate 0, got 3",
                refused(() -> Sample.standard().with(RATE, 0.0)));
    }

    @Test
    void presetsAreListedAndOthersRefused() {
        assertEquals(
                "{standard=the defaults, fast=for the impatient}",
                SCHEMA.presets().toString());
        assertEquals(9.0, SCHEMA.preset("fast").get(RATE));
        assertEquals("sample: expected one of standard, fast, got slow", refused(() -> SCHEMA.preset("slow")));
    }

    @Test
    void valuesOfOtherKeysAreRefused() {
        SettingValues values = SettingValues.standard(List.of(COUNT));
        assertEquals(
                "sample: expected values of [count, rate, on, colour, steps], got {count=3}",
                refused(() -> new Sample(values)));
    }

    @Test
    void theTitleIsTheFirstPartOfTheMeaning() {
        assertEquals("things", COUNT.title());
        assertEquals("speed", RATE.title());
        assertEquals("1/s", RATE.unit());
    }
}
