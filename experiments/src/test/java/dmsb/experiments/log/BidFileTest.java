package dmsb.experiments.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dmsb.experiments.config.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BidFileTest {
    private static final byte[] FIRST = "bid1,bid2\n60,50\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SECOND = "50,40\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private static byte[] zipped(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A pipe: what is there comes in pieces, and nothing is known of what will come. */
    private static InputStream pipe(byte[] content, int piece) {
        return new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, piece));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    private static byte[] read(byte[] content, int piece) {
        try (InputStream text = BidFile.text(pipe(content, piece))) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(byte[] content, String got) {
        for (int piece : new int[] {1, 7, 1 << 20}) {
            String message = assertThrows(UsageException.class, () -> read(content, piece))
                    .getMessage();
            assertEquals("expected whole gzip data, got " + got, message);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 18, 64, 1 << 20})
    void membersFollowEachOtherHoweverTheyArrive(int piece) {
        byte[] empty = zipped(new byte[0]);
        byte[] expected = join(FIRST, SECOND);
        assertArrayEquals(expected, read(join(zipped(FIRST), zipped(SECOND)), piece));
        assertArrayEquals(expected, read(join(empty, zipped(FIRST), empty, empty, zipped(SECOND), empty), piece));
        assertArrayEquals(new byte[0], read(empty, piece));
        assertArrayEquals(expected, read(expected, piece));
    }

    @Test
    void largeMembersAreWhole() {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        byte[] zeros = new byte[1_000_000];
        assertArrayEquals(join(noise, zeros, noise), read(join(zipped(noise), zipped(zeros), zipped(noise)), 50_000));
    }

    @Test
    void whatFollowsAMemberIsAnotherOrRefused() {
        byte[] first = zipped(FIRST);
        String other = "other bytes after the end of member 1 of the compressed data";
        refused(join(first, SECOND), other);
        refused(join(first, new byte[] {0}), other);
        refused(join(first, new byte[] {0x1F, (byte) 0x8B, 7, 0}), other);
        refused(
                join(first, zipped(SECOND), "x".getBytes(StandardCharsets.US_ASCII)),
                "other bytes after the end of member 2 of the compressed data");
    }

    @Test
    void everyCutIsAnEarlyEndUnlessItIsBetweenMembers() {
        byte[] first = zipped(FIRST);
        byte[] both = join(first, zipped(SECOND));
        for (int length = 3; length < both.length; length++) {
            if (length == first.length) {
                assertArrayEquals(FIRST, read(Arrays.copyOf(both, length), 7));
            } else {
                refused(Arrays.copyOf(both, length), "an early end");
            }
        }
    }

    @Test
    void aWrongChecksumOrLengthOfAnyMemberIsRefused() {
        byte[] first = zipped(FIRST);
        byte[] both = join(first, zipped(SECOND));
        for (int end : new int[] {first.length, both.length}) {
            for (int back = 1; back <= 8; back++) {
                byte[] damaged = both.clone();
                damaged[end - back] ^= 0x10;
                refused(damaged, "damaged ones");
            }
        }
    }

    @Test
    void headersMayHaveEveryField() {
        byte[] plain = zipped(FIRST);
        byte[] start = Arrays.copyOf(plain, 10);
        start[3] = 2 | 4 | 8 | 16;
        byte[] fields = join(
                start, new byte[] {3, 0, 'a', 'b', 'c'}, "bids.csv\0of today\0".getBytes(StandardCharsets.US_ASCII));
        CRC32 crc = new CRC32();
        crc.update(fields);
        byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] member = join(fields, check, body);
        assertArrayEquals(join(FIRST, FIRST), read(join(member, member), 3));
        check[0] ^= 1;
        refused(join(fields, check, body), "damaged ones");
        plain[3] = (byte) 0x80;
        refused(plain, "damaged ones");
    }

    @Test
    void compressedBidsComeThroughAFifo() throws Exception {
        Path fifo = folder.resolve("bids");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0);
        } catch (IOException e) {
            assumeTrue(false, "there is no mkfifo");
        }
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.write(fifo, join(zipped(FIRST), zipped(SECOND)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        try (InputStream text = BidFile.text(BidFile.open(fifo.toString()))) {
            assertArrayEquals(join(FIRST, SECOND), text.readAllBytes());
        }
        writer.get();
    }

    @Test
    void aReadThatFailsNamesTheFile() throws IOException {
        String file = "/proc/self/mem"; // its first page is never there
        assumeTrue(Files.isReadable(Path.of(file)));
        try (InputStream in = BidFile.open(file)) {
            String message = String.valueOf(
                    assertThrows(FileSystemException.class, in::read).getMessage());
            assertTrue(message.startsWith(file + ": "), message);
        }
    }
}
