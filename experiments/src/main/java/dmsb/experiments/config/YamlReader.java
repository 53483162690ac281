package dmsb.experiments.config;

import dmsb.core.tensorfile.Excerpt;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * One document of values, from the events of SnakeYAML's parser. Values are values and nothing else: what refers to other
 * places or names a type is refused, as is a key that stands there twice and a second document.
 */
final class YamlReader {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_SCALAR_CHARACTERS = 10_000;

    private final String source;
    private final Iterator<Event> events;

    YamlReader(String text, String source) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(Yaml.MAX_FILE_BYTES);
        this.source = source;
        this.events = new org.yaml.snakeyaml.Yaml(limits)
                .parse(new StringReader(text))
                .iterator();
    }

    /**
     * Reads the document.
     *
     * @return the values by key, in order; empty if there is no document, or nothing in it
     */
    Map<String, Object> read() {
        events.next(); // the stream starts
        if (events.next().is(Event.ID.StreamEnd)) {
            return Map.of();
        }
        Event first = events.next();
        Object content = value(first, 0);
        events.next(); // the document ends
        Event after = events.next();
        if (!after.is(Event.ID.StreamEnd)) {
            throw refusal(after, "one document", "a second one");
        }
        if (content == null) {
            return Map.of();
        }
        if (content instanceof Map<?, ?> values) {
            Map<String, Object> copy = new LinkedHashMap<>();
            values.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return copy;
        }
        throw refusal(
                first,
                "YAML of the form 'key: value'",
                content instanceof List ? "a list" : "the value " + Excerpt.of(String.valueOf(content), 40));
    }

    private UsageException refusal(Event at, String expected, String got) {
        return new UsageException(
                source + " line " + (at.getStartMark().getLine() + 1) + ": expected " + expected + ", got " + got);
    }

    private @Nullable Object value(Event event, int depth) {
        requirePlain(event, depth);
        if (event instanceof ScalarEvent scalar) {
            return scalar.isPlain() ? plain(scalar) : scalar.getValue();
        }
        return event instanceof SequenceStartEvent ? list(depth + 1) : map(depth + 1);
    }

    private void requirePlain(Event event, int depth) {
        String found = "";
        if (event instanceof AliasEvent) {
            found = "an alias";
        } else if (event instanceof NodeEvent node && node.getAnchor() != null) {
            found = "an anchor";
        } else if ((event instanceof ScalarEvent scalar && scalar.getTag() != null)
                || (event instanceof CollectionStartEvent collection && collection.getTag() != null)) {
            found = "a tag";
        }
        if (!found.isEmpty()) {
            throw refusal(event, "plain values", found);
        }
        if (event instanceof CollectionStartEvent && depth >= MAX_DEPTH) {
            throw refusal(event, "YAML of at most " + MAX_DEPTH + " levels", "more");
        }
        if (event instanceof ScalarEvent scalar && !isUnicode(scalar.getValue())) {
            throw refusal(event, "text of whole characters", "half of a surrogate pair");
        }
        if (event instanceof ScalarEvent scalar && scalar.getValue().length() > MAX_SCALAR_CHARACTERS) {
            throw refusal(
                    event,
                    "YAML whose values have at most " + MAX_SCALAR_CHARACTERS + " characters",
                    "one of " + scalar.getValue().length());
        }
    }

    /** Whether every surrogate has its other half, so that the text can be written as UTF-8. */
    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private @Nullable Object plain(ScalarEvent scalar) {
        try {
            return CoreSchema.value(scalar.getValue());
        } catch (UsageException e) {
            throw new UsageException(
                    source + " line " + (scalar.getStartMark().getLine() + 1) + ": " + e.getMessage(), e);
        }
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            list.add(value(event, depth));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            requirePlain(event, depth);
            if (!(event instanceof ScalarEvent key)) {
                throw refusal(event, "text as a key", event instanceof MappingStartEvent ? "a mapping" : "a list");
            }
            if (map.containsKey(key.getValue())) {
                throw refusal(event, "each key once", "key '" + Excerpt.of(key.getValue()) + "' twice");
            }
            map.put(key.getValue(), value(events.next(), depth));
        }
        return map;
    }
}
