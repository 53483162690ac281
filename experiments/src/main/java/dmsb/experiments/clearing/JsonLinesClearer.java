package dmsb.experiments.clearing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dmsb.auction.round.Round;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.log.Amount;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.SlotColumns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Clears blocks of JSON lines at a fixed rho: objects with an array {@code bids} of any length from 1, in which null is an
 * absent station, and, if they are there, {@code id} (text or number) and {@code contract}.
 */
final class JsonLinesClearer extends JsonLines {
    private final FixedRhoRounds rho;
    private final byte[] rowEnd;
    private final Set<String> telling = new HashSet<>();
    private double[] bids = new double[16];
    private int count;
    private double contract;

    JsonLinesClearer(double rho, boolean skipBadRows) {
        super(skipBadRows);
        this.rho = new FixedRhoRounds(rho);
        String text = Decimal.shortest(rho);
        this.rowEnd = (",\"rho\":" + (Double.isInfinite(rho) ? "\"" + text + "\"" : text) + "}\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    void begin() {
        count = 0;
        contract = 0.0;
        telling.clear();
    }

    @Override
    @Nullable
    String field(JsonParser json, String name) throws IOException {
        return switch (name) {
            case "bids" -> bids(json);
            case "contract" -> contract(json);
            default -> {
                if (SlotColumns.TELLING.contains(name)) {
                    telling.add(name);
                }
                json.skipChildren();
                yield null;
            }
        };
    }

    @Override
    @Nullable
    String complaint() {
        if (SlotColumns.areOfSlots(telling)) {
            return SlotColumns.NOT_ROUNDS;
        }
        return count == 0 ? "field bids: expected an array of numbers, got nothing" : null;
    }

    private @Nullable String contract(JsonParser json) throws IOException {
        contract = json.currentToken().isNumeric() ? json.getDoubleValue() : Double.NaN;
        return Amount.is(contract) ? null : BadRow.field("contract", Amount.EXPECTED, json.getText());
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

    @Override
    @Nullable
    String clear(RecordBlock block, byte[] start) {
        Round round = rho.hold(bids, count, contract);
        int winner = round.winner();
        double price = round.price();
        block.count(winner, price);
        Output out = block.output;
        out.add(start);
        out.add(",\"winner\":");
        out.add((long) winner);
        out.add(",\"price\":");
        out.add(Decimal.shortest(price));
        out.add(rowEnd);
        return null;
    }
}
