package dmsb.experiments.clearing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dmsb.auction.round.Round;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.JsonComplaint;
import dmsb.experiments.log.Amount;
import dmsb.experiments.log.BadRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Clears blocks of JSON lines at a fixed rho: objects with an array {@code bids} of any length from 1, in which null is an
 * absent station, and, if they are there, {@code id} (text or number) and {@code contract}.
 */
final class JsonLinesClearer implements BlockClearer {
    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final FixedRhoRounds rho;
    private final boolean skipBadRows;
    private final byte[] rowEnd;
    private double[] bids = new double[16];
    private int count;
    private double contract;
    private byte @Nullable [] id;

    JsonLinesClearer(double rho, boolean skipBadRows) {
        this.rho = new FixedRhoRounds(rho);
        this.skipBadRows = skipBadRows;
        String text = Decimal.shortest(rho);
        this.rowEnd = (",\"rho\":" + (Double.isInfinite(rho) ? "\"" + text + "\"" : text) + "}\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

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
                    write(block, line);
                } else {
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

    /** The complaint, or null if there is none. */
    private @Nullable String parse(byte[] input, int offset, int length) {
        count = 0;
        contract = 0.0;
        id = null;
        try (JsonParser json = factory.createParser(input, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "expected a JSON object, got " + JsonComplaint.kind(json.currentToken());
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String complaint = field(json, json.currentName());
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
        return count == 0 ? "field bids: expected an array of numbers, got nothing" : null;
    }

    private @Nullable String field(JsonParser json, String name) throws IOException {
        JsonToken token = json.nextToken();
        return switch (name) {
            case "bids" -> bids(json);
            case "contract" -> contract(json, token);
            case "id" -> id(json, token);
            default -> {
                json.skipChildren();
                yield null;
            }
        };
    }

    private @Nullable String contract(JsonParser json, JsonToken token) throws IOException {
        contract = token.isNumeric() ? json.getDoubleValue() : Double.NaN;
        return Amount.is(contract) ? null : BadRow.field("contract", Amount.EXPECTED, json.getText());
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

    private @Nullable String bids(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return BadRow.field("bids", "an array of numbers", json.getText());
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            double bid = json.currentToken().isNumeric() ? json.getDoubleValue() : Double.NaN;
            if (!Amount.is(bid) && json.currentToken() != JsonToken.VALUE_NULL) {
                return BadRow.field("bids[" + count + "]", Amount.EXPECTED, json.getText());
            }
            if (count == bids.length) {
                bids = Arrays.copyOf(bids, 2 * count);
            }
            bids[count++] = bid;
        }
        return null;
    }

    private void write(RecordBlock block, long line) {
        Round round = rho.hold(bids, count, contract);
        int winner = round.winner();
        double price = round.price();
        block.count(winner, price);
        Output out = block.output;
        if (id == null) {
            out.add("{\"line\":");
            out.add(line);
        } else {
            out.add("{\"id\":");
            out.add(id);
        }
        out.add(",\"winner\":");
        out.add((long) winner);
        out.add(",\"price\":");
        out.add(Decimal.shortest(price));
        out.add(rowEnd);
    }
}
