package dmsb.experiments.clearing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dmsb.experiments.config.JsonComplaint;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.SlotColumns;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clears blocks of JSON lines of which each is a task: the columns of CSV as fields, those that are numbered as lists or one by
 * one. Null is nothing.
 */
final class JsonSlots extends JsonLines {
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> names;
    private final boolean[] given;
    private final SlotRows rows;

    /**
     * A clearer.
     *
     * @param names the columns of the row
     * @param rows takes the rows, which have these columns
     */
    JsonSlots(List<String> names, SlotRows rows) {
        super(false);
        this.rows = rows;
        this.names = names;
        given = new boolean[names.size()];
        for (int c = 0; c < names.size(); c++) {
            columns.put(names.get(c), c);
        }
    }

    @Override
    void begin() {
        Arrays.fill(given, false);
        rows.row().begin();
    }

    @Override
    @Nullable
    String field(JsonParser json, String name) throws IOException {
        for (String column : SlotColumns.LISTS) {
            if (name.equals(SlotColumns.list(column)) && columns.containsKey(column + 1)) {
                return list(json, name, column);
            }
        }
        Integer column = columns.get(name);
        if (column == null) {
            json.skipChildren();
            return null;
        }
        boolean isText = name.equals(SlotColumns.MARKET) || name.equals(SlotColumns.EPISODE);
        return value(json, column, name, isText);
    }

    private @Nullable String list(JsonParser json, String name, String column) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return BadRow.field(name, "a list of numbers", json.getText());
        }
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Integer place = columns.get(column + (count + 1));
            if (place == null) {
                return BadRow.field(name, "a list of " + count, "a longer one");
            }
            String complaint = value(json, place, name + "[" + count + "]", false);
            if (complaint != null) {
                return complaint;
            }
            count++;
        }
        return columns.containsKey(column + (count + 1))
                ? BadRow.field(name, "a list of " + length(column), "one of " + count)
                : null;
    }

    private int length(String column) {
        int length = 0;
        while (columns.containsKey(column + (length + 1))) {
            length++;
        }
        return length;
    }

    /** Takes a value: a number, null, or text where that may stand. */
    private @Nullable String value(JsonParser json, int column, String name, boolean isText) throws IOException {
        JsonToken token = json.currentToken();
        if (given[column]) {
            return BadRow.field(name, "once", "it twice");
        }
        given[column] = true;
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!token.isNumeric() && !(isText && token == JsonToken.VALUE_STRING)) {
            return BadRow.field(
                    name, isText ? "text, a number or null" : "a number or null", JsonComplaint.kind(token));
        }
        rows.row().text(column, json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        return null;
    }

    @Override
    @Nullable
    String complaint() {
        String complaint = rows.row().complaint();
        if (complaint != null || rows.row().tasks() == 0) {
            return complaint;
        }
        for (int c = 0; c < given.length; c++) {
            if (!given[c] && rows.row().isNeeded(names.get(c))) {
                return BadRow.field(names.get(c), "a number or null", "");
            }
        }
        return null;
    }

    @Override
    @Nullable
    String clear(RecordBlock block, byte[] start) {
        return rows.clear(start, block);
    }
}
