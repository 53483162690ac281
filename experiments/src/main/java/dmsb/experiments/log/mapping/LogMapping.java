package dmsb.experiments.log.mapping;

import dmsb.auction.market.Stations;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the columns of a log mean. The file is YAML:
 *
 * <pre>
 * form: long              # a row is a bid; wide: a row is an auction
 * auction: auction        # its column; in long form a change of its text begins an auction
 * bid: bid                # the column of the bid; in wide form a list of columns
 * bidder: bidder          # long form: the column with the bidder's name
 * bidders: 18             # long form: the most bids that an auction has
 * better: low             # which bid is better, high or low
 * reserve: reserve        # the column of the reserve
 * amount: reserve - bid   # what is compared: bid, reserve - bid, reserve / bid, 1 / bid
 * outside: 0.95 * reserve # what the auctioneer has otherwise, as a bid: a number, a column, a share of the reserve
 * market: city            # the column of the market; without it the file is one market
 * interleaved: true       # whether the rows of markets may stand between one another
 * missing: [NA]           # texts that mean a bid that was not made, besides an empty field
 * silent: [declined]      # texts that mean one that was not made by a bidder who was invited; '' is an empty field
 * </pre>
 *
 * @param isLong whether a row is a bid
 * @param auction the column of the auction; empty in wide form if there is none
 * @param bids the columns of bids; one in long form
 * @param bidder the column of the bidder's name, empty if there is none
 * @param bidders the most bids that an auction has
 * @param amount what is compared
 * @param reserve the column of the reserve, empty if there is none
 * @param outside the outside option
 * @param market the column of the market, empty if there is none
 * @param interleaved whether the rows of markets may stand between one another
 * @param missing texts that mean a bid that was not made
 * @param silent texts that mean a bid that was not made by a bidder who was invited
 * @param source the content of the file, a number that is the outside option as a double, however it was written
 */
public record LogMapping(
        boolean isLong,
        String auction,
        List<String> bids,
        String bidder,
        int bidders,
        AmountKind amount,
        String reserve,
        Outside outside,
        String market,
        boolean interleaved,
        List<String> missing,
        List<String> silent,
        Map<String, Object> source) {
    private static final List<String> KEYS = List.of(
            "form",
            "auction",
            "bid",
            "bidder",
            "bidders",
            "better",
            "reserve",
            "amount",
            "outside",
            "market",
            "interleaved",
            "missing",
            "silent");
    private static final int MOST_BIDDERS = 1_000;
    private static final Pattern SHARE = Pattern.compile("\\s*([0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*\\*\\s*reserve\\s*");

    /**
     * Reads a mapping's file.
     *
     * @param file YAML
     * @return the mapping
     * @throws UsageException if it is missing or malformed
     */
    public static LogMapping read(Path file) {
        return of(ConfigSection.of(InputFile.require("--mapping", file).toString(), Yaml.read(file)));
    }

    /**
     * Refuses a market that has no place for every bidder of an auction, or more places than that in every round.
     *
     * @param stations the market's number of base stations
     * @throws UsageException if the mapping's number of bidders is not among them
     */
    public void requirePlaces(Stations stations) {
        if (!stations.contains(bidders)) {
            throw new UsageException("groundStations: expected " + bidders + " or a range with " + bidders
                    + " in it, as the mapping has so many bidders, got " + stations);
        }
    }

    /**
     * A mapping of its keys.
     *
     * @param keys the keys and their values
     * @return the mapping
     * @throws UsageException if one is missing, unknown, or does not go with the others
     */
    public static LogMapping of(ConfigSection keys) {
        keys.only(KEYS);
        boolean isLong = choice(keys, "form", List.of("wide", "long"), "").equals("long");
        List<String> bids = isLong ? List.of(keys.text("bid")) : texts(keys, "bid");
        String bidder = keys.text("bidder", "");
        if (!isLong) {
            refuseUnlessAbsent(keys, "bidder", "nothing, as the columns of a wide log are its bidders");
            refuseUnlessAbsent(keys, "bidders", "nothing, as the columns of a wide log are counted");
        }
        int bidders = isLong ? keys.countTo("bidders", MOST_BIDDERS) : bids.size();
        if (bidders > MOST_BIDDERS) {
            throw keys.refusal("bid", "a list of at most " + MOST_BIDDERS + " columns");
        }
        String reserve = keys.text("reserve", "");
        AmountKind amount = amount(keys, reserve);
        if (amount.needsReserve() && reserve.isEmpty()) {
            throw keys.refusal("reserve", "a column, which amount " + amount.formula() + " needs");
        }
        Outside outside = outside(keys);
        if (outside.ofReserve() && reserve.isEmpty()) {
            throw keys.refusal("reserve", "a column, which the outside option needs");
        }
        String market = keys.text("market", "");
        boolean interleaved =
                choice(keys, "interleaved", List.of("true", "false"), "false").equals("true");
        if (interleaved && market.isEmpty()) {
            throw keys.refusal("market", "a column, which interleaved markets need");
        }
        List<String> missing = keys.has("missing") ? texts(keys, "missing") : List.of();
        List<String> silent = keys.has("silent") ? texts(keys, "silent") : List.of();
        if (!Collections.disjoint(missing, silent)) {
            throw keys.refusal("silent", "texts that are not among those of missing");
        }
        Map<String, Object> source = new LinkedHashMap<>(keys.toMap());
        source.computeIfPresent("outside", (key, value) -> value instanceof Number n ? (Object) plain(n) : value);
        return new LogMapping(
                isLong,
                isLong ? keys.text("auction") : keys.text("auction", ""),
                bids,
                bidder,
                bidders,
                amount,
                reserve,
                outside,
                market,
                interleaved,
                missing,
                silent,
                source);
    }

    private static void refuseUnlessAbsent(ConfigSection keys, String key, String expected) {
        if (keys.has(key)) {
            throw keys.refusal(key, expected);
        }
    }

    private static String choice(ConfigSection keys, String key, List<String> allowed, String fallback) {
        Object value = keys.has(key) ? keys.toMap().get(key) : fallback;
        if (!allowed.contains(String.valueOf(value))) {
            throw keys.refusal(key, "one of " + String.join(", ", allowed));
        }
        return String.valueOf(value);
    }

    private static List<String> texts(ConfigSection keys, String key) {
        List<String> texts = new ArrayList<>();
        for (Object element : keys.list(key)) {
            if (!(element instanceof String text) || texts.contains(text)) {
                throw keys.refusal(key, "a list of texts, each once");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    private static AmountKind amount(ConfigSection keys, String reserve) {
        boolean high = choice(keys, "better", List.of("high", "low"), "").equals("high");
        AmountKind usual = high ? AmountKind.BID : reserve.isEmpty() ? AmountKind.INVERSE : AmountKind.SAVING;
        if (!keys.has("amount")) {
            return usual;
        }
        AmountKind amount = AmountKind.of(keys.text("amount"))
                .orElseThrow(() -> keys.refusal("amount", "one of " + String.join(", ", AmountKind.formulas())));
        if (amount.highIsBetter() != high) {
            throw keys.refusal("amount", "one by which the " + (high ? "highest" : "lowest") + " bid is best");
        }
        return amount;
    }

    /** A number as a double, -0 as 0. */
    private static double plain(Number number) {
        return number.doubleValue() + 0.0;
    }

    private static Outside outside(ConfigSection keys) {
        Object value = keys.toMap().get("outside");
        if (value == null && !keys.has("outside")) {
            return Outside.NOTHING;
        }
        if (value instanceof Number number && number.doubleValue() >= 0.0 && number.doubleValue() <= Double.MAX_VALUE) {
            return new Outside("", plain(number), false);
        }
        if (value instanceof String text && !text.isBlank()) {
            Matcher share = SHARE.matcher(text);
            if (!share.matches()) {
                return new Outside(text, Double.NaN, false);
            }
            try {
                return new Outside("", Double.parseDouble(share.group(1)), true);
            } catch (NumberFormatException e) {
                throw keys.refusal("outside", "a number, a column, or a share such as 0.95 * reserve");
            }
        }
        throw keys.refusal("outside", "a number, a column, or a share such as 0.95 * reserve");
    }
}
