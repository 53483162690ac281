package dmsb.experiments.fuzz;

import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.log.mapping.MappedAuction;
import dmsb.experiments.log.mapping.MappedBids;
import dmsb.experiments.log.mapping.MappedOutcomes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The readers of logs of other forms: mappings, and what they map. */
final class MappingTargets {
    private static final String LONG = """
            form: long
            auction: auction
            bidder: bidder
            bidders: 3
            bid: bid
            better: low
            reserve: reserve
            outside: 0.9 * reserve
            market: city
            missing: [NA]
            """;
    private static final String WIDE = """
            form: wide
            auction: lot
            bid: [red, green]
            better: high
            outside: floor
            """;

    private MappingTargets() {}

    static List<Target> all() {
        return List.of(
                mapping(),
                log(
                        "long-log",
                        LONG,
                        Target.texts(
                                "auction,bidder,bid,reserve,city\nA,x,8,10,c\nA,y,9,10,c\nA,x,7,10,c\nB,z,NA,5,d\n",
                                "\ufeffcity,auction,bid,reserve,bidder,more\r\n"
                                        + ",\"1,\n\",2.5,3,\"a \"\"b\"\"\",\r\n\r\n,2,,4,#a,\r\n"),
                        List.of(
                                "auction", "bidder", "bid", "reserve", "city", "\nA,", "\nB,", "NA", ",10,", ",,",
                                "\"\"")),
                log(
                        "wide-log",
                        WIDE,
                        Target.texts(
                                "lot,red,green,floor\nA,9,7,1\nB,,8,2\nC,3,3,0\n",
                                "green,\"red\",x,floor,lot\r\n1,2e1,,3,\"a\nb\"\r\n"),
                        List.of("lot", "red", "green", "floor", ",,", "\"\"", "\"\n\"")));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static LogMapping read(String yaml) {
        return LogMapping.of(ConfigSection.of("mapping", Yaml.parse(yaml, "mapping")));
    }

    private static Target mapping() {
        return new Target(
                "mapping",
                2,
                Target.texts(LONG, WIDE, WIDE + "amount: bid\ninterleaved: true\nmarket: lot\nreserve: floor\n"),
                List.of(
                        "form: long\n",
                        "form: wide\n",
                        "better: low\n",
                        "amount: reserve / bid\n",
                        "amount: 1 / bid\n",
                        "outside: 1.5\n",
                        "outside: 1e-2*reserve\n",
                        "outside: ~\n",
                        "interleaved: true\n",
                        "missing: [a, b]\n",
                        "bidders: 1000\n",
                        "bid: [a]\n"),
                input -> {
                    LogMapping mapping = read(new String(input, StandardCharsets.UTF_8));
                    require(
                            read(Yaml.print(mapping.source())).equals(mapping),
                            "printed and read again it is another mapping");
                    return mapping.source().keySet() + " " + mapping.amount();
                },
                Set.of(UsageException.class),
                Pattern.compile("^mapping( line -?[0-9]+)?: (key '.*'(:| is unknown;) )?expected .+"),
                1 << 18,
                4_000);
    }

    /** A log that was read. */
    private static final class LogRead {
        private final List<MappedAuction> auctions = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();
        private String rows = "";
        private String refusal = "";
    }

    private static LogRead rows(byte[] input, LogMapping mapping, boolean skip, int piece) throws IOException {
        LogRead mapped = new LogRead();
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (InputStream bids = new MappedBids(
                new ByteArrayInputStream(input),
                mapping,
                skip ? row -> mapped.skipped.add(row.toString()) : null,
                mapped.auctions::add)) {
            byte[] bytes = new byte[piece];
            for (int count = bids.read(bytes); count >= 0; count = bids.read(bytes)) {
                rows.write(bytes, 0, count);
            }
        } catch (UsageException e) {
            mapped.refusal = String.valueOf(e.getMessage());
        }
        mapped.rows = rows.toString(StandardCharsets.UTF_8);
        return mapped;
    }

    private static Target log(String name, String yaml, List<byte[]> seeds, List<String> words) {
        LogMapping mapping = read(yaml);
        return new Target(
                name,
                2,
                seeds,
                words,
                input -> {
                    LogRead strict = rows(input, mapping, false, 1 << 16);
                    LogRead small = rows(input, mapping, false, 7);
                    require(
                            small.rows.equals(strict.rows) && small.refusal.equals(strict.refusal),
                            "in pieces of 7 bytes it is another log");
                    LogRead skipping = rows(input, mapping, true, 1 << 16);
                    require(skipping.rows.startsWith(strict.rows), "rows before a malformed auction were lost");
                    require(
                            strict.refusal.isEmpty()
                                    ? skipping.skipped.isEmpty() && skipping.rows.equals(strict.rows)
                                    : strict.refusal.equals(
                                            skipping.skipped.isEmpty() ? skipping.refusal : skipping.skipped.get(0)),
                            "with malformed auctions skipped another one is refused first");
                    requireOutcomes(input, mapping, strict);
                    if (!strict.refusal.isEmpty()) {
                        throw new UsageException(strict.refusal);
                    }
                    return strict.auctions.size() + " auctions";
                },
                Set.of(UsageException.class),
                Pattern.compile("^line [0-9]+(:|,|, (column|auction|outside option).*:) expected .+"),
                12 << 20,
                20_000);
    }

    /** Clears the log and compares: an outcome for each auction, before whatever ends the log. */
    private static void requireOutcomes(byte[] input, LogMapping mapping, LogRead expected) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MappedOutcomes outcomes = new MappedOutcomes(mapping, (bytes, length) -> out.write(bytes, 0, length));
        String refusal = "";
        try {
            ClearingTotals totals = new Clearing(new Pricing.Fixed(1.0), ClearingFormat.CSV, false, 1)
                    .run(
                            new MappedBids(new ByteArrayInputStream(input), mapping, null, outcomes::expect),
                            outcomes::write,
                            complaint -> {},
                            read -> {});
            require(
                    totals.groundRows() + totals.uavRows() == expected.auctions.size(),
                    "as many auctions were not cleared");
        } catch (UsageException e) {
            refusal = String.valueOf(e.getMessage());
        }
        require(refusal.equals(expected.refusal), "cleared it is refused otherwise: " + refusal);
        List<ReferenceCsv.Row> rows = ReferenceCsv.of(out.toByteArray()).records;
        require(rows.size() == (out.size() == 0 ? 0 : 1 + expected.auctions.size()), "outcomes were lost or made up");
        for (int i = 1; i < rows.size(); i++) {
            String auction = new String(
                    rows.get(i).fields().get(0).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            require(auction.equals(expected.auctions.get(i - 1).auction()), "an outcome is of another auction");
        }
    }
}
