package dmsb.proofs.law;

/** What the examination of a law found. */
public sealed interface Verdict {
    /**
     * The law that was examined.
     *
     * @return the law
     */
    Law law();

    /**
     * No counterexample was found.
     *
     * @param law the law that was examined
     * @param evidence where one was looked for
     */
    record Holds(Law law, Evidence evidence) implements Verdict {
        @Override
        public String toString() {
            return law.title() + " holds " + evidence;
        }
    }

    /**
     * The law does not hold.
     *
     * @param law the law that was examined
     * @param counterexample the simplest one found
     */
    record Fails(Law law, Counterexample counterexample) implements Verdict {
        @Override
        public String toString() {
            return law.title() + " fails: " + counterexample;
        }
    }

    /**
     * Whether no counterexample was found.
     *
     * @return true for {@link Holds}
     */
    default boolean holds() {
        return this instanceof Holds;
    }
}
