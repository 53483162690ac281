package dmsb.experiments.clearing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.experiments.log.BidFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowInputTest {
    private static final String HEADER = "id,bid1,bid2\n";

    /** Gives a row only when whatever came before has been answered. No clock: a reader that asks too early fails. */
    private static final class OneByOne extends InputStream {
        private final List<byte[]> rows;
        private final List<String> answers;
        private int given;
        private int position;

        OneByOne(List<byte[]> rows, List<String> answers) {
            this.rows = rows;
            this.answers = answers;
        }

        @Override
        public int available() {
            return given == 0 ? 0 : rows.get(given - 1).length - position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (available() == 0) {
                if (given > 1) { // the first piece is longer than what tells the kind of a file
                    assertEquals(given, answers.size(), "rows answered when row " + (given + 1) + " is asked for");
                }
                if (given == rows.size()) {
                    return -1;
                }
                given++;
                position = 0;
            }
            int count = Math.min(length, available());
            System.arraycopy(rows.get(given - 1), position, target, offset, count);
            position += count;
            return count;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "4, false", "1, true", "4, true"})
    void eachRowIsAnsweredBeforeTheNextOneIsAskedFor(int threads, boolean compressed) throws IOException {
        List<String> answers = new ArrayList<>();
        List<byte[]> rows = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStream out = compressed ? new GZIPOutputStream(bytes, 1 << 12, true) : bytes;
        for (int row = 0; row < 40; row++) {
            String text = (row == 0 ? HEADER : "") + "a long name of row " + row + " that fills the line," + (row + 9)
                    + ",7\n";
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            if (row == 39) {
                out.close();
            }
            rows.add(bytes.toByteArray());
            bytes.reset();
        }
        InputStream slow = new OneByOne(rows, answers);
        new Clearing(new Pricing.Fixed(1.0), ClearingFormat.CSV, false, threads)
                .run(
                        BidFile.text(slow),
                        (block, length) -> {
                            for (String line : new String(block, 0, length, StandardCharsets.ISO_8859_1)
                                    .lines()
                                    .toList()) {
                                if (!line.startsWith("id,")) {
                                    answers.add(line);
                                }
                            }
                        },
                        complaint -> {},
                        read -> {});
        assertEquals(40, answers.size());
        assertEquals("a long name of row 39 that fills the line,1,7,1", answers.get(39));
    }
}
