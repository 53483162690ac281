package dmsb.auction.market.town;

import dmsb.core.tensorfile.FileKind;
import dmsb.core.tensorfile.Sha256;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Traffic and sites on one plane. Sites in metres are taken to have the origin of the trace. Sites in degrees have none: the
 * middle of their rectangle is put on the middle of the trace's. Immutable and safe for use by many threads.
 *
 * @param traffic where vehicles drive
 * @param sites where base stations stand, on the plane of the traffic
 */
public record Town(TrafficTrace traffic, SiteMap sites) {
    /** The name that stands for the sample of the library, in place of a file. */
    public static final String SAMPLE = "sample";

    private static final String TRACE = "trace";
    private static final String SITES = "sites";
    private static final int REMEMBERED = 4;

    /** Towns that were read; a market is made for every evaluation, and a trace can be large. Guarded by itself. */
    private static final Map<Key, Known> READ = new LinkedHashMap<>();

    private record Key(Version trace, Version sites) {}

    private record Known(Town town, String traceSha256, String sitesSha256) {}

    private record Parsed<T>(T value, String sha256) {}

    /** A file as it was when it was read. */
    private record Version(String name, long size, long modified) {
        static Version of(String name) throws IOException {
            return name.equals(SAMPLE)
                    ? new Version(name, 0, 0)
                    : new Version(
                            name,
                            Files.size(Path.of(name)),
                            Files.getLastModifiedTime(Path.of(name)).toMillis());
        }
    }

    /** Puts the sites on the plane of the traffic. */
    public Town {
        if (sites.geographic()) {
            sites = sites.moved(
                    traffic.bounds().middleX() - sites.bounds().middleX(),
                    traffic.bounds().middleY() - sites.bounds().middleY());
        }
    }

    /**
     * Reads a town, or remembers it from the last time if neither file has changed since.
     *
     * @param trace a file of {@link FloatingCarData}, plain or compressed by gzip, or {@value #SAMPLE}
     * @param sites a {@link SiteFile}, plain or compressed by gzip, or {@value #SAMPLE}
     * @return the town
     * @throws IllegalArgumentException if a file is missing, cannot be read, or is malformed
     */
    public static Town read(String trace, String sites) {
        return known(trace, sites).town();
    }

    /**
     * The hashes of a town's files as they were when the town was read: of their bytes, compressed or not.
     *
     * @param trace as in {@link #read}
     * @param sites as in {@link #read}
     * @return SHA-256 in hexadecimal under {@code trace} and {@code sites}, in this order
     * @throws IllegalArgumentException if a file is missing, cannot be read, or is malformed
     */
    public static Map<String, String> sha256(String trace, String sites) {
        Known known = known(trace, sites);
        Map<String, String> hashes = new LinkedHashMap<>();
        hashes.put(TRACE, known.traceSha256());
        hashes.put(SITES, known.sitesSha256());
        return hashes;
    }

    private static Known known(String trace, String sites) {
        synchronized (READ) {
            Key key = new Key(version(TRACE, trace), version(SITES, sites));
            Known known = READ.get(key);
            if (known == null) {
                Parsed<TrafficTrace> traffic = open(TRACE, trace, "town.fcd.xml.gz", FloatingCarData::read);
                Parsed<SiteMap> places = open(SITES, sites, "sites.csv", SiteFile::read);
                known = new Known(new Town(traffic.value(), places.value()), traffic.sha256(), places.sha256());
                if (READ.size() == REMEMBERED) {
                    READ.remove(READ.keySet().iterator().next());
                }
                READ.put(key, known);
            }
            return known;
        }
    }

    private static Version version(String key, String file) {
        if (!file.equals(SAMPLE) && !Files.isRegularFile(Path.of(file))) {
            throw new IllegalArgumentException(key + ": expected a file or " + SAMPLE + ", got " + file + ", which "
                    + (Files.exists(Path.of(file)) ? "is no regular file" : "does not exist"));
        }
        try {
            return Version.of(file);
        } catch (IOException e) {
            throw unreadable(key, file, e);
        }
    }

    private interface Parser<T> {
        T parse(InputStream in, String source) throws IOException;
    }

    private static <T> Parsed<T> open(String key, String file, String sample, Parser<T> parser) {
        MessageDigest sha256 = Sha256.digest();
        try (InputStream bytes = new BufferedInputStream(
                new DigestInputStream(
                        file.equals(SAMPLE) ? resource(sample) : Files.newInputStream(Path.of(file)), sha256),
                1 << 16)) {
            bytes.mark(FileKind.BYTES);
            byte[] start = bytes.readNBytes(FileKind.BYTES);
            bytes.reset();
            InputStream text = FileKind.isGzip(start) ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            T value = parser.parse(text, key + " " + file);
            bytes.transferTo(OutputStream.nullOutputStream()); // what may come after the compressed data
            return new Parsed<>(value, Sha256.hex(sha256));
        } catch (ZipException e) {
            throw new IllegalArgumentException(
                    key + " " + file + ": expected whole gzip data, got " + e.getMessage(), e);
        } catch (EOFException e) { // of the compressed data: the parsers take the end of a text as it comes
            throw new IllegalArgumentException(key + " " + file + ": expected whole gzip data, got an early end", e);
        } catch (IOException e) {
            throw unreadable(key, file, e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = Town.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException(name);
        }
        return in;
    }

    private static IllegalArgumentException unreadable(String key, String file, IOException e) {
        return new IllegalArgumentException(
                key + " " + file + ": expected a readable file, got one that fails: " + e.getMessage(), e);
    }
}
