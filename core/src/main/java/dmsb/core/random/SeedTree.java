package dmsb.core.random;

/**
 * A tree of seeds: every node is derived from its parent by a name, and every node can open a random stream.
 *
 * <p>The key of a child is a 64-bit hash of the parent's key and the child's name (FNV-1a over the UTF-16 code units,
 * then the finaliser of SplitMix64, "variant 13" of Stafford). It depends on nothing else, so the same path gives the
 * same stream on every machine. Two paths collide with the probability of a 64-bit birthday.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SeedTree {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long key;

    private SeedTree(long key) {
        this.key = key;
    }

    /**
     * The root of a tree.
     *
     * @param seed any number; equal seeds give equal trees
     * @return the root
     */
    public static SeedTree of(long seed) {
        return new SeedTree(mix(seed + 0x9e3779b97f4a7c15L));
    }

    /**
     * The branch of the given name.
     *
     * @param name what the branch is for, for example {@code "exploration"}
     * @return the branch, the same one for the same name
     */
    public SeedTree child(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return new SeedTree(mix(key ^ mix(hash)));
    }

    /**
     * The branch of the given number, for example an episode's.
     *
     * @param index any number
     * @return the branch, the same one for the same number
     */
    public SeedTree child(long index) {
        return new SeedTree(mix(key + mix(index ^ 0x632be59bd9b4e019L)));
    }

    /**
     * Opens this node's stream, always from its beginning.
     *
     * @return a new stream
     */
    public RandomStream stream() {
        return new RandomStream(key);
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
