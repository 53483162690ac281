package dmsb.auction.market.town;

import dmsb.core.tensorfile.Excerpt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads sites from CSV with a header: {@code site}, and {@code latitude} and {@code longitude} in degrees or {@code x} and
 * {@code y} in metres. Other columns are passed over; fields in quotes are refused. Degrees become metres by the
 * equirectangular projection at the mean latitude, which is right to a thousandth over a city.
 */
public final class SiteFile {
    private static final double EARTH = 6_371_008.8; // m, mean radius
    private static final double HIGHEST_LATITUDE = 85.0;
    private static final double FARTHEST = 1e8; // m
    private static final int MOST = 100_000;
    private static final int LONGEST_LINE = 10_000;
    private static final String EXPECTED_HEADER = "a header with site, and latitude and longitude or x and y";

    private final String source;
    private final List<String> names = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<double[]> places = new ArrayList<>();
    private List<String> header = List.of();
    private int line;

    private SiteFile(String source) {
        this.source = source;
    }

    /**
     * Reads sites to the end of a stream.
     *
     * @param in CSV in UTF-8. Read to its end, not closed.
     * @param source what to call it in messages
     * @return the sites
     * @throws IllegalArgumentException if it is malformed; the message has the source, the line, and what was expected
     * @throws IOException if it could not be read
     */
    public static SiteMap read(InputStream in, String source) throws IOException {
        return new SiteFile(source).read(in);
    }

    private SiteMap read(InputStream in) throws IOException {
        // a character a byte: decoded line by line, so that other bytes are told with their line
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        for (String bytes = reader.readLine(); bytes != null; bytes = reader.readLine()) {
            line++;
            String text = decoded(bytes);
            String record = line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (record.length() > LONGEST_LINE) {
                throw refusal("", "a line of at most " + LONGEST_LINE + " characters", "one of " + record.length());
            }
            if (record.indexOf('"') >= 0) {
                throw refusal("", "fields without quotes", record);
            }
            if (!record.isBlank()) {
                take(List.of(record.split(",", -1)));
            }
        }
        if (header.isEmpty()) {
            throw new IllegalArgumentException(source + ": expected " + EXPECTED_HEADER + ", got an empty file");
        }
        if (places.isEmpty()) {
            throw new IllegalArgumentException(source + ": expected at least one site, got none");
        }
        return isGeographic() ? projected() : map(places, false);
    }

    private String decoded(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder() // which reports what is malformed
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refusal("", "text in UTF-8", "other bytes");
        }
    }

    private boolean isGeographic() {
        return header.contains("latitude") && header.contains("longitude");
    }

    private void take(List<String> fields) {
        if (header.isEmpty()) {
            takeHeader(fields);
            return;
        }
        if (fields.size() != header.size()) {
            throw refusal("", header.size() + " fields as in the header", String.valueOf(fields.size()));
        }
        String name = fields.get(header.indexOf("site"));
        if (name.isBlank()) {
            throw refusal(", column site", "a name", "nothing");
        }
        if (!seen.add(name)) {
            throw refusal(", column site", "a name of its own", name);
        }
        if (names.size() == MOST) {
            throw refusal("", "at most " + MOST + " sites", "more");
        }
        names.add(name);
        places.add(
                isGeographic()
                        ? new double[] {
                            coordinate(fields, "longitude", 180.0), coordinate(fields, "latitude", HIGHEST_LATITUDE)
                        }
                        : new double[] {coordinate(fields, "x", FARTHEST), coordinate(fields, "y", FARTHEST)});
    }

    private void takeHeader(List<String> fields) {
        boolean degrees = fields.contains("latitude") && fields.contains("longitude");
        boolean metres = fields.contains("x") && fields.contains("y");
        if (!fields.contains("site") || degrees == metres) {
            throw refusal("", EXPECTED_HEADER, String.join(",", fields));
        }
        if (new HashSet<>(fields).size() != fields.size()) {
            throw refusal("", "every column once", String.join(",", fields));
        }
        header = fields;
    }

    private double coordinate(List<String> fields, String column, double largest) {
        String text = fields.get(header.indexOf(column));
        double value = PlainNumber.parse(text);
        if (!(Math.abs(value) <= largest)) {
            String limit = largest == FARTHEST ? "1e8" : String.valueOf((int) largest);
            throw refusal(
                    ", column " + column,
                    "a number from -" + limit + " to " + limit,
                    text.isEmpty() ? "nothing" : "'" + text + "'");
        }
        return value;
    }

    private SiteMap projected() {
        double latitude = 0.0;
        double longitude = 0.0;
        for (double[] place : places) {
            longitude += place[0] / places.size();
            latitude += place[1] / places.size();
        }
        double shrink = StrictMath.cos(StrictMath.toRadians(latitude));
        List<double[]> metres = new ArrayList<>();
        for (double[] place : places) {
            metres.add(new double[] {
                EARTH * shrink * StrictMath.toRadians(place[0] - longitude),
                EARTH * StrictMath.toRadians(place[1] - latitude)
            });
        }
        return map(metres, true);
    }

    private SiteMap map(List<double[]> metres, boolean geographic) {
        Bounds bounds = Bounds.NONE;
        for (double[] place : metres) {
            bounds = bounds.and(place[0], place[1]);
        }
        return new SiteMap(
                List.copyOf(names),
                metres.stream().mapToDouble(place -> place[0]).toArray(),
                metres.stream().mapToDouble(place -> place[1]).toArray(),
                geographic,
                bounds);
    }

    private IllegalArgumentException refusal(String what, String expected, String got) {
        return new IllegalArgumentException(
                source + ", line " + line + what + ": expected " + expected + ", got " + Excerpt.of(got));
    }
}
