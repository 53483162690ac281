package dmsb.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTreeTest {
    @Test
    void samePathGivesTheSameStream() {
        RandomStream a = SeedTree.of(7).child("episode").child(3).stream();
        RandomStream b = SeedTree.of(7).child("episode").child(3).stream();
        for (int i = 0; i < 100; i++) {
            assertEquals(a.nextLong(), b.nextLong());
            assertEquals(a.nextGaussian(), b.nextGaussian());
        }
        assertTrue(a.samePosition(b));
    }

    /**
     * The promise "same seed, same bytes" in numbers; they may change with a major version only. The first two were computed
     * by an independent program from the published algorithms (FNV-1a, SplitMix64, xoshiro256++).
     */
    @Test
    void theFirstNumbersAreWhatTheyAlwaysWere() {
        RandomStream stream = SeedTree.of(1).child("exploration").stream();
        assertEquals(-5559980279652149690L, stream.nextLong());
        assertEquals(0.6887238396316827, stream.nextDouble());
        assertEquals(0.8571979860387813, stream.nextGaussian());
    }

    @Test
    void differentPathsGiveDifferentStreams() {
        Set<Long> firsts = new HashSet<>();
        for (int seed = -50; seed < 50; seed++) {
            SeedTree root = SeedTree.of(seed);
            firsts.add(root.stream().nextLong());
            firsts.add(root.child("a").stream().nextLong());
            firsts.add(root.child("b").stream().nextLong());
            firsts.add(root.child("a").child("b").stream().nextLong());
            firsts.add(root.child("ab").stream().nextLong());
            for (int i = 0; i < 10; i++) {
                firsts.add(root.child(i).stream().nextLong());
            }
        }
        assertEquals(100 * 15, firsts.size());
    }

    @Test
    void savedPositionIsRestored() {
        RandomStream stream = SeedTree.of(3).stream();
        stream.nextGaussian();
        byte[] position = stream.save();
        float[] first = new float[31];
        stream.fillGaussian(first, 31);
        stream.restore(position);
        float[] second = new float[31];
        stream.fillGaussian(second, 31);
        assertArrayEquals(first, second);
        assertThrows(IllegalArgumentException.class, () -> stream.restore(new byte[3]));
    }

    @Test
    void splitLeavesTheOldNumbersBehindAndJumpsAhead() {
        RandomStream original = SeedTree.of(4).stream();
        RandomStream copy = SeedTree.of(4).stream();
        RandomStream left = original.split();
        assertTrue(left.samePosition(copy));
        assertTrue(!original.samePosition(copy));
    }

    @Test
    void gaussianDrawsHaveTheMomentsOfANormal() {
        RandomStream stream = SeedTree.of(5).stream();
        int n = 1_000_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double z = stream.nextGaussian();
            sum += z;
            squares += z * z;
        }
        // Five standard errors: 1e-3 for the mean, sqrt(2) 1e-3 for the variance.
        assertEquals(0, sum / n, 5e-3);
        assertEquals(1, squares / n, 7.1e-3);
    }
}
