package dmsb.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTest {
    private static final TensorFile SAMPLE = new TensorFile(
            Map.of(
                    "b.weight", Tensor.of(new float[] {1, -2.5f, Float.MIN_VALUE, 4, 5, 6}, 2, 3),
                    "a", Tensor.of(new float[] {7}),
                    "empty", Tensor.of(new float[0], 0, 5)),
            Map.of("format", "1", "odd \"key\"\\", "line\nbreak \u00e9 \ud83d\ude80 \u0001"));

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("new/model.safetensors");
        SAMPLE.write(file);
        assertEquals(SAMPLE, TensorFile.read(file));
        try (var files = Files.list(folder.resolve("new"))) {
            assertEquals(1, files.count(), "nothing temporary is left");
        }
    }

    @Test
    void equalContentGivesEqualBytes() {
        assertArrayEquals(SAMPLE.toBytes(), new TensorFile(SAMPLE.tensors(), SAMPLE.metadata()).toBytes());
    }

    /** A file laid out by hand from the published format. */
    @Test
    void readsAFileWrittenByAnotherProgram() throws IOException {
        TensorFile file = TensorFile.parse(bytes(
                " {\"x\": {\"shape\":[2],\"dtype\":\"F32\",\"data_offsets\":[0, 8]}, \"__metadata__\": {\"k\":\"v\\u0041\"} } ",
                1.5f,
                -3f));
        assertEquals(Map.of("x", Tensor.of(new float[] {1.5f, -3f}, 2)), file.tensors());
        assertEquals(Map.of("k", "vA"), file.metadata());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}x",
                "[]",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}",
                "{\"x\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1e0],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[02],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[4294967298,2147483648],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[999999999999999999],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":[1]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"__metadata__\":{\"k\":1}}",
                "{\"__metadata__\":{\"k\":\"\\q\"}}",
                "{\"__metadata__\":{\"k\":\"\\u12\"}}",
                "{\"__metadata__\":{\"k"
            })
    void refusesMalformedHeadersWithAnOffset(String header) {
        TensorFormatException error =
                assertThrows(TensorFormatException.class, () -> TensorFile.parse(bytes(header, 1f, 2f)));
        assertTrue(String.valueOf(error.getMessage()).matches("offset \\d+: expected .*, got .*"), error.getMessage());
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = SAMPLE.toBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(TensorFormatException.class, () -> TensorFile.parse(cut), "cut to " + length);
        }
    }

    @Test
    void arbitraryDamageIsReadOrRefusedButNeverBreaksTheReader() {
        RandomStream random = SeedTree.of(11).stream();
        byte[] whole = SAMPLE.toBytes();
        int refused = 0;
        for (int trial = 0; trial < 50_000; trial++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                TensorFile.parse(damaged);
            } catch (TensorFormatException expected) {
                refused++;
            }
        }
        assertTrue(refused > 25_000, "refused " + refused);
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOldOneAlone() throws IOException {
        Path file = folder.resolve("model");
        Files.createDirectory(file);
        Files.writeString(file.resolve("inside"), "kept");
        assertThrows(IOException.class, () -> SAMPLE.write(file));
        assertEquals("kept", Files.readString(file.resolve("inside")));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing temporary is left");
        }
        assertFalse(Files.exists(folder.resolve("other")));
    }

    @Test
    void tensorsAreValues() {
        float[] data = {1, 2};
        Tensor tensor = Tensor.of(data, 2);
        data[0] = 9;
        tensor.data()[1] = 9;
        tensor.shape()[0] = 9;
        assertEquals(Tensor.of(new float[] {1, 2}, 2), tensor);
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[3], 2, 2));
        assertThrows(IllegalArgumentException.class, () -> new TensorFile(Map.of("__metadata__", tensor), Map.of()));
    }

    private static byte[] bytes(String header, float... data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + text.length + 4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (float value : data) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    @Test
    void aFileThatNoArrayHoldsIsRefusedUnread(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.safetensors");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertEquals(
                "offset 0: expected a file of at most 2147483639 bytes, got 3221225472 bytes",
                assertThrows(TensorFormatException.class, () -> TensorFile.read(file))
                        .getMessage());
    }
}
