package dmsb.experiments.clearing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.JsonComplaint;
import dmsb.experiments.log.BadRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Clears blocks of JSON lines, objects that may have an {@code id}, text or number. Blank lines are passed over. */
abstract class JsonLines implements BlockClearer {
    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final boolean skipBadRows;
    private final Output rowStart = new Output();
    private byte @Nullable [] id;

    JsonLines(boolean skipBadRows) {
        this.skipBadRows = skipBadRows;
    }

    /** Forgets the line before. */
    abstract void begin();

    /**
     * Takes a field other than {@code id}.
     *
     * @param json at the first token of the field's value; left at its last one
     * @param name the name of the field
     * @return the complaint, null if there is none
     */
    abstract @Nullable String field(JsonParser json, String name) throws IOException;

    /** What is wrong with the line as a whole, null if nothing is. */
    abstract @Nullable String complaint();

    /**
     * Clears the line that was read.
     *
     * @param block receives outcomes. Modified.
     * @param start how its outcome begins: what it is known by
     * @return why it cannot be cleared, null if it can
     */
    abstract @Nullable String clear(RecordBlock block, byte[] start);

    @Override
    public void clear(RecordBlock block) {
        long line = block.firstLine;
        int start = 0;
        while (start < block.length) {
            int end = start;
            boolean blank = true;
            while (end < block.length && !RecordScanner.endsLine(block.input, end, block.length, true)) {
                blank &= block.input[end] <= ' ' && block.input[end] >= 0;
                end++;
            }
            if (!blank) {
                String complaint = parse(block.input, start, end - start);
                if (complaint == null) {
                    complaint = clear(block, rowStart(line));
                }
                if (complaint != null) {
                    block.addBadRow(line, complaint);
                    if (!skipBadRows) {
                        return;
                    }
                }
            }
            line++;
            start = end + 1;
        }
    }

    private byte[] rowStart(long line) {
        Output start = rowStart;
        start.clear();
        if (id == null) {
            start.add("{\"line\":");
            start.add(line);
        } else {
            start.add("{\"id\":");
            start.add(id);
        }
        return start.toByteArray();
    }

    /** The complaint, or null if there is none. */
    private @Nullable String parse(byte[] input, int offset, int length) {
        begin();
        id = null;
        try (JsonParser json = factory.createParser(input, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "expected a JSON object, got " + JsonComplaint.kind(json.currentToken());
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                String complaint = name.equals("id") ? id(json, token) : field(json, name);
                if (complaint != null) {
                    return complaint;
                }
            }
            if (json.nextToken() != null) {
                return "expected one JSON object a line, got more after it";
            }
        } catch (JsonProcessingException e) {
            return "expected JSON, got " + JsonComplaint.of(e);
        } catch (IOException e) {
            return "expected JSON, got " + Excerpt.of(String.valueOf(e.getMessage()));
        }
        return complaint();
    }

    private @Nullable String id(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            try {
                id = quoted(json.getText());
            } catch (IllegalArgumentException e) { // half of a surrogate pair, which no encoding can write
                return BadRow.field("id", "text of whole characters", json.getText());
            }
        } else if (token.isNumeric()) {
            id = json.getText().getBytes(StandardCharsets.UTF_8);
        } else {
            return BadRow.field("id", "text or a number", json.getText());
        }
        return null;
    }

    private static byte[] quoted(String text) {
        byte[] encoded = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] quoted = new byte[encoded.length + 2];
        quoted[0] = '"';
        System.arraycopy(encoded, 0, quoted, 1, encoded.length);
        quoted[quoted.length - 1] = '"';
        return quoted;
    }
}
