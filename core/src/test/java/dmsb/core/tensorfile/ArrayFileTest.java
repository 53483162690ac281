package dmsb.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayFileTest {
    private static ArrayFile sample() {
        ArrayFile file = new ArrayFile();
        file.put("float", new float[] {1.5f, -0f, Float.intBitsToFloat(0x7fc12345)});
        file.put("double", new double[] {Math.PI, Double.longBitsToDouble(0x7ff8_0000_dead_beefL)});
        file.put("int", new int[] {Integer.MIN_VALUE, 7});
        file.put("long", new long[] {Long.MIN_VALUE, 1});
        file.put("byte", new byte[] {-1, 0, 1});
        file.put("empty", new int[0]);
        file.putText("note", "\"quoted\"\n\u0130");
        return file;
    }

    @Test
    void everyBitIsReadBack() throws TensorFormatException {
        byte[] bytes = sample().toBytes();
        ArrayFile file = ArrayFile.parse(bytes);
        assertArrayEquals(bytes, file.toBytes());
        assertEquals(List.of("byte", "double", "empty", "float", "int", "long"), file.names());
        assertEquals(0x7fc12345, Float.floatToRawIntBits(file.floats("float")[2]));
        assertEquals(0x7ff8_0000_dead_beefL, Double.doubleToRawLongBits(file.doubles("double")[1]));
        assertArrayEquals(new int[] {Integer.MIN_VALUE, 7}, file.ints("int"));
        assertArrayEquals(new long[] {Long.MIN_VALUE, 1}, file.longs("long"));
        assertArrayEquals(new byte[] {-1, 0, 1}, file.bytes("byte"));
        assertEquals(0, file.ints("empty").length);
        assertEquals("\"quoted\"\n\u0130", file.metadata().get("note"));
    }

    @Test
    void namesAreTakenOnceAndTypesAreKept() {
        ArrayFile file = sample();
        assertThrows(IllegalArgumentException.class, () -> file.put("int", new int[1]));
        assertThrows(IllegalArgumentException.class, () -> file.put("__metadata__", new int[1]));
        assertThrows(IllegalArgumentException.class, () -> file.putText("note", ""));
        assertThrows(IllegalArgumentException.class, () -> file.floats("int"));
        assertThrows(IllegalArgumentException.class, () -> file.floats("absent"));
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = sample().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(TensorFormatException.class, () -> ArrayFile.parse(cut));
        }
    }
}
