package dmsb.core.random;

import java.util.Arrays;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.RandomProviderState;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.RandomProviderDefaultState;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * One stream of random numbers: uniform and standard normal draws whose position can be saved, restored and jumped.
 *
 * <p>The generator is xoshiro256++ of Blackman and Vigna (Commons RNG {@code XO_SHI_RO_256_PP}); normal draws come from
 * the modified ziggurat of McFarland (Commons RNG {@code ZigguratSampler.NormalizedGaussian}), which keeps no state of
 * its own. A stream is used by one thread at a time.
 */
public final class RandomStream implements UniformRandomProvider {
    private static final RandomSource SOURCE = RandomSource.XO_SHI_RO_256_PP;

    private final UniformRandomProvider generator;
    private final SharedStateContinuousSampler gaussian;

    RandomStream(long seed) {
        this(SOURCE.create(seed));
    }

    private RandomStream(UniformRandomProvider generator) {
        this.generator = generator;
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(generator);
    }

    @Override
    public long nextLong() {
        return generator.nextLong();
    }

    @Override
    public int nextInt() {
        return generator.nextInt();
    }

    @Override
    public int nextInt(int n) {
        return generator.nextInt(n);
    }

    @Override
    public double nextDouble() {
        return generator.nextDouble();
    }

    /**
     * A standard normal draw.
     *
     * @return a draw from N(0, 1)
     */
    public double nextGaussian() {
        return gaussian.sample();
    }

    /**
     * Fills the front of an array with standard normal draws, rounded to float.
     *
     * @param target the array. Modified.
     * @param length how many elements to fill
     */
    public void fillGaussian(float[] target, int length) {
        fillGaussian(target, 0, length);
    }

    /**
     * Fills part of an array with standard normal draws, rounded to float.
     *
     * @param target the array. Modified.
     * @param start the first element to fill
     * @param length how many elements to fill
     */
    public void fillGaussian(float[] target, int start, int length) {
        for (int i = start; i < start + length; i++) {
            target[i] = (float) gaussian.sample();
        }
    }

    /**
     * The position of this stream.
     *
     * @return the generator's state as bytes, to be given to {@link #restore(byte[])}
     */
    public byte[] save() {
        return ((RandomProviderDefaultState) ((RestorableUniformRandomProvider) generator).saveState()).getState();
    }

    /**
     * Moves this stream to a position saved before.
     *
     * @param state what {@link #save()} returned
     * @throws IllegalArgumentException if {@code state} is not a state of this kind of stream
     */
    public void restore(byte[] state) {
        RandomProviderState saved = new RandomProviderDefaultState(state);
        try {
            ((RestorableUniformRandomProvider) generator).restoreState(saved);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "state: expected the state of a " + SOURCE + " stream, got " + state.length + " bytes", e);
        }
    }

    /**
     * A stream that starts where this one stands, after which this one jumps ahead by 2^128 draws: the two do not overlap.
     *
     * @return the stream left behind
     */
    public RandomStream split() {
        return new RandomStream(((JumpableUniformRandomProvider) generator).jump());
    }

    /**
     * Whether two streams stand at the same position.
     *
     * @param other another stream
     * @return true if both will give the same numbers from here on
     */
    public boolean samePosition(RandomStream other) {
        return Arrays.equals(save(), other.save());
    }
}
