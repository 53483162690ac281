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
     * Nothing is known: no experiment that concerns the law could be held, or the auction is no function of the bids, so that
     * none can be repeated.
     *
     * @param law the law that was examined
     * @param reason why, in words
     */
    record Unknown(Law law, String reason) implements Verdict {
        @Override
        public String toString() {
            return law.title() + " is unknown: " + reason;
        }
    }

    /**
     * Whether the law was examined and no counterexample was found.
     *
     * @return true for {@link Holds}
     */
    default boolean holds() {
        return this instanceof Holds;
    }
}
